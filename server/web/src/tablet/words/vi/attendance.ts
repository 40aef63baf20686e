// "Tôi có mặt", and what the office has recorded.
export const attendance = {
  here: "Tôi có mặt",
  backAgain: "Tôi đã trở lại",
  leftAt: (clock: string) => `Đã ghi về lúc ${clock}`,
  counted: (present: number, of: number) => `${present}/${of} đại biểu đang có mặt`,
  self: (clock: string) => `Đã điểm danh lúc ${clock}`,
  byOffice: (clock: string) => `Thư ký đã ghi có mặt lúc ${clock}`,
  guest: "(khách mời)",
  willSend: "Sẽ gửi khi có mạng",
  waitingOffline: (clock: string) => `Đã ghi lúc ${clock}, sẽ gửi khi có mạng. Thư ký xác nhận thì mới tính là có mặt.`,
  waiting: (clock: string) => `Đã gửi lúc ${clock}, chờ thư ký xác nhận.`,
  excused: "Văn phòng đã ghi: vắng có phép. Nếu ông/bà có mặt, xin báo thư ký.",
  unexcused: "Văn phòng đã ghi: vắng không phép. Nếu ông/bà có mặt, xin báo thư ký.",
  early: (sitting: string, clock: string, weekday: string, day: string) => `${sitting}: điểm danh từ ${clock} ${weekday}, ${day}.`,
  over: (sitting: string, clock: string) =>
    `${sitting} đã hết giờ điểm danh lúc ${clock}. Nếu ông/bà có dự mà chưa điểm danh, xin báo thư ký.`,
  unseen: (clock: string) =>
    `Thư ký chưa thấy ông/bà trong phòng họp sau lần điểm danh lúc ${clock}. Nếu ông/bà đang có mặt, xin bấm lại hoặc báo thư ký.`,
  failed: "Chưa điểm danh được. Xin báo thư ký.",
};
