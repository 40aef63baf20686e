// What befell notes, server and machine, in one sentence each: what it is, and that nothing has to be done, or what.
export const told = {
  restored: "Máy chủ vừa được phục hồi từ bản sao lưu. Ghi chú của ông/bà trên máy này được tự gửi lại; ông/bà không cần làm gì.",
  conflict: (words: string, title: string) =>
    `Ghi chú “${words}” được viết trên hai máy: cả hai bản được giữ cạnh nhau${title ? ` trong “${title}”` : ""}.`,
  full: "Máy đã đầy. Ghi chú của ông/bà vẫn được gửi lên máy chủ; tài liệu mới thì chưa nhận thêm được. Xin báo văn phòng.",
  broken: "Bộ nhớ của máy không trả lời. Ghi chú được gửi thẳng lên máy chủ; xin đừng đóng ứng dụng khi đang mất mạng.",
  kept: "Bộ nhớ của máy đã trở lại bình thường. Mọi ghi chú đều đã được lưu trên máy.",
};
