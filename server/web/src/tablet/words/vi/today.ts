// Kỳ họp hôm nay: the agenda and its state.
export const today = {
  session: "Kỳ họp",
  otherSessions: "Kỳ họp khác",
  search: "Tìm",
  chair: (name: string) => `Chủ tọa: ${name}`,
  starts: (clock: string, weekday: string, day: string) => `${clock} ${weekday}, ${day}`,
  hours: (from: string, to: string, weekday: string, day: string) => `${from} – ${to}, ${weekday} ${day}`,
  elsewhere: (state: string) => `Đây là kỳ họp khác (${state}).`,
  back: (session: string) => `Về ${session}`,
  noSession: "Chưa có kỳ họp nào",
  noSessionYet: "Khi văn phòng gửi chương trình và tài liệu, chúng tự hiện ở đây. Ông/bà không cần làm gì thêm.",
  receiving: "Đang nhận chương trình kỳ họp…",
  receivingFirst: "Lần đầu có thể mất vài giây.",
  emptySitting: "Phiên này chưa có nội dung.",
};
