// No whitelist of organs: only of the words that their names begin with.
#include "protocol/heading_issuer.hpp"

#include "protocol/syllable.hpp"

#include <algorithm>
#include <array>

namespace chamber::heading {
namespace {

using namespace vietnamese;

constexpr std::array<View, 69> organs = {
    U"HỘI ĐỒNG",  U"HĐND",        U"ỦY BAN",      U"UBND",         U"UBMTTQ",
    U"BAN",       U"THƯỜNG TRỰC", U"THƯỜNG VỤ",   U"VĂN PHÒNG",    U"SỞ",
    U"PHÒNG",     U"TÒA ÁN",      U"VIỆN",        U"MẶT TRẬN",     U"BỘ",
    U"TRUNG TÂM", U"CHÍNH PHỦ",   U"QUỐC HỘI",    U"THỦ TƯỚNG",    U"CHỦ TỊCH NƯỚC",
    U"CỤC",       U"CHI CỤC",     U"TỔNG CỤC",    U"VỤ",           U"ĐOÀN",
    U"TỔ",        U"CÔNG AN",     U"TỈNH ỦY",     U"THÀNH ỦY",     U"HUYỆN ỦY",
    U"QUẬN ỦY",   U"THỊ ỦY",      U"ĐẢNG ỦY",     U"ĐẢNG BỘ",      U"CHI BỘ",
    U"THANH TRA", U"KHO BẠC",     U"BẢO HIỂM",    U"CHI NHÁNH",    U"HỘI",
    U"LIÊN ĐOÀN", U"LIÊN MINH",   U"LIÊN HIỆP",   U"TỔNG CÔNG TY", U"TỔNG LIÊN ĐOÀN",
    U"CÔNG TY",   U"TẬP ĐOÀN",    U"TRƯỜNG",      U"ĐẠI HỌC",      U"BỆNH VIỆN",
    U"HỌC VIỆN",  U"NGÂN HÀNG",   U"KIỂM TOÁN",   U"ĐÀI",          U"QUỸ",
    U"TRẠM",      U"ĐỘI",         U"ĐỒN",         U"HẠT",          U"TIỂU BAN",
    U"CÔNG ĐOÀN", U"CHI ĐOÀN",    U"THI HÀNH ÁN", U"THUẾ",         U"TẠP CHÍ",
    U"HẢI QUAN",  U"QUÂN KHU",    U"LỮ ĐOÀN",     U"BAN CHẤP HÀNH"};

// Words of other things that begin alike.
constexpr std::array<View, 16> no_organs = {
    U"TỔ QUỐC", U"TỔ CHỨC",  U"BAN HÀNH", U"BAN ĐẦU",  U"BỘ LUẬT", U"BỘ MÁY",        U"VỤ VIỆC",  U"PHÒNG CHỐNG",
    U"PHÒNG, ", U"HỘI NGHỊ", U"HỘI NHẬP", U"ĐOÀN KẾT", U"SỞ HỮU",  U"QUỐC HỘI KHÓA", U"HỘI THẢO", U"THUẾ SUẤT"};

constexpr std::array<View, 31> offices = {
    U"CHỦ TỊCH",        U"PHÓ CHỦ TỊCH",    U"BỘ TRƯỞNG",       U"THỦ TƯỚNG",      U"GIÁM ĐỐC",      U"TỔNG GIÁM ĐỐC",
    U"CHỦ NHIỆM",       U"TỔNG CỤC TRƯỞNG", U"CỤC TRƯỞNG",      U"CHI CỤC TRƯỞNG", U"CHÁNH ÁN",      U"VIỆN TRƯỞNG",
    U"CHÁNH VĂN PHÒNG", U"HIỆU TRƯỞNG",     U"TRƯỞNG BAN",      U"TRƯỞNG PHÒNG",   U"TRƯỞNG ĐOÀN",   U"THỐNG ĐỐC",
    U"TỔNG KIỂM TOÁN",  U"TỔNG THANH TRA",  U"CHÁNH THANH TRA", U"TỔNG BIÊN TẬP",  U"VỤ TRƯỞNG",     U"BAN BÍ THƯ",
    U"BỘ CHÍNH TRỊ",    U"TỔNG BÍ THƯ",     U"BÍ THƯ",          U"TỔNG THƯ KÝ",    U"VIỆN KIỂM SÁT", U"TƯ LỆNH",
    U"CHỈ HUY TRƯỞNG"};

template <std::size_t N>
View first_of(View line, const std::array<View, N>& words)
{
    View longest;
    for (const View word : words) {
        const bool here = starts(line, word) && (line.size() == word.size() || !is_letter(line[word.size()]));
        if (here && word.size() > longest.size()) longest = word;
    }
    return longest;
}

bool begins_organ(View line)
{
    return !first_of(line, organs).empty() && first_of(line, no_organs).empty();
}

bool has_letters(View line)
{
    return std::count_if(line.begin(), line.end(), is_letter) >= 3;
}

bool ends_organ(View capitals)
{
    constexpr std::array<View, 8> words = {U"CỘNG HÒA", U"ĐẢNG CỘNG SẢN", U"ĐỘC LẬP",       U"DỰ THẢO",
                                           U"V/V",      U"LUẬT SỐ",       U"NGHỊ QUYẾT SỐ", U"PHÁP LỆNH SỐ"};
    const bool number = starts(capitals, U"SỐ") && (capitals.size() == 2 || !is_letter(capitals[2]));
    return number || starts(capitals, U"__") ||
           std::any_of(words.begin(), words.end(), [&](View word) { return starts(capitals, word); });
}

// A stamp between the organ and its number.
bool is_mark(View capitals)
{
    constexpr std::array<View, 7> marks = {U"MẬT",        U"TỐIMẬT", U"TUYỆTMẬT",    U"KHẨN",
                                           U"THƯỢNGKHẨN", U"HỎATỐC", U"HỎATỐCHẸNGIỜ"};
    const Text letters = letters_of(capitals);
    return std::find(marks.begin(), marks.end(), letters) != marks.end();
}

// The national title on the organ's own line, as text without positions has it.
Text without_title(const Text& line)
{
    std::size_t end = line.size();
    for (const View title : {View(U"CỘNG HÒA XÃ HỘI"), View(U"CỘNG HOÀ XÃ HỘI"), View(U"ĐẢNG CỘNG SẢN VIỆT NAM")})
        end = std::min(end, line.find(title));
    return Text(trimmed(View(line).substr(0, end)));
}

struct OrganLine {
    Text text;
    bool bold = false;
};

std::vector<OrganLine> organ_lines(const Lines& head)
{
    std::vector<OrganLine> found;
    for (const Line& line : head.lines) {
        if (head.columns && line.side != Side::left) continue;
        const Text capitals = upper(line.text);
        // A draft says so above its organ, or beside it.
        if (found.empty() && starts(capitals, U"DỰ THẢO")) continue;
        if (ends_organ(capitals)) break;
        const Text text = without_title(head.legacy ? capitals : line.text);
        const bool title_behind = text.size() < line.text.size();
        if (has_letters(text) && upper(text) == text && !is_mark(text)) found.push_back({text, line.bold});
        if (title_behind) break;
    }
    return found;
}

// The organ above is set plain, the one that issues is set bold.
void keep_bold(std::vector<OrganLine>& lines)
{
    if (lines.empty() || !lines.back().bold) return;
    auto first = lines.end();
    while (first != lines.begin() && std::prev(first)->bold) --first;
    if (std::any_of(first, lines.end(), [](const OrganLine& line) { return begins_organ(line.text); }))
        lines.erase(lines.begin(), first);
}

// "THƯỜNG TRỰC HĐND - UBND -" and "VĂN PHÒNG" say that their name goes on.
bool goes_on(View name)
{
    constexpr std::array<View, 11> open = {
        U"ỦY BAN THƯỜNG VỤ", U"ỦY BAN TRUNG ƯƠNG", U"VĂN PHÒNG", U"THƯỜNG TRỰC", U"BAN THƯỜNG TRỰC",
        U"BAN CHẤP HÀNH",    U"BAN THƯỜNG VỤ",     U"ỦY BAN",    U"HỘI ĐỒNG",    U"BAN",
        U"BAN QUẢN LÝ"};
    return ends(name, U"-") || ends(name, U",") || ends(name, U" VÀ") || ends(name, U" CỦA") || ends(name, U" BAN") ||
           ends(name, U" ỦY") || std::find(open.begin(), open.end(), name) != open.end();
}

}  // namespace

Text read_issuer(const Lines& head)
{
    std::vector<OrganLine> lines = organ_lines(head);
    keep_bold(lines);
    Text issuer;
    bool known = false;
    for (const OrganLine& line : lines) {
        const bool organ = begins_organ(line.text);
        const bool continues = goes_on(issuer) || line.text[0] == U'-' || starts(line.text, U"VÀ ");
        if (organ && !continues) issuer.clear();
        // Without columns a line in capitals may be anything; beside the national title it is an organ by where it
        // stands.
        if (!organ && issuer.empty() && !head.columns) continue;
        known = known || organ;
        issuer += (issuer.empty() ? U"" : U" ") + line.text;
    }
    if ((!known && !head.columns) || !is_plausible(issuer)) return {};
    return issuer;
}

std::vector<Text> agency_lines(const Lines& head)
{
    std::vector<Text> found;
    if (read_issuer(head).empty()) return found;
    for (const OrganLine& line : organ_lines(head))
        if (begins_organ(line.text) || !found.empty() || head.columns) found.push_back(line.text);
    return found;
}

View issuer_of_symbol(View full_number)
{
    struct Owner {
        View end;
        View name;
    };
    constexpr std::array<Owner, 6> owners = {{{U"/NĐ-CP", U"CHÍNH PHỦ"},
                                              {U"/NQ-CP", U"CHÍNH PHỦ"},
                                              {U"/QĐ-TTG", U"THỦ TƯỚNG CHÍNH PHỦ"},
                                              {U"/CT-TTG", U"THỦ TƯỚNG CHÍNH PHỦ"},
                                              {U"/QĐ-CTN", U"CHỦ TỊCH NƯỚC"},
                                              {U"/L-CTN", U"CHỦ TỊCH NƯỚC"}}};
    const Text capitals = upper(full_number);
    for (const Owner& owner : owners)
        if (ends(capitals, owner.end)) return owner.name;
    const auto term = capitals.find_last_not_of(U"0123456789");
    const View body = View(capitals).substr(0, term == Text::npos ? 0 : term + 1);
    if (body.size() < capitals.size() && ends(body, U"/UBTVQH")) return U"ỦY BAN THƯỜNG VỤ QUỐC HỘI";
    if (body.size() < capitals.size() && ends(body, U"/QH")) return U"QUỐC HỘI";
    return {};
}

bool begins_authority(View line)
{
    if (line.empty() || upper(line) != line) return false;
    return !first_of(line, offices).empty() || begins_organ(line);
}

bool is_office(View line)
{
    return !line.empty() && first_of(line, offices).size() == line.size();
}

}  // namespace chamber::heading
