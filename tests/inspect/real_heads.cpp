#include "tests/inspect/real_heads.hpp"

#include "tests/support/sheet_pdf.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace chamber::testing {
namespace {

std::string taken_apart(const std::string& text)
{
    utf8proc_uint8_t* apart = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
    std::string result(reinterpret_cast<const char*>(apart));
    std::free(apart);
    return result;
}

struct Setting {
    const Head& head;
    Layout layout;
    Sheet sheet = {};
    double left = 155, right = 420, middle = 297;

    bool stamps() const { return layout == Layout::stamped || layout == Layout::printed_stamps; }

    std::string words(const std::string& text) const { return layout == Layout::marks_apart ? taken_apart(text) : text; }
    Pen pen(Pen pen) const
    {
        pen.invisible = layout == Layout::recognised;
        return pen;
    }
    void centred(double x, double y, const std::string& text, const Pen& ink) { sheet.centred(x, y, words(text), pen(ink)); }

    double organ(double y)
    {
        for (const std::string& line : head.parents)
            centred(left, y += 15, line, {11.5});
        for (const std::string& line : head.organ)
            centred(left, y += 15, line, {11.5, true});
        return y;
    }

    void title()
    {
        centred(right, 55, head.party ? "ĐẢNG CỘNG SẢN VIỆT NAM" : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {11, true});
        if (!head.party) centred(right, 71, "Độc lập - Tự do - Hạnh phúc", {12, true});
    }

    // "Số:      /BC-UBND" and where its blank is, for a stamp to fill.
    double number_blank = 0, day_blank = 0;

    std::string stamped_part() const { return head.number.substr(0, head.number.find('/')); }
    std::string year_part() const { return head.number.substr(stamped_part().size()); }

    void number(double y)
    {
        const std::string opening = head.before_number.empty() ? "Số: " : head.before_number + " số: ";
        // A tool stamps the figure alone: the year is typed with the symbol.
        const std::string figure = stamps() || head.number.empty() ? "        " + year_part() : head.number;
        const std::string line = opening + figure + head.symbol;
        const double from = left - Sheet::width_of(line, {12}) / 2;
        number_blank = from + Sheet::width_of(opening, {12});
        sheet.at(from, y, words(line), pen({12}));
        for (std::size_t i = 0; i < head.reference.size(); ++i)
            centred(left, y + 16 + 14 * static_cast<double>(i), head.reference[i], {11});
    }

    void day(double y)
    {
        const std::string opening = head.place + ", ngày ";
        const bool blank = stamps() || head.day.empty();
        const std::string line = opening + (blank ? "    " : head.day) + " tháng " + head.month + " năm " + head.year;
        const double from = right - Sheet::width_of(line, {12}) / 2;
        day_blank = from + Sheet::width_of(opening, {12});
        sheet.at(from, y, words(line), pen({12}));
    }

    double body(double y)
    {
        for (std::string line : head.type) {
            Pen ink{14, true};
            if (layout == Layout::spread) ink.spread = 5;
            centred(middle, y, line, ink);
            y += 18;
        }
        for (const std::string& line : head.subject) {
            centred(middle, y, line, {13, true});
            y += 17;
        }
        y += 18;
        for (const std::string& line : head.authority) {
            centred(middle, y, line, {13, true});
            y += 17;
        }
        y += 12;
        for (const std::string& line : head.body) {
            sheet.at(85, y, words(line), pen({13}));
            y += 18;
        }
        return y;
    }

    void stamp(double number_y, double day_y)
    {
        if (layout == Layout::stamped) {
            if (!head.number.empty()) sheet.stamped(number_blank, number_y - 13, {stamped_part()}, 12);
            if (!head.day.empty()) sheet.stamped(day_blank, day_y - 13, {head.day}, 12);
            sheet.stamped(380, 20, {"VĂN PHÒNG", "Thời gian ký: 15.11.2026 07:25:14 +07:00"});
        } else if (layout == Layout::printed_stamps) {
            if (!head.number.empty()) sheet.at(number_blank + 1, number_y - 3, stamped_part(), {13});
            if (!head.day.empty()) sheet.at(day_blank, day_y + 2, head.day, {13});
        } else if (layout == Layout::signed_above) {
            sheet.stamped(400, 5, {"Ký bởi: Cổng Thông tin điện tử", "Cơ quan: VĂN PHÒNG ỦY BAN", "Thời gian ký: 07/02/2026 07:56:24"});
        }
    }

    std::string set()
    {
        if (layout == Layout::narrow) {
            left = 140;
            right = 400;
        }
        if (layout == Layout::gazette) {
            sheet.at(60, 25, "2", {10}).centred(middle, 25, "CÔNG BÁO/Số 531 + 532/Ngày 10-4-2026", {10});
            sheet.centred(middle, 38, "VĂN BẢN QUY PHẠM PHÁP LUẬT", {10, true});
        }
        if (layout == Layout::title_first) title();
        const double number_y = organ(40) + 25, day_y = 98;
        if (layout != Layout::title_first) title();
        number(number_y);
        day(day_y);
        const double below = number_y + 16 + 14 * static_cast<double>(head.reference.size());
        body(below + 30);
        stamp(number_y, day_y);
        if (layout == Layout::recognised) sheet.picture({});
        return make_sheets({sheet});
    }
};

}  // namespace

std::string set_head(const Head& head, Layout layout)
{
    return Setting{head, layout}.set();
}

std::string full_number(const Head& head)
{
    return head.number.empty() ? std::string() : head.number + head.symbol;
}

std::string issued_on(const Head& head)
{
    if (head.day.empty()) return {};
    const auto two = [](const std::string& figure) { return figure.size() < 2 ? "0" + figure : figure; };
    return head.year + "-" + two(head.month) + "-" + two(head.day);
}

namespace {

const std::string law_72 = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;";

std::vector<Head> local_heads()
{
    return {
        {.organ = {"ỦY BAN NHÂN DÂN", "TỈNH QUẢNG SEN"}, .number = "565", .symbol = "/TB-UBND", .place = "Quảng Sen", .day = "15", .month = "11", .year = "2026",
         .type = {"THÔNG BÁO"}, .subject = {"Kết luận của Chủ tịch Ủy ban nhân dân tỉnh", "tại cuộc họp giao ban tháng 11"},
         .body = {"Ngày 12 tháng 11 năm 2026, Ủy ban nhân dân tỉnh đã họp về nội dung sau:"},
         .issuer = "ỦY BAN NHÂN DÂN TỈNH QUẢNG SEN", .code = "TB", .title = "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp giao ban tháng 11"},
        {.parents = {"ỦY BAN NHÂN DÂN", "TỈNH LÂM SEN"}, .organ = {"SỞ NỘI VỤ"}, .number = "156", .symbol = "/TTr-SNV", .place = "Lâm Sen", .day = "25", .month = "9", .year = "2026",
         .type = {"TỜ TRÌNH"}, .subject = {"Về việc ban hành Quyết định quy định chức năng", "của các cơ quan chuyên môn"},
         .body = {"Kính gửi: Ủy ban nhân dân tỉnh.", "Thực hiện nghị quyết của Hội đồng nhân dân tỉnh, Sở trình như sau:"},
         .issuer = "SỞ NỘI VỤ", .code = "TTr", .title = "Về việc ban hành Quyết định quy định chức năng của các cơ quan chuyên môn"},
        {.parents = {"UBND TỈNH THỬ NGHIỆM"}, .organ = {"SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"}, .number = "15", .symbol = "/QĐ-SNNMT", .place = "Thử Nghiệm", .day = "5", .month = "11", .year = "2026",
         .type = {"QUYẾT ĐỊNH"}, .subject = {"Về việc thành lập Tổ giúp việc"}, .authority = {"GIÁM ĐỐC SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"}, .body = {law_72},
         .issuer = "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", .code = "QĐ", .title = "Về việc thành lập Tổ giúp việc"},
        {.parents = {"HỘI ĐỒNG NHÂN DÂN", "TỈNH BÌNH SEN"}, .organ = {"ĐOÀN GIÁM SÁT"}, .number = "11", .symbol = "/TB-ĐGS", .place = "Bình Sen", .day = "03", .month = "4", .year = "2026",
         .type = {"THÔNG BÁO"}, .subject = {"Lịch giám sát chuyên đề năm 2026"}, .body = {"Thực hiện chương trình giám sát, Đoàn thông báo:"},
         .issuer = "ĐOÀN GIÁM SÁT", .code = "TB", .title = "Lịch giám sát chuyên đề năm 2026"},
        {.parents = {"BỘ CÔNG AN"}, .organ = {"CỤC CẢNH SÁT PHÒNG CHÁY,", "CHỮA CHÁY VÀ CỨU NẠN"}, .number = "286", .symbol = "/C07-P6", .place = "Hà Nội", .day = "27", .month = "01", .year = "2026",
         .reference = {"V/v hướng dẫn công tác", "phòng cháy năm 2026"}, .body = {"Kính gửi: Công an các tỉnh, thành phố"},
         .issuer = "CỤC CẢNH SÁT PHÒNG CHÁY, CHỮA CHÁY VÀ CỨU NẠN", .code = "CV", .title = "hướng dẫn công tác phòng cháy năm 2026"},
        {.organ = {"TỈNH ỦY THANH SEN"}, .symbol = "-QĐ/TU", .place = "Thanh Sen", .day = "", .month = "5", .year = "2026",
         .type = {"QUYẾT ĐỊNH"}, .subject = {"về việc phân công nhiệm vụ"}, .body = {"Căn cứ Điều lệ Đảng;"}, .party = true,
         .issuer = "TỈNH ỦY THANH SEN", .code = "QĐ", .title = "về việc phân công nhiệm vụ"},
        {.organ = {"ĐẢNG ỦY XÃ HƯƠNG SEN"}, .number = "35", .symbol = "-KL/ĐU", .place = "Hương Sen", .day = "12", .month = "6", .year = "2026",
         .type = {"KẾT LUẬN"}, .subject = {"về kỳ họp thứ ba Hội đồng nhân dân xã"}, .body = {"Căn cứ Quy chế làm việc;"}, .party = true,
         .issuer = "ĐẢNG ỦY XÃ HƯƠNG SEN", .code = "KL", .title = "về kỳ họp thứ ba Hội đồng nhân dân xã"},
        {.parents = {"HỘI ĐỒNG NHÂN DÂN", "XÃ HƯƠNG SEN"}, .organ = {"BAN PHÁP CHẾ"}, .number = "21", .symbol = "/BC-BPC", .place = "Hương Sen", .day = "5", .month = "11", .year = "2026",
         .type = {"BÁO CÁO THẨM TRA"}, .subject = {"dự thảo Nghị quyết về dự toán ngân sách năm 2027"}, .body = {"Kính gửi: Hội đồng nhân dân xã khóa II"},
         .issuer = "BAN PHÁP CHẾ", .code = "BC", .title = "dự thảo Nghị quyết về dự toán ngân sách năm 2027"},
        {.organ = {"HỘI ĐỒNG NHÂN DÂN", "XÃ HƯƠNG SEN"}, .number = "06/2026", .symbol = "/NQ-HĐND", .place = "Hương Sen", .day = "09", .month = "7", .year = "2026",
         .type = {"NGHỊ QUYẾT"}, .subject = {"BAN HÀNH NỘI QUY KỲ HỌP"}, .authority = {"HỘI ĐỒNG NHÂN DÂN XÃ HƯƠNG SEN", "KHÓA II, KỲ HỌP THỨ BA"}, .body = {law_72},
         .issuer = "HỘI ĐỒNG NHÂN DÂN XÃ HƯƠNG SEN", .code = "NQ", .title = "BAN HÀNH NỘI QUY KỲ HỌP"},
        {.organ = {"ỦY BAN NHÂN DÂN", "XÃ HƯƠNG SEN"}, .number = "88", .symbol = "/KH-UBND", .place = "Hương Sen", .day = "5", .month = "11", .year = "2026",
         .type = {"KẾ HOẠCH"}, .subject = {"Thực hiện công tác cải cách hành chính năm 2027"}, .body = {"Thực hiện nghị quyết của Hội đồng nhân dân xã, Ủy ban nhân dân xã ban hành kế hoạch:"},
         .issuer = "ỦY BAN NHÂN DÂN XÃ HƯƠNG SEN", .code = "KH", .title = "Thực hiện công tác cải cách hành chính năm 2027"},
        {.organ = {"ỦY BAN NHÂN DÂN", "XÃ HƯƠNG SEN"}, .number = "89", .symbol = "/KH-UBND", .place = "Hương Sen", .day = "6", .month = "11", .year = "2026",
         .type = {"KẾ HOẠCH"}, .subject = {"Theo dõi tình hình thi hành pháp luật năm 2027"}, .body = {"Căn cứ Nghị định số 59/2012/NĐ-CP ngày 23 tháng 7 năm 2012;"},
         .issuer = "ỦY BAN NHÂN DÂN XÃ HƯƠNG SEN", .code = "KH", .title = "Theo dõi tình hình thi hành pháp luật năm 2027"},
        {.parents = {"HỘI ĐỒNG NHÂN DÂN", "XÃ TUẦN SEN"}, .organ = {"THƯỜNG TRỰC"}, .number = "06", .symbol = "/GM-HĐND", .place = "Tuần Sen", .day = "12", .month = "3", .year = "2026",
         .type = {"GIẤY MỜI"}, .body = {"Kính gửi: Các vị đại biểu Hội đồng nhân dân xã", "Thực hiện chương trình công tác, Thường trực kính mời:"},
         .issuer = "THƯỜNG TRỰC", .code = "GM", .title = ""},
        {.organ = {"ỦY BAN MẶT TRẬN TỔ QUỐC", "VIỆT NAM XÃ HƯƠNG SEN"}, .number = "62", .symbol = "/TB-MTTQ-BTT", .place = "Hương Sen", .day = "20", .month = "11", .year = "2026",
         .type = {"THÔNG BÁO"}, .subject = {"Công tác Mặt trận tham gia xây dựng chính quyền"}, .body = {"Thực hiện quy định của pháp luật, Ban Thường trực thông báo:"},
         .issuer = "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ HƯƠNG SEN", .code = "TB", .title = "Công tác Mặt trận tham gia xây dựng chính quyền"},
        {.organ = {"THƯỜNG TRỰC HĐND - UBND -", "BAN THƯỜNG TRỰC UBMTTQ", "XÃ THỬ NGHIỆM"}, .number = "03", .symbol = "/QCPH-HĐND-UBND-MTTQ", .place = "Thử Nghiệm", .day = "15", .month = "3", .year = "2026",
         .type = {"QUY CHẾ PHỐI HỢP"}, .subject = {"giữa Thường trực HĐND, UBND và UBMTTQ xã"}, .body = {law_72},
         .issuer = "THƯỜNG TRỰC HĐND - UBND - BAN THƯỜNG TRỰC UBMTTQ XÃ THỬ NGHIỆM", .code = "QC", .title = "giữa Thường trực HĐND, UBND và UBMTTQ xã"},
        {.parents = {"UBND TỈNH THỬ NGHIỆM"}, .organ = {"SỞ NỘI VỤ"}, .number = "519", .symbol = "/SNV-TCCC", .place = "Thử Nghiệm", .day = "9", .month = "10", .year = "2026",
         .type = {"TỜ TRÌNH"}, .subject = {"Về việc phê duyệt đề án vị trí việc làm"}, .body = {"Kính gửi: Ủy ban nhân dân tỉnh"},
         .issuer = "SỞ NỘI VỤ", .code = "TTr", .title = "Về việc phê duyệt đề án vị trí việc làm"},
        {.organ = {"TÒA ÁN NHÂN DÂN", "KHU VỰC 3"}, .number = "45", .symbol = "/BC-TA", .place = "Hương Sen", .day = "2", .month = "12", .year = "2026",
         .type = {"BÁO CÁO"}, .subject = {"Công tác của Tòa án năm 2026 và phương hướng", "nhiệm vụ năm 2027"}, .body = {"Kính gửi: Hội đồng nhân dân xã"},
         .issuer = "TÒA ÁN NHÂN DÂN KHU VỰC 3", .code = "BC", .title = "Công tác của Tòa án năm 2026 và phương hướng nhiệm vụ năm 2027"},
        {.organ = {"HỘI ĐỒNG NHÂN DÂN", "TỈNH ĐẮK SEN"}, .symbol = "/NQ-HĐND", .place = "Đắk Sen", .day = "", .month = "12", .year = "2026",
         .type = {"NGHỊ QUYẾT"}, .subject = {"VỀ VIỆC XÁC NHẬN KẾT QUẢ BẦU CỬ CHỨC DANH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"}, .authority = {"HỘI ĐỒNG NHÂN DÂN TỈNH ĐẮK SEN", "KHÓA XI, KỲ HỌP THỨ 2"}, .body = {law_72},
         .issuer = "HỘI ĐỒNG NHÂN DÂN TỈNH ĐẮK SEN", .code = "NQ", .title = "VỀ VIỆC XÁC NHẬN KẾT QUẢ BẦU CỬ CHỨC DANH CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"}};
}

std::vector<Head> central_heads()
{
    return {
        {.organ = {"CHÍNH PHỦ"}, .number = "58/2026", .symbol = "/NĐ-CP", .place = "Hà Nội", .day = "03", .month = "4", .year = "2026", .type = {"NGHỊ ĐỊNH"},
         .subject = {"Quy định chi tiết một số điều về họp trực tuyến"}, .body = {"Căn cứ Luật Tổ chức Chính phủ;"},
         .issuer = "CHÍNH PHỦ", .code = "NĐ", .title = "Quy định chi tiết một số điều về họp trực tuyến"},
        {.organ = {"CHÍNH PHỦ"}, .number = "66.19/2026", .symbol = "/NQ-CP", .place = "Hà Nội", .day = "12", .month = "5", .year = "2026", .type = {"NGHỊ QUYẾT"},
         .subject = {"Về cắt giảm thủ tục hành chính giai đoạn 2026 - 2030"}, .authority = {"CHÍNH PHỦ"}, .body = {"Căn cứ Luật Tổ chức Chính phủ;"},
         .issuer = "CHÍNH PHỦ", .code = "NQ", .title = "Về cắt giảm thủ tục hành chính giai đoạn 2026 - 2030"},
        {.organ = {"BỘ NỘI VỤ"}, .number = "09/2026", .symbol = "/TT-BNV", .place = "Hà Nội", .day = "12", .month = "5", .year = "2026", .type = {"THÔNG TƯ"},
         .subject = {"Hướng dẫn lập hồ sơ kỳ họp"}, .authority = {"BỘ TRƯỞNG BỘ NỘI VỤ"}, .body = {"Căn cứ Luật Lưu trữ;"},
         .issuer = "BỘ NỘI VỤ", .code = "TT", .title = "Hướng dẫn lập hồ sơ kỳ họp"},
        {.organ = {"QUỐC HỘI"}, .number = "31/2026", .symbol = "/QH16", .place = "Hà Nội", .day = "18", .month = "1", .year = "2026", .before_number = "Luật", .type = {"LUẬT"},
         .subject = {"ĐẤT ĐAI"}, .body = {"Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;"},
         .issuer = "QUỐC HỘI", .code = "L", .title = "ĐẤT ĐAI"},
        {.organ = {"ỦY BAN THƯỜNG VỤ", "QUỐC HỘI"}, .number = "104/2026", .symbol = "/UBTVQH16", .place = "Hà Nội", .day = "26", .month = "9", .year = "2026", .before_number = "Nghị quyết",
         .type = {"NGHỊ QUYẾT"}, .subject = {"Hướng dẫn về kỳ họp Hội đồng nhân dân"}, .authority = {"ỦY BAN THƯỜNG VỤ QUỐC HỘI"}, .body = {"Căn cứ Hiến pháp;"},
         .issuer = "ỦY BAN THƯỜNG VỤ QUỐC HỘI", .code = "NQ", .title = "Hướng dẫn về kỳ họp Hội đồng nhân dân"},
        {.organ = {"BỘ TÀI CHÍNH"}, .number = "12", .symbol = "/VBHN-BTC", .place = "Hà Nội", .day = "4", .month = "2", .year = "2026", .type = {"THÔNG TƯ"},
         .subject = {"Quy định mức thu phí thẩm định"}, .body = {"Thông tư số 12/2015/TT-BTC ngày 30 tháng 01 năm 2015 của Bộ trưởng, có hiệu lực"},
         .issuer = "BỘ TÀI CHÍNH", .code = "VBHN", .title = "Quy định mức thu phí thẩm định"},
        {.organ = {"BỘ TÀI CHÍNH - BỘ NỘI VỤ"}, .number = "02/2026", .symbol = "/TTLT-BTC-BNV", .place = "Hà Nội", .day = "4", .month = "2", .year = "2026", .type = {"THÔNG TƯ LIÊN TỊCH"},
         .subject = {"Hướng dẫn chế độ chi tiêu hội nghị"}, .body = {"Căn cứ Luật Ngân sách nhà nước;"},
         .issuer = "BỘ TÀI CHÍNH - BỘ NỘI VỤ", .code = "TTLT", .title = "Hướng dẫn chế độ chi tiêu hội nghị"},
        {.organ = {"THỦ TƯỚNG CHÍNH PHỦ"}, .number = "779", .symbol = "/QĐ-TTg", .place = "Hà Nội", .day = "21", .month = "8", .year = "2026", .type = {"QUYẾT ĐỊNH"},
         .subject = {"Phê duyệt Chương trình hỗ trợ pháp lý", "kỳ 2026 - 2030"}, .authority = {"THỦ TƯỚNG CHÍNH PHỦ"}, .body = {"Căn cứ Luật Tổ chức Chính phủ;"},
         .issuer = "THỦ TƯỚNG CHÍNH PHỦ", .code = "QĐ", .title = "Phê duyệt Chương trình hỗ trợ pháp lý kỳ 2026 - 2030"}};
}

}  // namespace

std::vector<Head> real_heads()
{
    std::vector<Head> heads = local_heads();
    for (Head& head : central_heads())
        heads.push_back(std::move(head));
    return heads;
}

}  // namespace chamber::testing
