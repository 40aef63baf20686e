// Economy, budget and public investment.
#include "admin-cli/demo/topics.hpp"

namespace chamber::demo {

const Topics& economy_topics()
{
    static const Topics topics = {
        {"Sản xuất nông nghiệp",
         {"Tổng diện tích gieo trồng cả năm đạt {k} ha, bằng {q} % kế hoạch; năng suất lúa bình quân đạt 6{d} tạ/ha, sản lượng lương thực "
          "ước đạt {k} tấn, tăng {d} % so với năm 2023.",
          "Đã chuyển đổi {h} ha đất lúa kém hiệu quả sang trồng cây ăn trái và rau màu, giá trị sản xuất bình quân trên một héc-ta đất "
          "canh tác tăng {d} %.",
          "Đàn gia súc, gia cầm phát triển ổn định; công tác tiêm phòng đạt {p} % tổng đàn, không để xảy ra dịch bệnh lớn trên địa bàn.",
          "Toàn huyện có {n} hợp tác xã nông nghiệp đang hoạt động, trong đó {n} hợp tác xã có hợp đồng liên kết tiêu thụ ổn định với "
          "doanh nghiệp.",
          "Mô hình lúa - tôm luân canh tại {x} và mô hình nhà màng trồng dưa lưới tại {x} cho thu nhập cao gấp {d} lần so với canh tác cũ, "
          "đang được nhân rộng."},
         {"Liên kết sản xuất gắn với tiêu thụ nông sản chưa bền vững, giá vật tư đầu vào còn biến động, ảnh hưởng đến thu nhập của nông "
          "dân.",
          "Việc ứng dụng khoa học kỹ thuật vào sản xuất ở một số xã còn chậm, quy mô sản xuất nhỏ lẻ, phân tán."},
         {"Tiếp tục cơ cấu lại ngành nông nghiệp theo hướng nâng cao giá trị gia tăng, gắn sản xuất với chế biến và thị trường tiêu thụ.",
          "Hoàn thành nạo vét {n} tuyến kênh nội đồng trước mùa khô, chủ động nguồn nước phục vụ {k} ha cây trồng.",
          "Hỗ trợ mỗi xã, thị trấn xây dựng ít nhất một sản phẩm đạt tiêu chuẩn OCOP từ 3 sao trở lên."},
         {"gieo trồng {h} ha, đạt {q} % kế hoạch; năng suất bình quân {n} tạ/ha.",
          "tiêm phòng gia súc, gia cầm đạt {p} %; nạo vét {n} km kênh nội đồng."},
         {"Diện tích gieo trồng cây hằng năm|ha", "Sản lượng lương thực có hạt|tấn", "Diện tích cây ăn trái|ha", "Tổng đàn gia súc|con",
          "Sản lượng thủy sản|tấn"}},
        {"Công nghiệp, tiểu thủ công nghiệp",
         {"Giá trị sản xuất công nghiệp, tiểu thủ công nghiệp ước đạt {k} tỷ đồng, bằng {q} % kế hoạch, tăng {d} % so với cùng kỳ.",
          "Cụm công nghiệp {x} đã thu hút {n} dự án với tổng vốn đăng ký {h} tỷ đồng, giải quyết việc làm cho {k} lao động.",
          "Các làng nghề đan lát, dệt chiếu tiếp tục được hỗ trợ đổi mới mẫu mã; {n} cơ sở được công nhận sản phẩm công nghiệp nông thôn "
          "tiêu biểu.",
          "Huyện đã tổ chức {n} buổi gặp gỡ doanh nghiệp, giải quyết dứt điểm {n} kiến nghị về thủ tục đất đai, vay vốn và lao động.",
          "Tỷ lệ hộ sử dụng điện an toàn đạt 99,{n} %; đã cải tạo {n} km đường dây trung, hạ thế."},
         {"Quy mô doanh nghiệp còn nhỏ, khả năng tiếp cận vốn và công nghệ mới còn hạn chế.",
          "Hạ tầng kỹ thuật ngoài hàng rào cụm công nghiệp chưa đồng bộ, tiến độ giải phóng mặt bằng có nơi còn chậm."},
         {"Đẩy nhanh tiến độ hoàn thiện hạ tầng cụm công nghiệp, phấn đấu lấp đầy trên {n} % diện tích.",
          "Duy trì đối thoại định kỳ hằng quý giữa lãnh đạo huyện và doanh nghiệp, hợp tác xã, hộ kinh doanh.",
          "Khuyến khích phát triển công nghiệp chế biến nông sản gắn với vùng nguyên liệu tập trung."},
         {"giá trị sản xuất đạt {h} tỷ đồng, tăng {d} %; có {n} cơ sở đang hoạt động.",
          "giải quyết việc làm cho {h} lao động tại các cơ sở sản xuất trên địa bàn."},
         {"Giá trị sản xuất công nghiệp|tỷ đồng", "Số cơ sở tiểu thủ công nghiệp|cơ sở", "Lao động trong ngành công nghiệp|người",
          "Sản lượng điện thương phẩm|triệu kWh"}},
        {"Thương mại, dịch vụ, du lịch",
         {"Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ ước đạt {k} tỷ đồng, tăng {d} % so với năm 2023; hàng hóa dồi dào, giá cả cơ bản "
          "ổn định.",
          "Đã nâng cấp chợ trung tâm huyện và chợ {x} với tổng kinh phí {t} tỷ đồng, bảo đảm vệ sinh an toàn thực phẩm và phòng cháy, chữa "
          "cháy.",
          "Lượng khách tham quan các điểm du lịch sinh thái vườn đạt {k} lượt, doanh thu {t} tỷ đồng.",
          "Lực lượng chức năng kiểm tra {h} cơ sở kinh doanh, xử lý {n} trường hợp vi phạm, thu nộp ngân sách {h} triệu đồng.",
          "Có {n} sản phẩm của huyện được đưa lên sàn thương mại điện tử; {h} hộ kinh doanh sử dụng thanh toán không dùng tiền mặt."},
         {"Hạ tầng thương mại nông thôn chưa đáp ứng nhu cầu, tình trạng buôn bán lấn chiếm lòng, lề đường còn diễn ra.",
          "Sản phẩm du lịch còn đơn điệu, chưa kết nối được với các tuyến du lịch trong vùng."},
         {"Tổ chức các phiên chợ hàng Việt về nông thôn, kết nối tiêu thụ sản phẩm chủ lực của huyện.",
          "Xây dựng tuyến du lịch cộng đồng kết nối {x} và {x}, gắn với bảo tồn làng nghề.",
          "Tăng cường kiểm tra, kiểm soát thị trường dịp cuối năm và Tết Nguyên đán."},
         {"doanh thu bán lẻ và dịch vụ đạt {h} tỷ đồng; {n} hộ đăng ký kinh doanh mới.",
          "kiểm tra {n} cơ sở kinh doanh thực phẩm, nhắc nhở {n} cơ sở."},
         {"Tổng mức bán lẻ hàng hóa|tỷ đồng", "Số hộ kinh doanh|hộ", "Lượt khách du lịch|lượt", "Số chợ đạt chuẩn|chợ"}},
        {"Giao thông, xây dựng và phát triển đô thị",
         {"Đã hoàn thành đưa vào sử dụng {n} công trình giao thông nông thôn với tổng chiều dài {n},{n} km; Nhân dân hiến {k} m² đất và "
          "đóng góp {h} ngày công.",
          "Tỷ lệ cứng hóa đường liên ấp đạt {p} %; {n} cây cầu dân sinh được thay thế bằng cầu bê tông cốt thép.",
          "Công tác quản lý trật tự xây dựng được tăng cường; cấp {h} giấy phép xây dựng, xử lý {n} trường hợp vi phạm.",
          "Đồ án quy hoạch chung thị trấn Hương Sen được điều chỉnh, công bố công khai để Nhân dân biết và giám sát.",
          "Hệ thống chiếu sáng công cộng được đầu tư thêm {n} km, góp phần bảo đảm an ninh trật tự và an toàn giao thông."},
         {"Một số tuyến đường xuống cấp chậm được duy tu do nguồn vốn sự nghiệp còn hạn chế.",
          "Công tác giải phóng mặt bằng {n} dự án còn vướng mắc về giá đất và bố trí tái định cư."},
         {"Tập trung khởi công {n} công trình giao thông trọng điểm ngay trong quý I năm 2025.",
          "Rà soát, cắm mốc lộ giới, xử lý nghiêm các trường hợp lấn chiếm hành lang an toàn đường bộ.",
          "Phấn đấu đến cuối năm 2025 có {p} % đường liên xã được nhựa hóa hoặc bê tông hóa."},
         {"hoàn thành {n} tuyến đường, dài {n} km, kinh phí {t} tỷ đồng.",
          "Nhân dân hiến {h} m² đất, đóng góp {h} triệu đồng làm đường giao thông nông thôn."},
         {"Chiều dài đường được cứng hóa|km", "Số cầu dân sinh xây mới|cây", "Giấy phép xây dựng đã cấp|giấy",
          "Tỷ lệ hộ dùng nước hợp vệ sinh|%"}},
        {"Tài nguyên và môi trường",
         {"Đã cấp {k} giấy chứng nhận quyền sử dụng đất, đạt {p} % nhu cầu đăng ký; hồ sơ giải quyết đúng hạn đạt {p} %.",
          "Tỷ lệ thu gom, xử lý chất thải rắn sinh hoạt đạt {p} %; {n} điểm tập kết rác tự phát được xóa bỏ.",
          "Thanh tra, kiểm tra {n} cơ sở sản xuất, kinh doanh về bảo vệ môi trường; xử phạt {n} cơ sở với số tiền {h} triệu đồng.",
          "Trồng mới {k} cây phân tán ven kênh rạch, trụ sở và trường học; phát động {n} đợt ra quân vệ sinh môi trường."},
         {"Ý thức phân loại rác tại nguồn của một bộ phận người dân chưa cao; năng lực thu gom ở vùng sâu còn thấp.",
          "Tình trạng sạt lở bờ sông tại {x} diễn biến phức tạp, cần nguồn lực lớn để xử lý căn cơ."},
         {"Triển khai phân loại chất thải rắn sinh hoạt tại nguồn ở 14/14 xã, thị trấn.",
          "Hoàn thành kế hoạch sử dụng đất năm 2025, công khai đúng quy định.",
          "Lắp đặt {n} trạm quan trắc độ mặn, cảnh báo sớm cho người dân."},
         {"cấp {h} giấy chứng nhận quyền sử dụng đất; thu gom rác thải đạt {p} %.",
          "trồng mới {h} cây xanh; vận động {n} hộ phân loại rác tại nguồn."},
         {"Giấy chứng nhận đã cấp|giấy", "Tỷ lệ thu gom chất thải rắn|%", "Cây xanh trồng mới|cây", "Hồ sơ đất đai giải quyết đúng hạn|%"}},
        {"Xây dựng nông thôn mới",
         {"Toàn huyện có {n} tiêu chí được nâng chất; bình quân mỗi xã đạt 18,{n} tiêu chí, {s} xã đạt chuẩn nông thôn mới nâng cao.",
          "Tổng nguồn lực huy động xây dựng nông thôn mới đạt {h} tỷ đồng, trong đó Nhân dân đóng góp {t} tỷ đồng.",
          "Phong trào chỉnh trang nhà cửa, hàng rào cây xanh, tuyến đường hoa được {n} ấp hưởng ứng.",
          "Thu nhập bình quân đầu người khu vực nông thôn ước đạt {n},{n} triệu đồng/năm."},
         {"Kết quả duy trì các tiêu chí môi trường, thu nhập ở một số xã chưa bền vững.",
          "Nguồn vốn đối ứng của ngân sách cấp xã còn khó khăn."},
         {"Phấn đấu thêm {s} xã đạt chuẩn nông thôn mới nâng cao trong năm 2025.",
          "Phát huy vai trò chủ thể của người dân, thực hiện tốt dân chủ ở cơ sở trong xây dựng nông thôn mới.",
          "Ưu tiên nguồn lực cho các tiêu chí về nước sạch, môi trường và y tế."},
         {"đạt {e} chỉ tiêu nông thôn mới nâng cao; huy động {t} tỷ đồng.",
          "xây dựng {n} km tuyến đường hoa; {n} hộ được hỗ trợ sửa chữa nhà ở."},
         {"Số xã đạt chuẩn nông thôn mới|xã", "Thu nhập bình quân khu vực nông thôn|triệu đồng", "Vốn huy động trong Nhân dân|tỷ đồng"}}};
    return topics;
}

const Topics& budget_topics()
{
    static const Topics topics = {
        {"Thu ngân sách nhà nước",
         {"Tổng thu ngân sách nhà nước trên địa bàn ước thực hiện {h},{n} tỷ đồng, đạt {q} % dự toán tỉnh giao và tăng {d} % so với cùng "
          "kỳ.",
          "Thu từ khu vực kinh tế ngoài quốc doanh đạt {t} tỷ đồng, bằng {p} % dự toán; thu thuế thu nhập cá nhân đạt {t} tỷ đồng, bằng "
          "{q} % dự toán.",
          "Thu tiền sử dụng đất đạt {t} tỷ đồng, bằng {p} % dự toán do thị trường bất động sản phục hồi chậm.",
          "Số thuế nợ đọng đến ngày 30 tháng 11 năm 2024 là {t} tỷ đồng, giảm {d} % so với đầu năm; đã cưỡng chế {n} trường hợp.",
          "Việc ủy nhiệm thu, sử dụng hóa đơn điện tử khởi tạo từ máy tính tiền được triển khai tới {h} cơ sở kinh doanh."},
         {"Một số khoản thu phụ thuộc vào tiến độ đấu giá quyền sử dụng đất nên thiếu ổn định.",
          "Công tác chống thất thu ở lĩnh vực xây dựng nhà ở tư nhân, kinh doanh trực tuyến còn khó khăn."},
         {"Phấn đấu thu ngân sách năm 2025 tăng tối thiểu {d} % so với dự toán tỉnh giao.",
          "Khai thác nguồn thu, quản lý chặt hộ kinh doanh có doanh thu lớn, giảm nợ thuế xuống dưới {d} % tổng thu.",
          "Công khai dự toán, quyết toán ngân sách các cấp đúng thời hạn quy định."},
         {"thu ngân sách đạt {t} tỷ đồng, bằng {q} % dự toán.", "thu hồi nợ thuế {h} triệu đồng; {n} hộ kinh doanh kê khai điện tử."},
         {"Thu nội địa|triệu đồng", "Thuế ngoài quốc doanh|triệu đồng", "Lệ phí trước bạ|triệu đồng", "Tiền sử dụng đất|triệu đồng",
          "Phí, lệ phí|triệu đồng"}},
        {"Chi ngân sách địa phương",
         {"Tổng chi ngân sách huyện ước thực hiện {h},{n} tỷ đồng, đạt {p} % dự toán; cơ cấu chi chuyển dịch theo hướng tăng chi đầu tư "
          "phát triển.",
          "Chi đầu tư phát triển đạt {t} tỷ đồng, bằng {p} % dự toán; chi thường xuyên đạt {h},{n} tỷ đồng, bằng {p} % dự toán.",
          "Chi sự nghiệp giáo dục, đào tạo bảo đảm không thấp hơn mức tỉnh giao; kinh phí cải cách tiền lương được bố trí đầy đủ.",
          "Đã tiết kiệm {n} % chi thường xuyên tăng thêm để dành nguồn thực hiện an sinh xã hội.",
          "Dự phòng ngân sách được sử dụng {t} tỷ đồng cho phòng, chống thiên tai, dịch bệnh và các nhiệm vụ cấp bách."},
         {"Tiến độ giải ngân một số nguồn vốn mục tiêu còn chậm, phải chuyển nguồn sang năm sau.",
          "Một số đơn vị lập dự toán chưa sát thực tế, phải điều chỉnh nhiều lần trong năm."},
         {"Điều hành chi theo dự toán được giao, triệt để tiết kiệm, chống lãng phí.",
          "Ưu tiên vốn cho các công trình chuyển tiếp, hạn chế khởi công mới khi chưa cân đối được nguồn.",
          "Thực hiện cơ chế tự chủ tài chính đối với {n} đơn vị sự nghiệp công lập."},
         {"chi ngân sách {t} tỷ đồng, bằng {p} % dự toán.", "bổ sung có mục tiêu {h} triệu đồng để sửa chữa trường học, trạm y tế."},
         {"Chi đầu tư phát triển|triệu đồng", "Chi sự nghiệp giáo dục|triệu đồng", "Chi sự nghiệp y tế|triệu đồng",
          "Chi quản lý nhà nước|triệu đồng", "Dự phòng ngân sách|triệu đồng"}},
        {"Cân đối và điều hành ngân sách",
         {"Cân đối ngân sách huyện được bảo đảm; ngân sách cấp xã không có đơn vị mất cân đối.",
          "Kho bạc Nhà nước huyện kiểm soát {k} khoản chi, từ chối thanh toán {n} khoản chưa đủ hồ sơ với số tiền {h} triệu đồng.",
          "Đã thẩm tra quyết toán {n} công trình hoàn thành, giảm trừ {h} triệu đồng so với giá trị đề nghị.",
          "Nguồn cải cách tiền lương còn dư chuyển sang năm 2025 là {t} tỷ đồng.",
          "Việc mua sắm tập trung, quản lý tài sản công được thực hiện theo quy định; sắp xếp lại {n} cơ sở nhà, đất."},
         {"Nguồn thu được hưởng của cấp xã thấp, phụ thuộc nhiều vào bổ sung từ ngân sách cấp trên.",
          "Tiến độ quyết toán dự án hoàn thành của {n} chủ đầu tư còn chậm."},
         {"Rà soát, cắt giảm các khoản chi chưa thật cần thiết, dành nguồn chi cho con người.",
          "Đẩy mạnh thanh toán không dùng tiền mặt trong chi trả lương, trợ cấp an sinh xã hội.",
          "Tăng cường kiểm tra việc quản lý, sử dụng ngân sách cấp xã."},
         {"kết dư ngân sách {h} triệu đồng; quyết toán đúng hạn.", "thực hiện công khai ngân sách đủ {n} nội dung theo quy định."},
         {"Thu điều tiết ngân sách huyện|triệu đồng", "Bổ sung cân đối từ tỉnh|triệu đồng", "Kết dư năm trước|triệu đồng",
          "Chuyển nguồn|triệu đồng"}}};
    return topics;
}

const Topics& investment_topics()
{
    static const Topics topics = {
        {"Phân bổ và giao kế hoạch vốn",
         {"Tổng kế hoạch vốn đầu tư công năm 2024 được giao là {h},{n} tỷ đồng, đã phân bổ chi tiết 100 % cho {n} danh mục công trình.",
          "Việc điều chỉnh kế hoạch vốn được thực hiện {n} lần, chuyển {t} tỷ đồng từ các dự án chậm tiến độ sang dự án có khả năng giải "
          "ngân tốt.",
          "Vốn chương trình mục tiêu quốc gia được giao {t} tỷ đồng, ưu tiên cho các xã phấn đấu đạt chuẩn nông thôn mới nâng cao.",
          "Danh mục dự án được công khai trên cổng thông tin điện tử của huyện và trụ sở Ủy ban nhân dân các xã."},
         {"Một số danh mục được giao vốn khi thủ tục đầu tư chưa hoàn chỉnh.",
          "Vốn từ nguồn thu tiền sử dụng đất giao chậm do nguồn thu không đạt."},
         {"Chuẩn bị đầy đủ hồ sơ, thủ tục để giao kế hoạch vốn năm 2025 trước ngày 31 tháng 12 năm 2024.",
          "Bố trí vốn tập trung, ưu tiên trả nợ xây dựng cơ bản và công trình chuyển tiếp.",
          "Không bố trí vốn cho dự án chưa đủ điều kiện theo quy định của Luật Đầu tư công."},
         {"được giao {t} tỷ đồng cho {n} công trình.", "đã phân bổ hết kế hoạch vốn, trong đó vốn đối ứng {h} triệu đồng."},
         {"Vốn ngân sách tỉnh|triệu đồng", "Vốn ngân sách huyện|triệu đồng", "Vốn tiền sử dụng đất|triệu đồng",
          "Vốn chương trình mục tiêu|triệu đồng"}},
        {"Tiến độ thực hiện và giải ngân",
         {"Đến ngày 30 tháng 11 năm 2024, giá trị giải ngân đạt {t} tỷ đồng, bằng {p} % kế hoạch; ước cả năm đạt {p} %.",
          "Có {n} công trình hoàn thành đưa vào sử dụng, {n} công trình đang thi công, {n} công trình đang hoàn tất thủ tục lựa chọn nhà "
          "thầu.",
          "Công trình cầu kênh {x} vượt tiến độ {n} ngày; đường liên xã {x} - {x} đạt {p} % khối lượng.",
          "Tổ công tác thúc đẩy giải ngân đã làm việc với {n} chủ đầu tư, tháo gỡ {n} vướng mắc."},
         {"Giá vật liệu san lấp tăng cao, nguồn cát khan hiếm làm chậm tiến độ {n} công trình.",
          "Năng lực của một số nhà thầu, tư vấn giám sát chưa đáp ứng yêu cầu."},
         {"Phấn đấu giải ngân năm 2025 đạt từ 95 % kế hoạch trở lên.",
          "Kiên quyết xử lý nhà thầu vi phạm tiến độ, chất lượng theo hợp đồng.",
          "Giao ban tiến độ hằng tháng, gắn kết quả giải ngân với đánh giá người đứng đầu."},
         {"giải ngân {t} tỷ đồng, đạt {p} % kế hoạch.", "hoàn thành {n} công trình, đang thi công {n} công trình."},
         {"Công trình khởi công mới|công trình", "Công trình hoàn thành|công trình", "Giá trị khối lượng hoàn thành|triệu đồng",
          "Tỷ lệ giải ngân|%"}},
        {"Quản lý chất lượng và giám sát đầu tư",
         {"Đã kiểm tra {n} công trình, yêu cầu khắc phục {n} lỗi về an toàn lao động và chất lượng hoàn thiện.",
          "Ban giám sát đầu tư của cộng đồng ở 14/14 xã, thị trấn giám sát {n} công trình, kiến nghị {n} nội dung.",
          "Công tác lưu trữ hồ sơ hoàn công được số hóa với {h} hồ sơ.",
          "Thẩm định {n} báo cáo kinh tế - kỹ thuật, cắt giảm {h} triệu đồng chi phí chưa hợp lý."},
         {"Chế độ báo cáo giám sát của một số chủ đầu tư chưa kịp thời.",
          "Kinh phí bảo trì công trình sau đầu tư còn thấp so với nhu cầu."},
         {"Tăng cường giám sát cộng đồng, công khai quy mô, kinh phí, thời gian thi công tại từng công trình.",
          "Bố trí tối thiểu {n} % chi sự nghiệp kinh tế cho duy tu, bảo dưỡng.",
          "Đào tạo, bồi dưỡng nghiệp vụ quản lý dự án cho {n} công chức cấp xã."},
         {"cộng đồng giám sát {n} công trình, phát hiện và kiến nghị {n} nội dung.", "nghiệm thu {n} hạng mục, chất lượng đạt yêu cầu."},
         {"Số cuộc kiểm tra|cuộc", "Kiến nghị được khắc phục|kiến nghị", "Hồ sơ hoàn công số hóa|hồ sơ"}}};
    return topics;
}

}  // namespace chamber::demo
