// Hướng dẫn một phút: four things to try, for whoever sits here.
export const guide = {
  title: "Hướng dẫn một phút",
  step: (n: number, of: number) => `Bước ${n}/${of}`,
  next: "Tiếp theo",
  back: "Quay lại",
  done: "Xong, bắt đầu dùng",
  later: "Để sau",
  tried: "Đúng rồi!",
  offer: "Lần đầu dùng máy? Xem hướng dẫn một phút, lúc nào cũng bỏ qua được.",
  see: "Xem",
  hide: "Không cần",
  where: "Xem lại lúc nào cũng được: chạm tên mình ở góc trên, rồi “Hướng dẫn một phút”.",
  steps: {
    here: {
      title: "Điểm danh bằng một lần chạm",
      text: "Đến giờ họp, nút xanh “Tôi có mặt” hiện ở đầu màn hình. Chạm một lần là xong, không phải ký giấy.",
      act: "Tôi có mặt",
      try: "Chạm thử nút xanh.",
    },
    guest: {
      title: "Chương trình luôn ở trước mắt",
      text: "Nội dung đang bàn có khung xanh, đứng đầu màn hình. Nội dung đã xong gọn trong một dòng.",
      act: "Đọc tài liệu",
      try: "Chạm thử nút xanh.",
    },
    read: {
      title: "Đọc như đọc giấy",
      text: "Vuốt để sang trang, chạm A+ để chữ to hơn. Chạm giữa trang thì các thanh ẩn đi, chạm lần nữa thì hiện lại.",
      act: "Chữ to hơn",
      try: "Chạm thử để chữ trên trang to hơn.",
    },
    write: {
      title: "Ghi như ghi trên giấy",
      text: "Chọn bút, tô sáng hoặc ghi chữ rồi viết lên trang. Ghi chú tự lưu, chỉ mình ông/bà đọc được.",
      act: "Xóa nét thử",
      try: "Viết thử vào trang bên cạnh, bằng bút hoặc ngón tay.",
    },
    help: {
      title: "Cần gì, gọi thư ký",
      text: "Nút “Gọi thư ký” có ở mọi màn hình. Thư ký thấy ngay ghế của ông/bà, không phải giơ tay.",
      act: "Gọi thư ký",
      try: "Chạm thử: đây chỉ là bài tập, không ai bị gọi.",
    },
    chair: {
      title: "Máy chủ tọa cũng như mọi máy",
      text: "Văn phòng mở từng nội dung theo lời chủ tọa; mọi máy tự chuyển theo. Chủ tọa đọc và ghi như mọi đại biểu.",
      act: "Đọc tài liệu",
      try: "Chạm thử nút xanh.",
    },
  },
};
