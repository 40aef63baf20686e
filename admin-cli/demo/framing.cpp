// What stands around the text: head and closing, from the issuer's name and the type.
#include "admin-cli/demo/framing.hpp"

namespace chamber::demo {

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

std::string lower_first(std::string text)
{
    // Only the first letters that subjects begin with; Đ and vowels with marks do not occur.
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
    return text;
}

// A draft's title names its type; the printed subject does not repeat it.
std::string printed_subject(const DocumentFields& fields)
{
    std::string subject = fields.title;
    for (const std::string& prefix : {"Dự thảo " + fields.type_name + " ", fields.type_name + " "}) {
        if (subject.rfind(prefix, 0) != 0) continue;
        subject = subject.substr(prefix.size());
        subject[0] = subject[0] >= 'a' && subject[0] <= 'z' ? static_cast<char>(subject[0] - 32) : subject[0];
        break;
    }
    return subject;
}

Head head_of(const Writing& w)
{
    const DocumentFields& fields = w.fields();
    const std::string here = capitals(w.locality());
    const std::string province = capitals(w.setting.province);
    Head head;
    if (has(fields.issuer, "Ủy ban nhân dân")) {
        head.organ = {"ỦY BAN NHÂN DÂN", here};
    } else if (has(fields.issuer, "Tòa án")) {
        head.parents = {"TÒA ÁN NHÂN DÂN", province};
        head.organ = {"TÒA ÁN NHÂN DÂN", here};
    } else if (has(fields.issuer, "Viện kiểm sát")) {
        head.parents = {"VIỆN KIỂM SÁT NHÂN DÂN", province};
        head.organ = {"VIỆN KIỂM SÁT NHÂN DÂN", here};
    } else if (has(fields.issuer, "UBMTTQ")) {
        head.parents = {"ỦY BAN MTTQ VIỆT NAM", here};
        head.organ = {"BAN THƯỜNG TRỰC"};
    } else if (fields.issuer.rfind("Ban ", 0) == 0) {
        head.parents = {"HỘI ĐỒNG NHÂN DÂN", here};
        head.organ = {capitals(fields.issuer.substr(0, fields.issuer.find(" HĐND")))};
    } else {
        head.organ = {"HỘI ĐỒNG NHÂN DÂN", here};
    }
    const std::string blank = "\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0";
    head.number_line = "Số: " + (fields.full_number.empty() ? blank + "/" + w.document.notation : fields.full_number);
    head.date_line = fields.place + ", " +
                     (fields.issued_on.empty() ? "ngày" + blank + "tháng 12 năm 2024" : long_date(fields.issued_on));
    if (fields.draft) head.draft_mark = "DỰ THẢO";
    head.type_name = capitals(fields.type_name);
    head.subject = printed_subject(fields);
    if (fields.type_code == "NQ") {
        head.below = {"HỘI ĐỒNG NHÂN DÂN " + here, "KHÓA " + w.setting.term + ", " + capitals(w.session())};
    } else if (fields.type_code == "QĐ") {
        head.below = {"THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN " + here};
    } else if (fields.type_code == "BC" || fields.type_code == "TTr") {
        head.addressee = "Kính gửi: " + w.council() + " khóa " + w.setting.term + ".";
    }
    return head;
}

Closing closing_of(const Writing& w)
{
    Closing closing;
    closing.recipients = phrases("recipients");
    if (!w.block.authority.empty()) closing.authority.push_back(w.block.authority);
    closing.authority.push_back(w.block.title);
    closing.name = w.block.name;
    return closing;
}

}  // namespace chamber::demo
