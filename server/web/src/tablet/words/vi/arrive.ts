// Arriving: who sits here, the list of names, the PIN.
export const arrive = {
  chooseName: "Xin mời chọn tên của mình",
  greeting: "Kính chào ông/bà",
  isItYou: "Máy này dành cho:",
  lastHere: "Lần trước, người dùng máy này là:",
  thatIsMe: "Đúng là tôi",
  notMe: "Không phải tôi",
  machine: (label: string) => `Máy ${label}`,
  seat: (seat: string) => `Ghế ${seat}`,
  findName: "Tìm tên",
  findExample: "Tìm tên, ví dụ: Hoa",
  nobody: "Chưa có danh sách đại biểu. Xin báo văn phòng nhập danh sách của kỳ họp.",
  notFound: (typed: string) => `Không tìm thấy tên “${typed}”. Xin thử gõ ít chữ hơn, hoặc báo văn phòng.`,
  found: (people: number) => `${people} người`,
  byPosition: "Không có tên này; những người có chức vụ như vậy:",
};
