// Where one can go: the bar at the foot of every screen.
export const places = {
  label: "Các màn hình",
  today: "Chương trình",
  documents: "Tài liệu",
  notes: "Ghi chú của tôi",
  check: "Kiểm tra máy",
  guide: "Hướng dẫn một phút",
  home: "Về màn hình chính",
  help: "Gọi thư ký",
  waiting: (n: number) => `${n} đang chờ`,
};
