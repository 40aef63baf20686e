// Court, procuracy, and the paperless meeting room itself.
#include "admin-cli/demo/topics.hpp"

namespace chamber::demo {

const Topics& court_topics()
{
    static const Topics topics = {
        {"Giải quyết các vụ án hình sự",
         {"Thụ lý {h} vụ án hình sự với {h} bị cáo, đã giải quyết {p} %; không có trường hợp kết án oan người không có tội, bỏ lọt tội "
          "phạm.",
          "Tổ chức {n} phiên tòa xét xử lưu động, {n} phiên tòa rút kinh nghiệm; hình phạt áp dụng bảo đảm nghiêm minh, đúng pháp luật.",
          "Số vụ án xâm phạm sở hữu giảm {d} %, số vụ án về ma túy tăng {d} % so với cùng kỳ.",
          "Việc tranh tụng tại phiên tòa được nâng cao chất lượng, quyền bào chữa của bị cáo được tôn trọng."},
         {"Một số vụ án phải hoãn phiên tòa do người tham gia tố tụng vắng mặt."},
         {"Giải quyết án hình sự đạt từ {p} % trở lên, không để án quá hạn luật định."},
         {"thụ lý {n} vụ án hình sự, đã xét xử {n} vụ.", "xét xử lưu động {s} phiên, thu hút {h} người dự."},
         {"Vụ án thụ lý|vụ", "Vụ án giải quyết|vụ", "Bị cáo|người"}},
        {"Giải quyết các vụ việc dân sự, hôn nhân và gia đình",
         {"Thụ lý {k} vụ việc dân sự, giải quyết {p} %; hòa giải thành {h} vụ, chiếm {n} % số vụ đã giải quyết.",
          "Công tác hòa giải, đối thoại tại Tòa án theo Luật năm 2020 đạt kết quả tốt với {h} vụ việc hòa giải thành, đối thoại thành.",
          "Tỷ lệ bản án, quyết định bị hủy, sửa do nguyên nhân chủ quan là 0,{n} %, thấp hơn chỉ tiêu Quốc hội giao.",
          "Đã công bố {h} bản án, quyết định trên cổng thông tin điện tử theo quy định."},
         {"Việc thu thập chứng cứ, đo đạc, định giá tài sản tranh chấp còn kéo dài do thiếu sự hợp tác của đương sự."},
         {"Nâng tỷ lệ hòa giải thành, tăng cường đối thoại trong án hành chính."},
         {"thụ lý {n} vụ việc dân sự, hòa giải thành {n} vụ.", "tống đạt {h} văn bản tố tụng đúng hạn."},
         {"Vụ việc thụ lý|vụ", "Hòa giải thành|vụ", "Tỷ lệ giải quyết|%"}},
        {"Thi hành án hình sự và công tác khác",
         {"Ra quyết định thi hành án đối với {h} người bị kết án, đạt 100 %; không có trường hợp để quá hạn.",
          "Xét giảm thời hạn chấp hành án, rút ngắn thời gian thử thách cho {n} trường hợp đủ điều kiện.",
          "Tiếp {n} lượt công dân, giải quyết {n} đơn thư, không có khiếu nại kéo dài.",
          "Ứng dụng công nghệ thông tin được đẩy mạnh: {n} phiên tòa trực tuyến, {p} % văn bản nội bộ phát hành điện tử."},
         {"Biên chế thẩm phán, thư ký còn thiếu so với số lượng án tăng hằng năm."},
         {"Đẩy mạnh cải cách hành chính tư pháp, nhận đơn khởi kiện trực tuyến."},
         {"phối hợp giáo dục {n} người chấp hành án treo tại cộng đồng.", "phổ biến pháp luật {s} cuộc tại trụ sở ấp."},
         {"Quyết định thi hành án|quyết định", "Phiên tòa trực tuyến|phiên"}}};
    return topics;
}

const Topics& procuracy_topics()
{
    static const Topics topics = {
        {"Thực hành quyền công tố, kiểm sát giải quyết tố giác, tin báo về tội phạm",
         {"Kiểm sát việc thụ lý {h} tố giác, tin báo về tội phạm, đã giải quyết {p} %; trực tiếp kiểm sát tại {n} đơn vị.",
          "Ban hành {n} yêu cầu kiểm tra, xác minh; {n} kiến nghị khắc phục vi phạm được tiếp thu, thực hiện.",
          "Phê chuẩn {h} quyết định tố tụng bảo đảm có căn cứ; không có trường hợp đình chỉ do không phạm tội.",
          "Chất lượng bản yêu cầu điều tra được nâng lên, {p} % yêu cầu được cơ quan điều tra thực hiện đầy đủ."},
         {"Một số tin báo phải gia hạn do chờ kết quả giám định, định giá tài sản."},
         {"Kiểm sát chặt chẽ 100 % tố giác, tin báo ngay từ khi tiếp nhận."},
         {"tiếp nhận {n} tin báo, đã giải quyết {n} tin.", "kiểm sát trực tiếp {s} lượt tại Công an xã."},
         {"Tố giác, tin báo thụ lý|tin", "Đã giải quyết|tin", "Kiến nghị|kiến nghị"}},
        {"Kiểm sát điều tra, xét xử các vụ án hình sự",
         {"Thực hành quyền công tố và kiểm sát điều tra {h} vụ với {h} bị can; truy tố đúng thời hạn đạt 100 %, đúng tội danh đạt 100 %.",
          "Phối hợp tổ chức {n} phiên tòa rút kinh nghiệm, số hóa hồ sơ {n} vụ án để công bố tại phiên tòa.",
          "Kháng nghị {s} bản án; tỷ lệ kháng nghị được chấp nhận đạt {p} %.",
          "Công tác kiểm sát tạm giữ, tạm giam bảo đảm {h} lượt người được giam giữ đúng pháp luật."},
         {"Kỹ năng tranh luận của một số kiểm sát viên mới bổ nhiệm cần tiếp tục rèn luyện."},
         {"Tăng cường trách nhiệm công tố trong hoạt động điều tra, chống bỏ lọt tội phạm."},
         {"khởi tố {n} vụ, {n} bị can; truy tố {n} vụ.", "phối hợp xét xử lưu động {s} phiên."},
         {"Vụ án kiểm sát điều tra|vụ", "Bị can|người", "Tỷ lệ truy tố đúng hạn|%"}},
        {"Kiểm sát các vụ việc dân sự, thi hành án và giải quyết khiếu nại",
         {"Kiểm sát {k} thông báo thụ lý, {k} bản án, quyết định dân sự; phát hiện {n} vi phạm, ban hành {n} kiến nghị.",
          "Kiểm sát thi hành án dân sự {k} việc với số tiền {h} tỷ đồng; thi hành xong {p} % số việc có điều kiện.",
          "Trực tiếp kiểm sát công tác thi hành án tại {n} Ủy ban nhân dân xã, thị trấn.",
          "Tiếp {n} lượt công dân, giải quyết {n} đơn thuộc thẩm quyền, đạt 100 %."},
         {"Số việc thi hành án chuyển kỳ sau còn nhiều do người phải thi hành chưa có điều kiện."},
         {"Phối hợp giải quyết dứt điểm các việc thi hành án có giá trị lớn, kéo dài."},
         {"thi hành xong {n} việc, thu {h} triệu đồng.", "giải quyết {s} đơn, không có đơn vượt cấp."},
         {"Bản án, quyết định kiểm sát|bản", "Việc thi hành án|việc"}}};
    return topics;
}

const Topics& justice_office_topics()
{
    static const Topics topics = {
        {"Xây dựng ngành, đào tạo, bồi dưỡng cán bộ",
         {"Toàn đơn vị có {n} cán bộ, công chức; {p} % có trình độ đại học trở lên, {s} đồng chí được cử đi đào tạo lý luận chính trị, "
          "nghiệp vụ.",
          "Thực hiện nghiêm kỷ luật, kỷ cương công vụ; tổ chức {s} đợt tự kiểm tra, chấn chỉnh kịp thời thiếu sót về tác phong, thời hạn "
          "giải quyết công việc.",
          "Phát động {s} phong trào thi đua, {n} lượt tập thể, cá nhân được khen thưởng các cấp.",
          "Cơ sở vật chất được quan tâm, đã sửa chữa trụ sở và bổ sung trang thiết bị với kinh phí {h} triệu đồng."},
         {"Khối lượng công việc tăng hằng năm trong khi biên chế không tăng, áp lực đối với cán bộ trực tiếp giải quyết án rất lớn."},
         {"Tăng cường đào tạo tại chỗ, phân công cán bộ có kinh nghiệm kèm cặp cán bộ mới."},
         {"phối hợp cử {n} lượt hội thẩm, người tham gia tố tụng dự tập huấn.", "tiếp nhận {n} phản ánh của người dân, trả lời đúng hạn."},
         {"Cán bộ, công chức|người", "Lượt đào tạo, bồi dưỡng|lượt", "Tập thể, cá nhân được khen thưởng|lượt"}},
        {"Phối hợp, tuyên truyền pháp luật và cải cách tư pháp",
         {"Phối hợp với Ủy ban nhân dân các xã, thị trấn, Ủy ban Mặt trận Tổ quốc Việt Nam tổ chức {n} buổi tuyên truyền pháp luật cho {k} "
          "lượt người.",
          "Thực hiện tốt quy chế phối hợp giữa các cơ quan tiến hành tố tụng, họp liên ngành {n} lần để thống nhất quan điểm giải quyết vụ "
          "án phức tạp.",
          "Trả lời đầy đủ {s} kiến nghị của Hội đồng nhân dân huyện và cử tri về hoạt động tư pháp.",
          "Tỷ lệ văn bản, hồ sơ được cập nhật vào phần mềm quản lý đạt {p} %; chữ ký số được sử dụng trong toàn bộ văn bản đi."},
         {"Việc kết nối, chia sẻ dữ liệu giữa các cơ quan tố tụng chưa đồng bộ."},
         {"Đẩy mạnh chuyển đổi số, số hóa hồ sơ, tổ chức phiên họp, phiên tòa trực tuyến."},
         {"tuyên truyền {s} buổi với {h} lượt người dự.", "hòa giải ở cơ sở thành {n} vụ, góp phần giảm tranh chấp."},
         {"Buổi tuyên truyền|buổi", "Lượt người dự|lượt", "Hồ sơ số hóa|hồ sơ"}}};
    return topics;
}

const Topics& technology_topics()
{
    static const Topics topics = {
        {"Hiện trạng ứng dụng công nghệ thông tin",
         {"Huyện đã trang bị 37 máy tính bảng, 05 điểm truy cập không dây và một máy chủ đặt tại Văn phòng Hội đồng nhân dân và Ủy ban "
          "nhân dân huyện, phục vụ các kỳ họp không giấy.",
          "Trong năm 2024, tài liệu của {s} kỳ họp được phát hành dạng điện tử, giảm khoảng {k} trang in và {n} lượt vận chuyển tài liệu.",
          "Đường truyền nội bộ ổn định, song khi mất kết nối Internet, một số đại biểu chưa mở được tài liệu đã gửi trước kỳ họp.",
          "Chữ ký số chuyên dùng công vụ được cấp cho {n} cá nhân và {n} cơ quan, tổ chức trên địa bàn huyện.",
          "Cán bộ phụ trách công nghệ thông tin của huyện có {n} người, kiêm nhiệm nhiều việc, chưa được đào tạo chuyên sâu về an toàn "
          "thông tin."},
         {"Phần mềm đang dùng chưa kiểm tra được chữ ký số trên văn bản, chưa lưu trữ hồ sơ kỳ họp theo quy định."},
         {"Nâng cấp hệ thống để hoạt động được khi mất mạng Internet, dữ liệu đặt tại trụ sở."},
         {"trang bị {n} máy tính bảng cho đại biểu cấp xã.", "tập huấn {n} đại biểu sử dụng phòng họp không giấy."},
         {"Máy tính bảng|máy", "Tài liệu phát hành điện tử|tài liệu"}},
        {"Mục tiêu của Đề án",
         {"Đến hết năm 2025, 100 % kỳ họp, phiên họp của Thường trực và các Ban Hội đồng nhân dân huyện được tổ chức không giấy.",
          "Toàn bộ văn bản trình kỳ họp được ký số bởi người có thẩm quyền và cơ quan, tổ chức trước khi gửi đại biểu.",
          "Đến năm 2026, hồ sơ kỳ họp được nộp lưu dạng điện tử, kiểm tra được tính toàn vẹn bằng công cụ thông dụng.",
          "Phấn đấu {e}/14 xã, thị trấn áp dụng mô hình kỳ họp không giấy theo hướng dẫn của huyện.",
          "Tiết kiệm tối thiểu {n} % chi phí in ấn, văn phòng phẩm hằng năm."},
         {"Nguồn kinh phí của cấp xã còn hạn chế, cần lộ trình phù hợp."},
         {"Ban hành quy chế sử dụng hệ thống, phân công rõ trách nhiệm của từng bộ phận."},
         {"áp dụng từ quý III năm 2025, tổ chức {n} phiên họp thử.", "bố trí {h} triệu đồng từ ngân sách xã."},
         {"Kỳ họp không giấy|%", "Văn bản ký số|%"}},
        {"Giải pháp kỹ thuật",
         {"Hệ thống gồm máy chủ đặt tại trụ sở, mạng không dây nội bộ và máy tính bảng đã đăng ký; dữ liệu được mã hóa trên đường truyền, "
          "không phụ thuộc kết nối Internet.",
          "Mỗi tài liệu được kiểm tra chữ ký số, số trang và giá trị băm trước khi phát hành; bản thay thế được đánh số lần và ghi lý do.",
          "Ghi chú riêng của đại biểu chỉ người viết xem được; góp ý chính thức được chuyển đến thư ký kỳ họp và đưa vào hồ sơ.",
          "Điểm danh, đăng ký phát biểu được thực hiện trên máy tính bảng; thư ký có thể ghi nhận thay khi cần.",
          "Dữ liệu được sao lưu hằng ngày sang thiết bị thứ hai, diễn tập phục hồi mỗi quý một lần; bố trí bộ lưu điện bảo đảm hoạt động "
          "tối thiểu {n} phút khi mất điện."},
         {"Cần dự phòng điểm truy cập không dây khi hội trường có trên {n} thiết bị hoạt động đồng thời."},
         {"Lập hồ sơ đề xuất cấp độ an toàn hệ thống thông tin, trình phê duyệt trong quý I năm 2025."},
         {"kiểm tra vùng phủ sóng tại hội trường, {n} vị trí đạt yêu cầu.", "cài đặt {n} thiết bị, thu hồi {s} thiết bị hư hỏng."},
         {"Điểm truy cập không dây|điểm", "Thời gian phục hồi|phút"}},
        {"Kinh phí và lộ trình thực hiện",
         {"Tổng kinh phí thực hiện Đề án dự kiến {h} triệu đồng, trong đó năm 2025 là {h} triệu đồng, năm 2026 là {h} triệu đồng, từ nguồn "
          "sự nghiệp công nghệ thông tin.",
          "Giai đoạn 1 (quý I đến quý II năm 2025): hoàn thiện hạ tầng, tập huấn, vận hành thử tại {s} phiên họp.",
          "Giai đoạn 2 (quý III năm 2025 đến năm 2026): áp dụng chính thức, mở rộng đến các xã, thị trấn.",
          "Ưu tiên sử dụng phần mềm nguồn mở, không phát sinh phí bản quyền hằng năm; chi phí bảo trì do đội ngũ tại chỗ đảm nhiệm."},
         {"Giá thiết bị biến động, cần rà soát dự toán trước khi mua sắm."},
         {"Thực hiện mua sắm, đấu thầu đúng quy định, công khai kết quả."},
         {"dự kiến kinh phí {h} triệu đồng, thực hiện năm 2025.", "dự kiến kinh phí {h} triệu đồng, thực hiện năm 2026."},
         {"Kinh phí năm 2025|triệu đồng", "Kinh phí năm 2026|triệu đồng"}}};
    return topics;
}

}  // namespace chamber::demo
