// Society, defence, the council's own work, the Front, voters' petitions.
#include "admin-cli/demo/topics.hpp"

namespace chamber::demo {

const Topics& society_topics()
{
    static const Topics topics = {
        {"Giáo dục và đào tạo",
         {"Toàn huyện có {n} trường với {k} học sinh; tỷ lệ huy động trẻ 5 tuổi đến lớp đạt 99,{n} %, tỷ lệ tốt nghiệp trung học cơ sở đạt "
          "{p} %.",
          "Có {n} trường đạt chuẩn quốc gia, chiếm {p} %; xây mới {n} phòng học, sửa chữa {n} phòng học trước năm học mới.",
          "Chất lượng đội ngũ được nâng lên, {p} % giáo viên đạt chuẩn và trên chuẩn đào tạo.",
          "Quỹ khuyến học các cấp trao {k} suất học bổng, tổng trị giá {h} triệu đồng cho học sinh có hoàn cảnh khó khăn."},
         {"Tình trạng thiếu giáo viên mầm non, tin học, ngoại ngữ chưa được khắc phục.",
          "Cơ sở vật chất một số điểm trường lẻ đã xuống cấp."},
         {"Sắp xếp hợp lý các điểm trường, ưu tiên đầu tư trường học đạt chuẩn quốc gia.",
          "Tuyển dụng bổ sung {n} giáo viên, bảo đảm đủ giáo viên cho các môn học bắt buộc.",
          "Đẩy mạnh giáo dục kỹ năng số, an toàn trên không gian mạng cho học sinh."},
         {"huy động trẻ đến trường đạt {p} %; xây dựng mới {n} phòng học.", "trao {n} suất học bổng cho học sinh nghèo hiếu học."},
         {"Số học sinh phổ thông|học sinh", "Trường đạt chuẩn quốc gia|trường", "Phòng học kiên cố|phòng"}},
        {"Y tế, chăm sóc sức khỏe Nhân dân",
         {"Các cơ sở y tế khám, chữa bệnh cho {k} lượt người, điều trị nội trú {k} lượt; công suất sử dụng giường bệnh đạt {p} %.",
          "Tỷ lệ bao phủ bảo hiểm y tế đạt {p} % dân số; {e}/14 trạm y tế có bác sĩ làm việc thường xuyên.",
          "Công tác phòng, chống sốt xuất huyết, tay chân miệng được chủ động; số ca mắc giảm {n} % so với cùng kỳ.",
          "Lập hồ sơ sức khỏe điện tử cho {p} % người dân; tư vấn khám chữa bệnh từ xa được triển khai tại {n} trạm."},
         {"Trang thiết bị y tế tuyến xã còn thiếu, việc cung ứng thuốc có thời điểm chưa kịp thời.",
          "Tỷ lệ sinh thấp, già hóa dân số đặt ra yêu cầu mới về chăm sóc người cao tuổi."},
         {"Duy trì bộ tiêu chí quốc gia về y tế xã, nâng chất lượng khám chữa bệnh ban đầu.",
          "Phấn đấu tỷ lệ bao phủ bảo hiểm y tế đạt trên {p} %.",
          "Kiểm tra an toàn thực phẩm tại bếp ăn trường học, cơ sở sản xuất trước các dịp lễ, Tết."},
         {"khám, chữa bệnh cho {k} lượt người; bao phủ bảo hiểm y tế {p} %.",
          "tiêm chủng mở rộng đạt {p} %; vệ sinh môi trường diệt lăng quăng {n} đợt."},
         {"Lượt khám, chữa bệnh|lượt", "Tỷ lệ bao phủ bảo hiểm y tế|%", "Trẻ được tiêm chủng đầy đủ|%"}},
        {"Văn hóa, thông tin, thể thao",
         {"Tỷ lệ gia đình đạt danh hiệu gia đình văn hóa đạt {p} %; {n} ấp, khóm được công nhận văn hóa.",
          "Tổ chức {n} hoạt động văn nghệ, thể thao chào mừng các ngày lễ lớn, thu hút {k} lượt người tham gia.",
          "Đài truyền thanh huyện phát {k} tin, bài; hệ thống loa thông minh phủ {p} % số ấp.",
          "Đội tuyển huyện đạt {n} huy chương tại các giải thể thao cấp tỉnh."},
         {"Thiết chế văn hóa ở ấp, khóm khai thác chưa hiệu quả.", "Nguồn kinh phí xã hội hóa cho hoạt động văn hóa, thể thao còn thấp."},
         {"Nâng chất phong trào toàn dân đoàn kết xây dựng đời sống văn hóa.",
          "Bảo tồn, phát huy giá trị di tích đình {x} và nghề đan lát truyền thống.", "Hoàn thành số hóa {h} tư liệu lịch sử địa phương."},
         {"gia đình văn hóa đạt {p} %; tổ chức {n} giải thể thao phong trào.", "duy trì {n} câu lạc bộ đờn ca tài tử, dân vũ."},
         {"Gia đình văn hóa|%", "Giải thể thao tổ chức|giải", "Tin, bài phát thanh|tin"}},
        {"Lao động, việc làm và giảm nghèo",
         {"Giải quyết việc làm cho {k} lao động, đạt {q} % kế hoạch; đưa {n} lao động đi làm việc ở nước ngoài theo hợp đồng.",
          "Tỷ lệ hộ nghèo đa chiều giảm còn {d} %, hộ cận nghèo còn {d} %; {h} hộ được vay vốn ưu đãi với số tiền {t} tỷ đồng.",
          "Chi trả trợ cấp cho {k} đối tượng bảo trợ xã hội qua tài khoản, đúng và đủ.",
          "Vận động xây dựng, sửa chữa {n} căn nhà tình nghĩa, đại đoàn kết với kinh phí {t} tỷ đồng."},
         {"Lao động qua đào tạo nghề có việc làm ổn định còn thấp; một bộ phận thanh niên chưa mặn mà học nghề.",
          "Kết quả giảm nghèo ở vùng sâu chưa vững chắc."},
         {"Gắn đào tạo nghề với nhu cầu tuyển dụng của doanh nghiệp trên địa bàn.", "Xóa {n} căn nhà tạm, nhà dột nát trong năm 2025.",
          "Chăm lo Tết cho gia đình chính sách, hộ nghèo, công nhân có hoàn cảnh khó khăn."},
         {"giảm {n} hộ nghèo; giải quyết việc làm cho {h} lao động.", "hỗ trợ xây dựng {n} căn nhà; {n} hộ được vay vốn sản xuất."},
         {"Lao động được giải quyết việc làm|người", "Tỷ lệ hộ nghèo đa chiều|%", "Nhà đại đoàn kết|căn"}},
        {"Cải cách hành chính, chuyển đổi số",
         {"Tiếp nhận {k} hồ sơ thủ tục hành chính, giải quyết trước và đúng hạn đạt 99,{n} %; hồ sơ trực tuyến toàn trình đạt {p} %.",
          "Mức độ hài lòng của người dân, tổ chức đạt {p} %; 14/14 xã, thị trấn có tổ công nghệ số cộng đồng.",
          "Văn bản điện tử ký số trao đổi giữa các cơ quan đạt {p} %; {n} phần mềm dùng chung được kết nối.",
          "Tổ chức {n} cuộc kiểm tra công vụ, chấn chỉnh {n} trường hợp vi phạm giờ giấc làm việc."},
         {"Tỷ lệ thanh toán trực tuyến phí, lệ phí còn thấp.",
          "Kỹ năng số của một bộ phận công chức cấp xã và người cao tuổi còn hạn chế."},
         {"Nâng tỷ lệ hồ sơ trực tuyến toàn trình lên trên {p} %.",
          "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực, bảo đảm tái sử dụng dữ liệu.",
          "Bảo đảm an toàn thông tin theo cấp độ cho {n} hệ thống của huyện."},
         {"hồ sơ đúng hạn đạt {p} %; hồ sơ trực tuyến đạt {p} %.",
          "tổ công nghệ số cộng đồng hướng dẫn {h} lượt người dân cài đặt dịch vụ số."},
         {"Hồ sơ tiếp nhận|hồ sơ", "Hồ sơ trực tuyến toàn trình|%", "Mức độ hài lòng|%"}}};
    return topics;
}

const Topics& security_topics()
{
    static const Topics topics = {
        {"Quốc phòng, quân sự địa phương",
         {"Hoàn thành 100 % chỉ tiêu giao quân với {n} thanh niên nhập ngũ; tổ chức huấn luyện cho {k} dân quân, dự bị động viên.",
          "Diễn tập phòng thủ dân sự tại {x} đạt kết quả giỏi; lực lượng vũ trang giúp dân {h} ngày công.",
          "Chính sách hậu phương quân đội được thực hiện tốt, {n} quân nhân xuất ngũ được hỗ trợ học nghề."},
         {"Việc quản lý thanh niên trong độ tuổi nghĩa vụ quân sự đi làm ăn xa còn khó khăn."},
         {"Hoàn thành chỉ tiêu giao quân năm 2025 đạt 100 %.",
          "Chủ động phương án phòng, chống thiên tai, tìm kiếm cứu nạn, không để bị động, bất ngờ."},
         {"giao quân đủ {n} thanh niên; huấn luyện dân quân đạt {p} %.", "giúp dân {n} ngày công gia cố bờ bao, dọn dẹp sau mưa lớn."},
         {"Thanh niên nhập ngũ|người", "Dân quân huấn luyện|lượt"}},
        {"An ninh, trật tự an toàn xã hội",
         {"Tình hình an ninh chính trị được giữ vững; phạm pháp hình sự xảy ra {n} vụ, giảm {n} vụ so với cùng kỳ, tỷ lệ điều tra khám phá "
          "đạt {p} %.",
          "Tai nạn giao thông giảm cả ba tiêu chí; xử lý {k} trường hợp vi phạm, phạt tiền {t} tỷ đồng.",
          "Cấp {k} thẻ căn cước, kích hoạt {k} tài khoản định danh điện tử; phòng cháy, chữa cháy được kiểm tra tại {h} cơ sở."},
         {"Tội phạm lừa đảo trên không gian mạng diễn biến phức tạp, thiệt hại tài sản của người dân còn lớn."},
         {"Mở các đợt cao điểm tấn công, trấn áp tội phạm dịp trước, trong và sau Tết Nguyên đán.",
          "Nhân rộng mô hình camera an ninh, tổ liên gia an toàn phòng cháy, chữa cháy."},
         {"phạm pháp hình sự {n} vụ; tổ liên gia an toàn phòng cháy {n} tổ.", "lắp đặt thêm {n} camera an ninh bằng nguồn xã hội hóa."},
         {"Vụ phạm pháp hình sự|vụ", "Tỷ lệ điều tra khám phá|%", "Thẻ căn cước đã cấp|thẻ"}},
        {"Thanh tra, tiếp công dân và tư pháp",
         {"Tiếp {h} lượt công dân, tiếp nhận {h} đơn; giải quyết {n} đơn khiếu nại, tố cáo thuộc thẩm quyền, đạt {p} %.",
          "Triển khai {n} cuộc thanh tra kinh tế - xã hội, kiến nghị thu hồi {h} triệu đồng, đã thu hồi {p} %.",
          "Tổ chức {n} cuộc tuyên truyền, phổ biến pháp luật cho {k} lượt người; hòa giải thành đạt {p} %."},
         {"Một số vụ khiếu nại về đất đai kéo dài, chậm tổ chức thực hiện quyết định đã có hiệu lực."},
         {"Thực hiện nghiêm trách nhiệm người đứng đầu trong tiếp công dân, đối thoại với công dân.",
          "Giải quyết dứt điểm các vụ việc tồn đọng ngay từ cơ sở."},
         {"tiếp {n} lượt công dân; hòa giải thành {n} vụ.", "tuyên truyền pháp luật {n} cuộc với {h} lượt người dự."},
         {"Lượt tiếp công dân|lượt", "Đơn đã giải quyết|đơn", "Tỷ lệ hòa giải thành|%"}}};
    return topics;
}

const Topics& council_topics()
{
    static const Topics topics = {
        {"Chuẩn bị và tổ chức các kỳ họp",
         {"Thường trực Hội đồng nhân dân huyện chủ trì chuẩn bị và tổ chức thành công {s} kỳ họp, thông qua {n} nghị quyết; tài liệu được "
          "gửi đại biểu qua hệ thống phòng họp không giấy.",
          "Việc thẩm tra, tiếp thu, giải trình ý kiến đại biểu được thực hiện nghiêm túc; thời gian thảo luận, chất vấn tăng {n} % so với "
          "năm trước.",
          "Kỳ họp không giấy giúp tiết kiệm {k} trang in mỗi kỳ, đại biểu nhận tài liệu sớm hơn trung bình {d} ngày.",
          "Phiên chất vấn được truyền thanh trực tiếp, có {n} lượt đại biểu chất vấn và {n} lượt tranh luận."},
         {"Một số tài liệu trình kỳ họp còn gửi chậm so với quy định, ảnh hưởng đến thời gian nghiên cứu của đại biểu."},
         {"Nâng cao chất lượng các kỳ họp, dành nhiều thời gian cho thảo luận và chất vấn.",
          "Yêu cầu các cơ quan gửi tài liệu đúng hạn, chịu trách nhiệm khi gửi chậm."},
         {"tham gia {n} lượt phát biểu tại kỳ họp; gửi {n} kiến nghị.", "đại biểu tại địa bàn dự họp đầy đủ, đạt {p} %."},
         {"Số kỳ họp|kỳ", "Nghị quyết ban hành|nghị quyết", "Lượt phát biểu|lượt"}},
        {"Hoạt động giám sát",
         {"Tổ chức {n} cuộc giám sát chuyên đề, khảo sát về giải ngân vốn đầu tư công, quản lý đất đai, thu gom rác thải; ban hành {n} kết "
          "luận.",
          "Qua giám sát đã kiến nghị {n} nội dung, các cơ quan đã thực hiện {n} nội dung, đạt {p} %.",
          "Phiên giải trình về nước sạch nông thôn được tổ chức công khai, {n} cam kết được theo dõi đến cùng.",
          "Các Ban Hội đồng nhân dân thẩm tra {n} báo cáo, {n} dự thảo nghị quyết bảo đảm chất lượng."},
         {"Việc theo dõi thực hiện kiến nghị sau giám sát có lúc chưa thường xuyên."},
         {"Giám sát lại những nội dung kiến nghị chậm thực hiện.", "Lựa chọn vấn đề giám sát sát với mong muốn của cử tri."},
         {"giám sát {n} công trình, vụ việc; kiến nghị {n} nội dung.", "thực hiện {p} % kiến nghị sau giám sát."},
         {"Cuộc giám sát|cuộc", "Kiến nghị sau giám sát|kiến nghị", "Tỷ lệ thực hiện|%"}},
        {"Tiếp xúc cử tri, tiếp công dân",
         {"Tổ chức {n} điểm tiếp xúc với {k} lượt cử tri, tiếp thu {h} ý kiến; đã phân loại, chuyển cơ quan có thẩm quyền giải quyết.",
          "Đến nay {p} % ý kiến, kiến nghị đã được trả lời; {n} kiến nghị được giải quyết dứt điểm trong năm.",
          "Thường trực Hội đồng nhân dân huyện tiếp {n} lượt công dân định kỳ, xử lý {n} đơn thư.",
          "Các tổ đại biểu sinh hoạt định kỳ mỗi quý một lần, bám sát địa bàn ứng cử."},
         {"Nội dung trả lời kiến nghị cử tri của một số cơ quan còn chung chung, chưa nêu thời hạn."},
         {"Đổi mới hình thức tiếp xúc cử tri theo chuyên đề, theo đối tượng.",
          "Công khai kết quả giải quyết kiến nghị cử tri trên cổng thông tin điện tử."},
         {"tiếp xúc {h} lượt cử tri, ghi nhận {n} ý kiến.", "trả lời {p} % ý kiến cử tri; {n} việc đang giải quyết."},
         {"Lượt cử tri dự|lượt", "Ý kiến tiếp nhận|ý kiến", "Ý kiến đã trả lời|%"}},
        {"Phối hợp công tác",
         {"Thường trực Hội đồng nhân dân, Ủy ban nhân dân, Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện họp liên tịch {n} lần, "
          "thống nhất {n} nội dung.",
          "Giao ban với Thường trực Hội đồng nhân dân 14 xã, thị trấn mỗi quý một lần, trao đổi kinh nghiệm hoạt động.",
          "Phối hợp tập huấn kỹ năng cho {h} lượt đại biểu Hội đồng nhân dân hai cấp.",
          "Thực hiện tốt quy chế phối hợp với Tòa án, Viện kiểm sát trong giám sát hoạt động tư pháp."},
         {"Sự phối hợp xử lý sau tiếp công dân có vụ việc chưa kịp thời."},
         {"Sơ kết quy chế phối hợp, bổ sung trách nhiệm cụ thể của từng cơ quan.",
          "Tập huấn sử dụng hệ thống phòng họp không giấy cho đại biểu cấp xã."},
         {"Thường trực Hội đồng nhân dân xã tổ chức {s} kỳ họp, ban hành {n} nghị quyết.", "cử {n} đại biểu dự tập huấn kỹ năng giám sát."},
         {"Hội nghị liên tịch|hội nghị", "Đại biểu được tập huấn|lượt"}}};
    return topics;
}

const Topics& front_topics()
{
    static const Topics topics = {
        {"Tuyên truyền, vận động, tập hợp Nhân dân",
         {"Tổ chức {n} cuộc tuyên truyền các chủ trương, chính sách với {k} lượt người tham dự; nắm bắt {h} ý kiến phản ánh của Nhân dân.",
          "Ngày hội Đại đoàn kết toàn dân tộc được tổ chức ở {p} % khu dân cư trong không khí phấn khởi, tiết kiệm.",
          "Các tổ chức thành viên phát triển {k} đoàn viên, hội viên mới, vượt chỉ tiêu đề ra."},
         {"Công tác nắm dư luận trên không gian mạng còn hạn chế."},
         {"Đa dạng hình thức tập hợp Nhân dân, nhất là người lao động tự do, thanh niên xa quê."},
         {"vận động {h} lượt người tham gia; đóng góp {h} triệu đồng.", "khu dân cư tự quản {n} mô hình."},
         {"Cuộc tuyên truyền|cuộc", "Hội viên phát triển mới|người"}},
        {"Tham gia xây dựng chính quyền, giám sát và phản biện xã hội",
         {"Chủ trì giám sát {n} nội dung, phản biện {n} dự thảo văn bản của Hội đồng nhân dân và Ủy ban nhân dân huyện.",
          "Ban Thanh tra nhân dân giám sát {n} vụ việc, Ban Giám sát đầu tư của cộng đồng giám sát {n} công trình, kiến nghị {n} nội dung.",
          "Phối hợp tổ chức {n} cuộc tiếp xúc cử tri, tổng hợp {h} ý kiến gửi cơ quan chức năng."},
         {"Kiến nghị sau giám sát ở một số đơn vị chậm được phản hồi."},
         {"Lựa chọn nội dung giám sát gắn với quyền lợi thiết thân của người dân."},
         {"giám sát {n} cuộc; kiến nghị {n} nội dung.", "phản biện {n} dự thảo văn bản ở cơ sở."},
         {"Cuộc giám sát|cuộc", "Văn bản phản biện|văn bản"}},
        {"Chăm lo đời sống, thực hiện các cuộc vận động",
         {"Quỹ Vì người nghèo các cấp tiếp nhận {t} tỷ đồng, xây mới {n} căn nhà đại đoàn kết, sửa chữa {n} căn.",
          "Vận động hỗ trợ {k} phần quà Tết cho hộ nghèo, gia đình chính sách, trị giá {t} tỷ đồng.",
          "Cuộc vận động Người Việt Nam ưu tiên dùng hàng Việt Nam được {p} % hộ dân hưởng ứng."},
         {"Nguồn vận động chưa đồng đều giữa các xã."},
         {"Phấn đấu hoàn thành xóa nhà tạm, nhà dột nát trên địa bàn huyện trong năm 2025."},
         {"vận động {h} triệu đồng; trao {n} căn nhà đại đoàn kết.", "hỗ trợ {n} hộ nghèo phương tiện sinh kế."},
         {"Nhà đại đoàn kết|căn", "Quỹ Vì người nghèo|triệu đồng"}}};
    return topics;
}

const Topics& petition_topics()
{
    static const Topics topics = {
        {"Lĩnh vực giao thông, xây dựng",
         {"Cử tri {x} đề nghị sớm duy tu, sửa chữa đoạn đường liên xã dài {d} km đã xuống cấp, nhiều ổ gà, đọng nước khi mưa lớn.",
          "Cử tri {x} phản ánh cầu kênh ấp {s} hẹp, tải trọng thấp, đề nghị xây dựng cầu mới bảo đảm an toàn cho học sinh.",
          "Cử tri {x} đề nghị lắp đặt đèn chiếu sáng, biển cảnh báo tại ngã ba vào chợ vì thường xảy ra va chạm giao thông.",
          "Cử tri {x} kiến nghị công khai quy hoạch, thời hạn thực hiện dự án mở rộng đường để người dân yên tâm xây dựng nhà ở."},
         {},
         {},
         {"đề nghị nâng cấp {s} tuyến đường nội ấp; Ủy ban nhân dân huyện giao Phòng Kinh tế và Hạ tầng khảo sát, đưa vào kế hoạch năm "
          "2025.",
          "phản ánh xe quá tải làm hư hỏng mặt đường; Công an huyện đã xử lý {n} trường hợp."},
         {"Ý kiến tiếp nhận|ý kiến", "Đã trả lời|ý kiến", "Đang giải quyết|ý kiến"}},
        {"Lĩnh vực đất đai, môi trường",
         {"Cử tri {x} phản ánh việc cấp giấy chứng nhận quyền sử dụng đất còn chậm, đề nghị rút ngắn thời gian giải quyết hồ sơ.",
          "Cử tri {x} phản ánh cơ sở chăn nuôi gây mùi hôi, nước thải chưa qua xử lý chảy ra kênh.",
          "Cử tri {x} đề nghị có giải pháp xử lý sạt lở bờ sông, hỗ trợ di dời {n} hộ dân trong vùng nguy hiểm.",
          "Cử tri {x} đề nghị tăng số chuyến thu gom rác, bố trí thêm thùng rác công cộng dọc tuyến dân cư."},
         {},
         {},
         {"đề nghị bố trí thêm điểm tập kết rác; Phòng Tài nguyên và Môi trường ghi nhận, thực hiện trong quý I năm 2025.",
          "phản ánh {n} trường hợp chậm cấp giấy chứng nhận; đã giải quyết xong {n} trường hợp."},
         {"Ý kiến tiếp nhận|ý kiến", "Đã trả lời|ý kiến"}},
        {"Lĩnh vực nông nghiệp, thủy lợi, điện, nước sinh hoạt",
         {"Cử tri {x} đề nghị nạo vét kênh cấp II, bảo đảm nước tưới cho {h} ha lúa vụ Đông Xuân.",
          "Cử tri {x} phản ánh nước sinh hoạt yếu vào giờ cao điểm, có thời điểm bị đục, đề nghị kiểm tra chất lượng nước.",
          "Cử tri {x} kiến nghị có chính sách bình ổn giá vật tư nông nghiệp, hỗ trợ đầu ra cho trái cây khi vào mùa thu hoạch rộ.",
          "Cử tri {x} đề nghị ngành điện thay trụ điện nghiêng, hạ áp tại ấp {s} nhằm bảo đảm an toàn mùa mưa bão."},
         {},
         {},
         {"đề nghị nâng công suất trạm cấp nước; đơn vị cấp nước lập phương án mở rộng {n} km tuyến ống.",
          "kiến nghị nạo vét {n} tuyến kênh; đã thi công {n} tuyến, còn lại thực hiện đầu năm 2025."},
         {"Ý kiến tiếp nhận|ý kiến", "Đã trả lời|ý kiến"}},
        {"Lĩnh vực văn hóa, xã hội, an ninh trật tự",
         {"Cử tri {x} đề nghị bổ sung giáo viên mầm non, sửa chữa mái che sân trường trước mùa mưa.",
          "Cử tri {x} phản ánh tình trạng hát karaoke bằng loa kéo gây ồn sau 22 giờ, đề nghị xử lý nghiêm.",
          "Cử tri {x} đề nghị xem xét nâng mức trợ cấp cho người cao tuổi, người khuyết tật có hoàn cảnh khó khăn.",
          "Cử tri {x} phản ánh tình trạng lừa đảo qua điện thoại, đề nghị tăng cường tuyên truyền, cảnh báo đến từng hộ dân."},
         {},
         {},
         {"đề nghị tăng tuần tra ban đêm; Công an huyện chỉ đạo Công an xã thực hiện thường xuyên.",
          "đề nghị sửa chữa trạm y tế; đã bố trí {h} triệu đồng trong dự toán năm 2025."},
         {"Ý kiến tiếp nhận|ý kiến", "Đã trả lời|ý kiến"}}};
    return topics;
}

}  // namespace chamber::demo
