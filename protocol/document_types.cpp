#include "protocol/document_types.hpp"

#include <algorithm>
#include <array>

namespace chamber {
namespace {

using namespace vietnamese;

constexpr std::array<DocumentType, 51> types = {{{U"NQ", U"Nghị quyết"},
                                                 {U"QĐ", U"Quyết định"},
                                                 {U"CT", U"Chỉ thị"},
                                                 {U"QC", U"Quy chế"},
                                                 {U"QyĐ", U"Quy định"},
                                                 {U"TC", U"Thông cáo"},
                                                 {U"TB", U"Thông báo"},
                                                 {U"HD", U"Hướng dẫn"},
                                                 {U"CTr", U"Chương trình"},
                                                 {U"KH", U"Kế hoạch"},
                                                 {U"PA", U"Phương án"},
                                                 {U"ĐA", U"Đề án"},
                                                 {U"DA", U"Dự án"},
                                                 {U"BC", U"Báo cáo"},
                                                 {U"BB", U"Biên bản"},
                                                 {U"TTr", U"Tờ trình"},
                                                 {U"HĐ", U"Hợp đồng"},
                                                 {U"CĐ", U"Công điện"},
                                                 {U"BGN", U"Bản ghi nhớ"},
                                                 {U"BTT", U"Bản thỏa thuận"},
                                                 {U"GUQ", U"Giấy ủy quyền"},
                                                 {U"GM", U"Giấy mời"},
                                                 {U"GGT", U"Giấy giới thiệu"},
                                                 {U"GNP", U"Giấy nghỉ phép"},
                                                 {U"PG", U"Phiếu gửi"},
                                                 {U"PC", U"Phiếu chuyển"},
                                                 {U"PB", U"Phiếu báo"},
                                                 {U"SY", U"Bản sao y"},
                                                 {U"TrS", U"Bản trích sao"},
                                                 {U"SL", U"Bản sao lục"},
                                                 {U"GTT", U"Giấy triệu tập"},
                                                 {U"CV", U"Công văn"},
                                                 {U"NĐ", U"Nghị định"},
                                                 {U"TT", U"Thông tư"},
                                                 {U"TTLT", U"Thông tư liên tịch"},
                                                 {U"NQLT", U"Nghị quyết liên tịch"},
                                                 {U"L", U"Luật"},
                                                 {U"BL", U"Bộ luật"},
                                                 {U"PL", U"Pháp lệnh"},
                                                 {U"LCT", U"Lệnh"},
                                                 {U"HP", U"Hiến pháp"},
                                                 {U"VBHN", U"Văn bản hợp nhất"},
                                                 {U"KL", U"Kết luận"},
                                                 {U"TTri", U"Thông tri"},
                                                 {U"QT", U"Quy trình"},
                                                 {U"NQy", U"Nội quy"},
                                                 {U"ĐL", U"Điều lệ"},
                                                 {U"CL", U"Chiến lược"},
                                                 {U"QH", U"Quy hoạch"},
                                                 {U"PT", U"Phiếu trình"},
                                                 {U"BCK", U"Bản cam kết"}}};

// Codes that no number carries: their letters are an organ's ("31/2024/QH15") or another type's.
bool only_by_name(const DocumentType& type)
{
    constexpr std::array<View, 10> names = {U"QH", U"QT", U"L", U"BL", U"HP", U"CL", U"ĐL", U"PT", U"BCK", U"NQy"};
    return std::find(names.begin(), names.end(), type.code) != names.end();
}

constexpr std::array<View, 4> joint_suffixes = {U"PH", U"LT", U"LN", U"LS"};

constexpr std::array<View, 35> name_suffixes = {
    U"THẨM TRA",  U"GIẢI TRÌNH", U"TIẾP THU",   U"TÓM TẮT",    U"BỔ SUNG",     U"GIÁM SÁT",  U"PHỐI HỢP",
    U"LIÊN TỊCH", U"LIÊN NGÀNH", U"LIÊN SỞ",    U"HÀNH ĐỘNG",  U"CÔNG TÁC",    U"CHUYÊN ĐỀ", U"CHÍNH TRỊ",
    U"KIỂM ĐIỂM", U"TỔNG KẾT",   U"SƠ KẾT",     U"NHANH",      U"HỌP",         U"CUỘC HỌP",  U"KỲ HỌP",
    U"PHIÊN HỌP", U"LÀM VIỆC",   U"KIỂM PHIẾU", U"ĐIỀU CHỈNH", U"THUYẾT MINH", U"KIỂM TRA",  U"THẨM ĐỊNH",
    U"KHẢO SÁT",  U"TỔNG HỢP",   U"HỢP TÁC",    U"LIÊN BỘ",    U"THƯỜNG KỲ",   U"ĐỊNH KỲ",   U"VÀ"};

// "Q U Y Ế T Đ Ị N H": where words end is lost, so letters alone are compared.
bool is_spread(View line)
{
    const auto words = words_of(line);
    const auto single = std::count_if(words.begin(), words.end(), [](View word) { return word.size() == 1; });
    return words.size() >= 4 && static_cast<std::size_t>(single) * 10 >= words.size() * 7;
}

}  // namespace

const DocumentType* type_by_code(View code)
{
    const auto exact =
        std::find_if(types.begin(), types.end(), [&](const DocumentType& type) { return type.code == code; });
    if (exact != types.end()) return only_by_name(*exact) ? nullptr : &*exact;
    const Text capitals = upper(code);
    const auto alike = std::find_if(types.begin(), types.end(),
                                    [&](const DocumentType& type) { return upper(type.code) == capitals; });
    if (alike != types.end()) return only_by_name(*alike) ? nullptr : &*alike;
    for (const View suffix : joint_suffixes)
        if (code.size() > suffix.size() && ends(code, suffix))
            return type_by_code(code.substr(0, code.size() - suffix.size()));
    return nullptr;
}

const DocumentType* type_named_at_end(View text)
{
    const Text capitals = upper(text);
    const DocumentType* best = nullptr;
    for (const DocumentType& type : types)
        if (ends(capitals, upper(type.name)) && (!best || type.name.size() > best->name.size())) best = &type;
    return best;
}

bool is_type_suffix(View capitals)
{
    while (!capitals.empty()) {
        const auto found = std::find_if(name_suffixes.begin(), name_suffixes.end(), [&](View suffix) {
            return starts(capitals, suffix) &&
                   (capitals.size() == suffix.size() || !is_letter(capitals[suffix.size()]));
        });
        if (found == name_suffixes.end()) return false;
        capitals.remove_prefix(found->size());
        while (!capitals.empty() && !is_letter(capitals[0])) capitals.remove_prefix(1);
    }
    return true;
}

std::optional<TypeLine> read_type_line(View line)
{
    if (line.empty() || upper(line) != line || !is_letter(line[0])) return {};
    const bool spread = is_spread(line);
    const Text letters = spread ? letters_of(line) : Text();
    TypeLine found;
    std::size_t taken = 0;
    for (const DocumentType& type : types) {
        const Text name = spread ? letters_of(upper(type.name)) : upper(type.name);
        const bool here =
            spread ? starts(letters, name)
                   : starts(line, name) &&
                         (line.size() == name.size() || !(is_letter(line[name.size()]) || is_digit(line[name.size()])));
        if (!here || name.size() <= taken) continue;
        found.type = &type;
        taken = name.size();
    }
    if (!found.type) return {};
    if (!spread) found.rest = Text(trimmed(line.substr(taken)));
    return found;
}

}  // namespace chamber
