// One composer per document type. What each council really writes differs; the order and the formulas here are the usual ones.
#include "admin-cli/demo/compose.hpp"

#include "admin-cli/demo/framing.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace chamber::demo {
namespace {

Topics first(const Topics& topics, std::size_t count)
{
    return Topics(topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(std::min(count, topics.size())));
}

Topics joined(std::initializer_list<const Topics*> lists)
{
    Topics all;
    for (const Topics* topics : lists)
        all.insert(all.end(), topics->begin(), topics->end());
    return all;
}

std::vector<Annex> annexes_of(const Writing& w)
{
    const DocumentFields& fields = w.fields();
    const std::int32_t pages = w.revision.pages;
    const bool report = fields.type_code == "BC";
    if (report && has(fields.title, "quốc phòng") && pages >= 30) {
        return {{AnnexKind::indicators, "Phụ lục 01", "Các chỉ tiêu kinh tế - xã hội chủ yếu năm 2024", 3},
                {AnnexKind::communes, "Phụ lục 02", "Kết quả thực hiện một số chỉ tiêu theo xã, thị trấn", 5},
                {AnnexKind::projects, "Phụ lục 03", "Danh mục công trình trọng điểm", 4}};
    }
    if (report && has(fields.title, "dự toán ngân sách") && pages >= 20) {
        return {{AnnexKind::budget, "Biểu số 01", "Cân đối ngân sách địa phương năm 2024, dự toán năm 2025", 2},
                {AnnexKind::budget, "Biểu số 02", "Tổng hợp thu ngân sách theo nguồn và đơn vị", 2},
                {AnnexKind::budget, "Biểu số 03", "Tổng hợp chi ngân sách theo lĩnh vực", 3},
                {AnnexKind::communes, "Biểu số 04", "Thu, chi ngân sách các xã, thị trấn", 4},
                {AnnexKind::projects, "Biểu số 05", "Chi đầu tư phát triển theo công trình", 5}};
    }
    if (report && has(fields.title, "đầu tư công") && pages >= 20) {
        return {{AnnexKind::projects, "Phụ lục 01", "Tình hình giải ngân các công trình năm 2024", 7},
                {AnnexKind::projects, "Phụ lục 02", "Danh mục dự kiến kế hoạch năm 2025", 6}};
    }
    if (report && has(fields.title, "cử tri"))
        return {{AnnexKind::petitions, "Phụ lục", "Tổng hợp ý kiến, kiến nghị của cử tri và kết quả giải quyết", 5}};
    if (report && has(fields.issuer, "Thường trực") && pages >= 12)
        return {{AnnexKind::communes, "Phụ lục", "Kết quả theo dõi, đôn đốc tại các xã, thị trấn", 4}};
    if (report && (has(fields.issuer, "Tòa án") || has(fields.issuer, "Viện kiểm sát")) && pages >= 12) {
        return {{AnnexKind::communes, "Phụ lục", "Một số kết quả theo địa bàn xã, thị trấn", 2}};
    }
    if (fields.type_code == "NQ" && has(fields.title, "phụ lục")) {
        return {{AnnexKind::projects, "Phụ lục 01", "Danh mục công trình chuyển tiếp", 4},
                {AnnexKind::projects, "Phụ lục 02", "Danh mục công trình khởi công mới", 4},
                {AnnexKind::budget, "Phụ lục 03", "Cơ cấu nguồn vốn", 3}};
    }
    if (fields.type_code == "ĐA") return {{AnnexKind::communes, "Phụ lục", "Lộ trình triển khai tại các xã, thị trấn", 2}};
    return {};
}

void basis(Prose& prose, const Writing& w)
{
    prose.italic("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức "
                 "Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;");
    if (has(w.fields().title, "ngân sách")) prose.italic("Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;");
    if (has(w.fields().title, "đầu tư công")) prose.italic("Căn cứ Luật Đầu tư công ngày 13 tháng 6 năm 2019;");
    if (has(w.fields().title, "công nghệ thông tin")) prose.italic("Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;");
}

void article(Prose& prose, int number, const std::string& words)
{
    prose.text(std::string("<b>Điều ") + std::to_string(number) + ".</b> " + words);
}

void compose_report(Prose& prose, const Writing& w)
{
    const DocumentFields& fields = w.fields();
    const Topics topics = topics_of(fields);
    if (has(fields.title, "cử tri")) {
        prose.text("Thực hiện quy định của pháp luật, Thường trực " + w.council() +
                   " đã phối hợp với Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện tổ chức cho đại biểu tiếp xúc cử tri tại 14/14 "
                   "xã, thị trấn trước " +
                   w.session() + ". Kết quả tổng hợp như sau:");
        prose.results("I. TỔNG HỢP Ý KIẾN, KIẾN NGHỊ CỦA CỬ TRI", petition_topics());
        prose.heading("II. ĐÁNH GIÁ CHUNG VÀ KIẾN NGHỊ");
        prose.text(
            "Nhìn chung, cử tri phấn khởi trước kết quả phát triển kinh tế - xã hội, tin tưởng sự lãnh đạo, điều hành của các cấp chính "
            "quyền; đề nghị các cơ quan chức năng giải quyết dứt điểm những kiến nghị kéo dài, nêu rõ thời hạn và trách nhiệm.");
        prose.text("Đề nghị " + w.committee() +
                   " chỉ đạo các phòng, ban trả lời cử tri bằng văn bản trước ngày 31 tháng 01 năm 2025, báo cáo kết quả về Thường trực " +
                   w.council() + ".");
    } else if (has(fields.title, "Thẩm tra")) {
        prose.text("Thực hiện chức năng, nhiệm vụ và phân công của Thường trực " + w.council() + ", ngày " + fields.issued_on.substr(8) +
                   " tháng 12 năm 2024, Ban tổ chức phiên họp thẩm tra với sự tham dự của lãnh đạo các cơ quan liên quan. Sau khi nghiên "
                   "cứu hồ sơ và thảo luận, Ban báo cáo kết quả thẩm tra như sau:");
        prose.heading("I. VỀ TRÌNH TỰ, THỦ TỤC VÀ HỒ SƠ");
        prose.text("Hồ sơ trình gửi đến Ban cơ bản đầy đủ, đúng thành phần và thời hạn; nội dung bám sát nghị quyết của Huyện ủy, phù hợp "
                   "với quy định của pháp luật và tình hình thực tế của địa phương.");
        prose.results("II. VỀ NỘI DUNG", topics.size() > 8 ? first(topics, 8) : topics);
        prose.limits("III. MỘT SỐ VẤN ĐỀ CẦN QUAN TÂM", topics);
        prose.tasks("IV. KIẾN NGHỊ", first(topics, 6));
    } else {
        prose.text("Thực hiện chương trình công tác năm 2024 và quy định của Luật Tổ chức chính quyền địa phương, " +
                   (fields.issuer == "Thường trực HĐND huyện" ? "Thường trực " + w.council() : fields.issuer) + " báo cáo " +
                   w.council() + " kết quả công tác năm 2024 và phương hướng, nhiệm vụ năm 2025 như sau:");
        prose.heading("PHẦN THỨ NHẤT: KẾT QUẢ THỰC HIỆN NĂM 2024");
        prose.text("Năm 2024, bên cạnh những thuận lợi, huyện tiếp tục gặp khó khăn do thời tiết cực đoan, giá vật tư tăng, thị trường "
                   "tiêu thụ thu hẹp. Dưới sự lãnh đạo của Huyện ủy, sự giám sát của " +
                   w.council() + " và sự đồng thuận của Nhân dân, các nhiệm vụ đạt được nhiều kết quả quan trọng.");
        prose.results("I. KẾT QUẢ TRÊN CÁC LĨNH VỰC", topics);
        prose.limits("II. HẠN CHẾ, KHÓ KHĂN VÀ NGUYÊN NHÂN", topics);
        prose.heading("PHẦN THỨ HAI: PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025");
        prose.text("Năm 2025 là năm cuối thực hiện nghị quyết nhiệm kỳ 2021 - 2026 về các chỉ tiêu chủ yếu; yêu cầu đặt ra là tập trung "
                   "cao độ, tăng tốc, bứt phá, nâng cao hiệu lực, hiệu quả quản lý và chất lượng phục vụ Nhân dân.");
        prose.tasks("NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", topics);
    }
    prose.add({.markup = "Trên đây là " + lower_first(fields.type_name) + " " + lower_first(printed_subject(fields)) + ", kính trình " +
                         w.council() + " xem xét./.",
               .keep = Keep::with_next});
}

void compose_submission(Prose& prose, const Writing& w)
{
    const DocumentFields& fields = w.fields();
    if (has(fields.title, "miễn nhiệm")) {
        prose.italic("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và các văn bản hướng dẫn thi hành;");
        prose.text("Căn cứ thông báo của cơ quan có thẩm quyền về công tác cán bộ, " + w.committee() + " kính trình " + w.council() +
                   " xem xét, quyết định các nội dung sau:");
        prose.text("<b>1. Miễn nhiệm</b> chức danh Ủy viên Ủy ban nhân dân huyện nhiệm kỳ 2021 - 2026 đối với 01 đồng chí do được điều "
                   "động nhận nhiệm vụ mới.");
        prose.text("<b>2. Bầu bổ sung</b> 01 Ủy viên Ủy ban nhân dân huyện nhiệm kỳ 2021 - 2026. Nhân sự được giới thiệu bảo đảm tiêu "
                   "chuẩn, điều kiện về phẩm chất chính trị, trình độ chuyên môn, được tập thể tín nhiệm; hồ sơ đầy đủ theo quy định.");
        prose.text("<b>3. Hình thức</b>: bỏ phiếu kín theo quy định của Luật Tổ chức chính quyền địa phương; kết quả được ghi trong biên "
                   "bản kiểm phiếu và nghị quyết xác nhận.");
        prose.text("Danh sách trích ngang, bản kê khai tài sản, thu nhập và nhận xét, đánh giá cán bộ được gửi kèm đến đại biểu Hội đồng "
                   "nhân dân huyện; đề nghị đại biểu quản lý tài liệu đúng phạm vi quy định.");
        prose.tasks("4. Trách nhiệm thực hiện sau khi có nghị quyết", first(council_topics(), 4));
    } else {
        basis(prose, w);
        prose.text("Trên cơ sở kết quả thực hiện năm 2024 và dự báo tình hình thời gian tới, " + w.committee() + " kính trình " +
                   w.council() + " xem xét nội dung " + lower_first(printed_subject(fields)) + " như sau:");
        const Topics topics = first(topics_of(fields), 4);
        prose.heading("I. SỰ CẦN THIẾT");
        prose.text("Việc trình " + w.council() +
                   " là đúng thẩm quyền, đáp ứng yêu cầu thực tiễn, tạo cơ sở pháp lý để tổ chức thực hiện thống nhất trên địa bàn huyện "
                   "trong năm 2025.");
        prose.results("II. NỘI DUNG TRÌNH", topics);
        prose.tasks("III. TỔ CHỨC THỰC HIỆN", topics);
    }
    prose.add({.markup = "Kính trình " + w.council() + " khóa " + w.setting.term + ", " + w.session() + " xem xét, quyết nghị./.",
               .keep = Keep::with_next});
}

void compose_resolution(Prose& prose, const Writing& w)
{
    basis(prose, w);
    prose.italic("Xét tờ trình của " + w.committee() + "; báo cáo thẩm tra của các Ban " + w.council() +
                 "; ý kiến thảo luận của đại biểu " + w.council() + " tại kỳ họp.");
    prose.centred("QUYẾT NGHỊ:", Weight::bold, Keep::with_next);
    const Topics topics = topics_of(w.fields());
    const std::size_t count = w.revision.pages >= 8 && annexes_of(w).empty() ? topics.size() : 4;
    article(prose, 1,
            "Thông qua nội dung " + lower_first(printed_subject(w.fields())) + ", với các mục tiêu, chỉ tiêu và nhiệm vụ chủ yếu sau đây:");
    prose.results("Mục tiêu, chỉ tiêu", first(topics, count));
    article(prose, 2, "Nhiệm vụ và giải pháp");
    prose.tasks("Các nhiệm vụ trọng tâm", first(topics, count));
    article(prose, 3,
            w.council() + " giao " + w.committee() + " tổ chức thực hiện Nghị quyết; Thường trực, các Ban, Tổ đại biểu và đại biểu " +
                w.council() + " giám sát việc thực hiện.");
    prose.add({.markup = "Nghị quyết này đã được " + w.council() + " khóa " + w.setting.term + ", " + w.session() +
                         " thông qua ngày\u00A0\u00A0\u00A0\u00A0tháng 12 năm 2024./.",
               .keep = Keep::with_next});
}

void compose_decision(Prose& prose, const Writing& w)
{
    basis(prose, w);
    prose.italic("Căn cứ Quy chế làm việc của " + w.council() + ", Thường trực, các Ban và đại biểu " + w.council() + " khóa " +
                 w.setting.term + ";");
    prose.italic("Theo kết quả hội nghị liên tịch giữa Thường trực " + w.council() + ", " + w.committee() +
                 " và Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện.");
    prose.centred("QUYẾT ĐỊNH:", Weight::bold, Keep::with_next);
    article(prose, 1,
            "Triệu tập " + w.session() + " " + w.council() + " khóa " + w.setting.term +
                ", nhiệm kỳ 2021 - 2026, khai mạc lúc 07 giờ 30 phút ngày 18 tháng 12 năm 2024, bế mạc ngày 19 tháng 12 năm 2024, tại Hội "
                "trường lớn Ủy ban nhân dân " +
                w.locality() + ".");
    article(prose, 2,
            "Kỳ họp được tổ chức theo hình thức không giấy: tài liệu gửi đến đại biểu qua máy tính bảng đã đăng ký; đại biểu điểm danh, "
            "nghiên cứu và ghi chú trực tiếp trên thiết bị. Nội dung, chương trình kỳ họp được gửi kèm Quyết định này.");
    article(prose, 3,
            "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện, các cơ quan, đơn vị có liên quan và đại biểu " + w.council() +
                " chịu trách nhiệm thi hành Quyết định này.");
    prose.text("Đại biểu vắng mặt phải báo cáo lý do với Thường trực " + w.council() +
               " trước ngày khai mạc. Các cơ quan trình văn bản gửi tài liệu đã ký số về Văn phòng chậm nhất ngày 11 tháng 12 năm 2024; "
               "tài liệu gửi sau thời hạn này được ghi nhận là gửi chậm.");
    prose.text("Thành phần khách mời gồm: Thường trực Huyện ủy, Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện, lãnh đạo các "
               "phòng, ban, Tòa án nhân dân, Viện kiểm sát nhân dân huyện và Thường trực Hội đồng nhân dân các xã, thị trấn.");
    prose.tasks("Phân công chuẩn bị", first(council_topics(), 4));
    prose.add({.markup = "Quyết định này có hiệu lực kể từ ngày ký./.", .keep = Keep::with_next});
}

std::string clock(const std::string& rfc3339)
{
    return format_vietnam(parse_utc(rfc3339)).substr(11);
}

void compose_programme(Prose& prose, const Writing& w)
{
    prose.text("Thực hiện Quyết định triệu tập kỳ họp, Thường trực " + w.council() + " thông báo chương trình " + w.session() +
               " (dự kiến) như sau:");
    const Topics& preparation = council_topics();
    std::int32_t rank = 1;
    for (const Sitting& sitting : w.setting.sittings) {
        const std::string day = format_vietnam(parse_utc(sitting.start_at)).substr(0, 10);
        prose.heading(sitting.name + ", ngày " + day + " (từ " + clock(sitting.start_at) + ")");
        for (const AgendaItem& item : w.setting.agenda) {
            if (item.sitting != sitting.id) continue;
            prose.text("<b>" + (item.planned_start ? clock(*item.planned_start) + "</b>: " : std::string("</b>")) + item.name + " (" +
                       std::to_string(item.planned_minutes) + " phút).");
            prose.text("- Chuẩn bị: " + prose.filled(preparation[static_cast<std::size_t>(rank) % preparation.size()].tasks.front()), rank);
            ++rank;
        }
    }
    prose.heading("Lưu ý đối với đại biểu");
    prose.text("Đại biểu mang theo máy tính bảng đã đăng ký, kiểm tra pin và tải đủ tài liệu trước ngày 17 tháng 12 năm 2024. Khi mất kết "
               "nối, tài liệu đã tải vẫn mở được; ghi chú được lưu trên thiết bị và tự gửi khi có mạng.");
    prose.tasks("Phân công phục vụ kỳ họp", preparation);
    prose.results("Tài liệu tham khảo", first(preparation, 2));
    prose.add({.markup = "Chương trình này có thể được điều chỉnh và thông qua tại phiên khai mạc./.", .keep = Keep::with_next});
}

void compose_notice(Prose& prose, const Writing& w)
{
    const Topics topics = topics_of(w.fields());
    if (has(w.fields().title, "chất vấn")) {
        prose.text("Căn cứ phiếu chất vấn của đại biểu và ý kiến cử tri, Thường trực " + w.council() +
                   " thông báo nhóm vấn đề chất vấn và người trả lời chất vấn như sau:");
        prose.text("<b>1. Nhóm vấn đề thứ nhất:</b> nguyên nhân giải ngân vốn đầu tư công chậm và trách nhiệm của các chủ đầu tư. Người "
                   "trả lời: Trưởng Phòng Tài chính - Kế hoạch huyện.");
        prose.text("<b>2. Nhóm vấn đề thứ hai:</b> chất lượng nước sinh hoạt nông thôn và tiến độ mở rộng mạng lưới cấp nước. Người trả "
                   "lời: Trưởng Phòng Kinh tế và Hạ tầng huyện.");
        prose.text("<b>3. Nhóm vấn đề thứ ba:</b> an toàn thông tin và kế hoạch chuyển đổi số ở cơ sở. Người trả lời: Trưởng Phòng Văn hóa "
                   "và Thông tin huyện.");
        prose.text("Thời gian nêu câu hỏi không quá 02 phút, trả lời không quá 15 phút mỗi vấn đề; đại biểu có quyền tranh luận khi chưa "
                   "đồng ý với nội dung trả lời. Chủ tọa điều hành theo từng nhóm vấn đề.");
        prose.tasks("4. Yêu cầu đối với người trả lời chất vấn", topics);
    } else {
        prose.text("Căn cứ chức năng, nhiệm vụ được giao, Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam huyện thông báo đến " +
                   w.council() + " kết quả hoạt động tham gia xây dựng chính quyền năm 2024 như sau:");
        prose.results("I. KẾT QUẢ HOẠT ĐỘNG", topics);
        prose.limits("II. HẠN CHẾ", topics);
        prose.tasks("III. NHIỆM VỤ NĂM 2025 VÀ KIẾN NGHỊ", topics);
    }
    prose.add({.markup = "Trên đây là thông báo để đại biểu " + w.council() + " và các cơ quan liên quan biết, thực hiện./.",
               .keep = Keep::with_next});
}

void compose_plan(Prose& prose, const Writing& w)
{
    const Topics topics = topics_of(w.fields());
    const bool project = w.fields().type_code == "ĐA";
    prose.heading(project ? "PHẦN MỞ ĐẦU" : "PHẦN I. MỤC ĐÍCH, YÊU CẦU");
    prose.text(project ? "Ứng dụng công nghệ thông tin trong hoạt động của " + w.council() +
                             " là yêu cầu tất yếu nhằm nâng cao chất lượng kỳ họp, tiết kiệm chi phí, bảo đảm đại biểu tiếp cận tài liệu "
                             "đầy đủ, kịp thời và hồ sơ được lưu trữ lâu dài, kiểm tra được."
                       : "Chủ động chuẩn bị và tổ chức các kỳ họp thường lệ năm 2025 đúng luật, thiết thực, hiệu quả; bảo đảm tài liệu "
                         "được gửi đến đại biểu đúng thời hạn, phát huy trí tuệ tập thể trong thảo luận, quyết định.");
    if (!project) {
        prose.text("Kỳ họp thường lệ giữa năm 2025 dự kiến tổ chức trong 02 ngày, trước ngày 15 tháng 7 năm 2025; kỳ họp thường lệ cuối "
                   "năm dự kiến tổ chức trong 02 ngày, trước ngày 15 tháng 12 năm 2025.");
    }
    prose.results(project ? "PHẦN I. NỘI DUNG ĐỀ ÁN" : "PHẦN II. NỘI DUNG", topics);
    if (project) prose.limits("PHẦN II. KHÓ KHĂN, RỦI RO VÀ BIỆN PHÁP", topics);
    prose.tasks("PHẦN III. TỔ CHỨC THỰC HIỆN", topics);
    prose.add({.markup = "Trên đây là " + lower_first(w.fields().type_name) + " " + lower_first(printed_subject(w.fields())) +
                         "; trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Văn phòng Hội đồng nhân dân và Ủy ban nhân "
                         "dân huyện để được hướng dẫn./.",
               .keep = Keep::with_next});
}

void compose_body(Prose& prose, const Writing& w)
{
    const std::string& type = w.fields().type_code;
    if (type == "BC") return compose_report(prose, w);
    if (type == "TTr") return compose_submission(prose, w);
    if (type == "NQ") return compose_resolution(prose, w);
    if (type == "QĐ") return compose_decision(prose, w);
    if (type == "CTr") return compose_programme(prose, w);
    if (type == "TB") return compose_notice(prose, w);
    return compose_plan(prose, w);
}

}  // namespace

std::string Writing::locality() const
{
    return setting.level + " " + setting.district;
}

std::string Writing::council() const
{
    return "Hội đồng nhân dân " + setting.level;
}

std::string Writing::committee() const
{
    return "Ủy ban nhân dân " + setting.level;
}

std::string Writing::session() const
{
    return "Kỳ họp thứ " + setting.session_words;
}

std::string Writing::reference() const
{
    if (fields().draft) return "dự thảo " + lower_first(fields().type_name) + " của " + council();
    return fields().type_name + " số " + fields().full_number + " " + long_date(fields().issued_on);
}

std::string long_date(const std::string& iso)
{
    return "ngày " + iso.substr(8, 2) + " tháng " +
           (iso.substr(5, 2) < "03" ? iso.substr(5, 2) : std::to_string(std::stoi(iso.substr(5, 2)))) + " năm " + iso.substr(0, 4);
}

Topics topics_of(const DocumentFields& fields)
{
    const std::string& subject = fields.title;
    if (has(fields.issuer, "Tòa án")) return joined({&court_topics(), &justice_office_topics()});
    if (has(fields.issuer, "Viện kiểm sát")) return joined({&procuracy_topics(), &justice_office_topics()});
    if (has(fields.issuer, "UBMTTQ")) return front_topics();
    if (has(subject, "Tòa án")) return joined({&court_topics(), &procuracy_topics()});
    if (has(subject, "công nghệ thông tin"))
        return fields.type_code == "ĐA" ? joined({&technology_topics(), &council_topics()}) : technology_topics();
    if (has(subject, "ngân sách") && has(subject, "đầu tư công")) return joined({&budget_topics(), &investment_topics()});
    if (has(subject, "ngân sách")) return budget_topics();
    if (has(subject, "đầu tư công")) return investment_topics();
    if (has(subject, "kinh tế")) return joined({&economy_topics(), &society_topics(), &security_topics()});
    return council_topics();
}

std::vector<Section> compose(const Writing& writing)
{
    const auto annexes = annexes_of(writing);
    Prose prose(writing.document.id.value, writing.setting.communes);
    compose_body(prose, writing);
    Section main;
    main.pages = writing.revision.pages;
    for (const Annex& annex : annexes)
        main.pages -= annex.pages;
    main.head = head_of(writing);
    main.closing = closing_of(writing);
    main.blocks = prose.take();
    main.slack_pt = static_cast<double>(prose.dice().between(6, 50));
    std::vector<Section> sections;
    sections.push_back(std::move(main));
    for (const Annex& annex : annexes)
        sections.push_back(annex_section(writing, annex));
    return sections;
}

}  // namespace chamber::demo
