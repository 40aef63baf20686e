// Who is sitting here: text size, language, PIN, changing the person.
export const person = {
  seat: (seat: string) => `Ghế ${seat}`,
  machine: (label: string) => `Máy ${label}`,
  textSize: "Cỡ chữ",
  small: "Nhỏ",
  medium: "Vừa",
  large: "Lớn",
  language: "Ngôn ngữ",
  changePin: "Đổi mã PIN",
  changePinOffline: "Đổi mã PIN (cần có mạng)",
  leaveOrChange: "Thoát / đổi người",
  offline: "Đang mất mạng nên chưa thoát được. Tài liệu và ghi chú vẫn an toàn trên máy này; xin thử lại khi có mạng.",
  unsent: (what: string) => `Còn ${what} lên máy chủ. Xin chờ giây lát rồi thử lại.`,
  afterwards:
    "Người khác sẽ chọn tên và nhập mã PIN trên máy này. Ghi chú của ông/bà đã lưu trên máy chủ và hiện lại khi ông/bà đăng nhập.",
  leave: "Thoát",
  stay: "Ở lại",
};
