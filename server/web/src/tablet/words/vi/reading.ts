// The reader: bars, fit, themes, going from page to page and from document to document.
export const reading = {
  page: (page: number, of: number) => `Trang ${page} / ${of}`,
  showBars: "Hiện thanh công cụ",
  hideBars: "Ẩn thanh",
  banners: "Có thông báo – chạm để xem",
  view: "Cách xem trang",
  smaller: "A− Thu nhỏ trang",
  larger: "A+ Phóng to trang",
  fitWidth: "Vừa bề ngang",
  fitPage: "Vừa cả trang",
};
