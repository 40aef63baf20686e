// The state pill, and what every bar and sheet has.
export const state = {
  close: "Đóng",
  seat: (seat: string) => `Ghế ${seat}`,
  strokes: (n: number) => `${n} nét chưa gửi`,
  changes: (n: number) => `${n} thay đổi chưa gửi`,
  full: "Máy đầy",
  silent: "Bộ nhớ máy không trả lời",
  unsaved: (machine: string, n: number) => `${machine} – ${n} nét chưa lưu trên máy`,
  straight: (machine: string) => `${machine} – ghi chú gửi thẳng lên máy chủ`,
  noMore: (machine: string) => `${machine} – không nhận thêm tài liệu`,
  offlineUnsaved: (n: number) => `Mất mạng – ${n} nét chưa lưu, xin đừng đóng ứng dụng`,
  offlineUnsent: (what: string) => `Mất mạng – ${what}`,
  offline: "Mất mạng – vẫn dùng được",
  receiving: (here: number, of: number) => `Đang nhận ${here}/${of} tài liệu`,
  connected: "Đã kết nối",
  saved: "Đã lưu đủ tài liệu",
};
