// The parsing rules of heading.hpp, std only.
//
// Text is turned into composed Vietnamese first, then read three ways: as lines (organ, subject, markings), as one running line
// (number: real pages break "Số:" from its digits) and as upper case (session). Only the head counts, because the body cites
// dozens of other documents. No whitelist of organs: their abbreviations are not standardised; only document types are.
#include "protocol/heading.hpp"

#include "protocol/calendar.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <vector>

namespace chamber {
namespace {

using namespace vietnamese;

constexpr std::size_t head_chars_max = 1'500;

View trimmed(View text)
{
    while (!text.empty() && (text.front() == U' ' || text.front() == U'\n'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == U' ' || text.back() == U'\n'))
        text.remove_suffix(1);
    return text;
}

// Runs of white space become one space.
Text running(View text)
{
    Text result;
    for (const char32_t c : trimmed(text)) {
        const bool space = c == U' ' || c == U'\n';
        if (!space || result.back() != U' ') result += space ? U' ' : c;
    }
    return result;
}

std::vector<Text> lines_of(View text)
{
    std::vector<Text> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find(U'\n'), text.size());
        lines.push_back(running(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool starts(View text, View with)
{
    return text.substr(0, with.size()) == with;
}

template <std::size_t N>
bool starts_with_one(View text, const std::array<View, N>& words)
{
    return std::any_of(words.begin(), words.end(), [&](View word) { return starts(text, word); });
}

// ---- Number and type ---------------------------------------------------------------------------------------------------------

struct Type {
    View code;
    View name;
};

// Nghị định 30/2020, annex III; GTT is customary; CV is the screen's code for a công văn, which has none.
constexpr std::array<Type, 32> types = {
    {{U"NQ", U"Nghị quyết"},     {U"QĐ", U"Quyết định"},   {U"CT", U"Chỉ thị"},          {U"QC", U"Quy chế"},
     {U"QyĐ", U"Quy định"},      {U"TC", U"Thông cáo"},    {U"TB", U"Thông báo"},        {U"HD", U"Hướng dẫn"},
     {U"CTr", U"Chương trình"},  {U"KH", U"Kế hoạch"},     {U"PA", U"Phương án"},        {U"ĐA", U"Đề án"},
     {U"DA", U"Dự án"},          {U"BC", U"Báo cáo"},      {U"BB", U"Biên bản"},         {U"TTr", U"Tờ trình"},
     {U"HĐ", U"Hợp đồng"},       {U"CĐ", U"Công điện"},    {U"BGN", U"Bản ghi nhớ"},     {U"BTT", U"Bản thỏa thuận"},
     {U"GUQ", U"Giấy ủy quyền"}, {U"GM", U"Giấy mời"},     {U"GGT", U"Giấy giới thiệu"}, {U"GNP", U"Giấy nghỉ phép"},
     {U"PG", U"Phiếu gửi"},      {U"PC", U"Phiếu chuyển"}, {U"PB", U"Phiếu báo"},        {U"SY", U"Bản sao y"},
     {U"TrS", U"Bản trích sao"}, {U"SL", U"Bản sao lục"},  {U"GTT", U"Giấy triệu tập"},  {U"CV", U"Công văn"}}};

const Type* type_by_code(View code)
{
    const auto found = std::find_if(types.begin(), types.end(), [&](const Type& type) { return type.code == code; });
    return found == types.end() ? nullptr : &*found;
}

bool is_symbol(char32_t c)
{
    return is_letter(c) || is_digit(c) || c == U'-' || c == U'/' || c == U'&';
}

struct Number {
    Text text;    // "208/TTr-UBND", "/NQ-HĐND" while it has none
    Text before;  // what stands before "Số" on its line: "Nghị quyết"
};

// At `at` stands "Số". Reads "[:] digits [-letters] / SYMBOL", spaces allowed where pages break lines.
std::optional<Text> number_at(View line, std::size_t at)
{
    std::size_t i = at + 2;
    const auto skip_spaces = [&] {
        while (i < line.size() && (line[i] == U' ' || line[i] == U'.' || line[i] == U'…' || line[i] == U'_'))
            ++i;
    };
    skip_spaces();
    const bool colon = i < line.size() && line[i] == U':';
    const bool opens_line = at == 0 || line[at - 1] == U'\n';
    if (!colon && !(opens_line && line[at] == U'S')) return {};
    i += colon ? 1 : 0;
    skip_spaces();
    Text number;
    while (i < line.size() && line[i] != U'/' && is_symbol(line[i]))
        number += line[i++];
    if (!number.empty() && !is_digit(number[0])) return {};
    skip_spaces();
    if (i >= line.size() || line[i] != U'/') return {};
    number += line[i++];
    // A symbol broken after its hyphen or slash goes on behind the space.
    for (bool goes_on = true; goes_on; i += goes_on ? 1 : 0) {
        while (i < line.size() && is_symbol(line[i]))
            number += line[i++];
        goes_on = (number.back() == U'-' || number.back() == U'/') && i + 1 < line.size() && line[i] == U' ' && is_upper(line[i + 1]);
    }
    return number.back() == U'/' ? std::nullopt : std::optional(number);
}

std::optional<Number> find_number(View head)
{
    // Line breaks become spaces, except before "Số", where the start of a line is a sign.
    Text line;
    for (const Text& part : lines_of(head)) {
        if (!line.empty()) line += starts(part, U"Số") ? U'\n' : U' ';
        line += part;
    }
    for (std::size_t at = 0; at + 2 < line.size(); ++at) {
        if (upper(line[at]) != U'S' || upper(line[at + 1]) != U'Ố' || is_letter(line[at + 2])) continue;
        if (auto number = number_at(line, at)) return Number{std::move(*number), Text(trimmed(View(line).substr(0, at)))};
    }
    return {};
}

void read_number(const Number& number, Heading& heading)
{
    const View text = number.text;
    const auto slash = text.find(U'/');
    if (slash > 0) heading.full_number = utf8(text);
    // The groups between slashes and hyphens; the first that names a type decides ("35-HD/VPTW" is the Party's order).
    bool year = false;
    const Type* type = nullptr;
    Text group;
    std::size_t groups = 0;
    for (const char32_t c : Text(text) + U"/") {
        if (c != U'/' && c != U'-') {
            group += c;
            continue;
        }
        year = year || (groups > 0 && group.size() == 4 && std::all_of(group.begin(), group.end(), is_digit));
        if (!type && groups <= (year ? 2U : 1U)) type = type_by_code(group);
        ++groups;
        group.clear();
    }
    if (!type) {
        const auto named = std::find_if(types.begin(), types.end(), [&](const Type& t) {
            return number.before.size() >= t.name.size() &&
                   upper(View(number.before).substr(number.before.size() - t.name.size())) == upper(t.name);
        });
        if (named != types.end()) type = &*named;
    }
    if (!type && !year) type = type_by_code(U"CV");
    if (!type) return;
    heading.type_code = utf8(type->code);
    heading.type_name = utf8(type->name);
    heading.normative = year && (type->code == U"NQ" || type->code == U"QĐ");
}

// ---- Place, date, organ, subject, session ------------------------------------------------------------------------------------

std::size_t skip_blank(View text, std::size_t i)
{
    while (i < text.size() && !is_letter(text[i]) && !is_digit(text[i]))
        ++i;
    return i;
}

// Reads `word` and the digits after it, if any; blanks and dots may stand for digits not yet filled in.
bool take_word_and_number(View text, std::size_t& i, View word, std::size_t& number)
{
    i = skip_blank(text, i);
    if (!starts(text.substr(i), word)) return false;
    i = skip_blank(text, i + word.size());
    number = 0;
    for (std::size_t digits = 0; i < text.size() && is_digit(text[i]) && digits < 4; ++digits)
        number = number * 10 + (text[i++] - U'0');
    return true;
}

std::string two_digits(std::size_t number)
{
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

// "<địa danh>, ngày d tháng m năm yyyy": the first one only.
void read_place_and_date(View head, Heading& heading)
{
    for (std::size_t comma = head.find(U','); comma != View::npos; comma = head.find(U',', comma + 1)) {
        std::size_t i = comma + 1;
        std::size_t day = 0;
        std::size_t month = 0;
        std::size_t year = 0;
        if (!take_word_and_number(head, i, U"ngày", day) || !take_word_and_number(head, i, U"tháng", month)) continue;
        if (!take_word_and_number(head, i, U"năm", year)) continue;
        View before = head.substr(0, comma);
        before.remove_prefix(before.rfind(U'\n') + 1);  // npos + 1 is 0
        Text place = running(before);
        // Some extractors put the number on the same line.
        if (const auto slash = place.rfind(U'/'); slash != Text::npos)
            place.erase(0, std::min(place.find(U' ', slash), place.size() - 1) + 1);
        if (place.empty() || place.size() > 40 || !is_upper(place[0])) continue;
        heading.place = utf8(place);
        const std::string issued_on = std::to_string(year) + "-" + two_digits(month) + "-" + two_digits(day);
        if (day <= 31 && month <= 12 && is_day(issued_on)) heading.issued_on = issued_on;
        return;
    }
}

// The organ's lines stand before the number and the national title. The last organ named is the issuer, earlier ones its parents.
void read_issuer(const std::vector<Text>& lines, Heading& heading)
{
    constexpr std::array<View, 13> organs = {U"HỘI ĐỒNG", U"ỦY BAN", U"BAN ",     U"THƯỜNG TRỰC", U"VĂN PHÒNG", U"SỞ ",      U"PHÒNG ",
                                             U"TÒA ÁN",   U"VIỆN ",  U"MẶT TRẬN", U"BỘ ",         U"TRUNG TÂM", U"CHÍNH PHỦ"};
    constexpr std::array<View, 5> ends = {U"SỐ", U"CỘNG H", U"__", U"DỰ THẢO", U"ĐỘC LẬP"};
    Text issuer;
    for (const Text& line : lines) {
        const Text capitals = upper(line);
        if (starts_with_one(capitals, ends)) break;
        const bool whole_upper = capitals == line && std::any_of(line.begin(), line.end(), is_letter);
        if (!whole_upper || line.size() < 4) continue;
        if (starts_with_one(line, organs)) issuer.clear();
        // An organ named by no word we know still counts when nothing else does.
        if (!issuer.empty()) issuer += U' ';
        issuer += line;
    }
    heading.issuer = utf8(issuer);
}

bool ends_subject(View line)
{
    constexpr std::array<View, 23> words = {U"Kính gửi", U"HỘI ĐỒNG", U"ỦY BAN",     U"THƯỜNG TRỰC", U"CHỦ TỊCH", U"CỘNG H",
                                            U"Căn cứ",   U"Xét",      U"Thực hiện",  U"Phần ",    U"PHẦN",
                                            U"Theo ",    U"Ngày ",    U"Trên cơ sở", U"Nhằm",        U"Để ",      U"KHÓA ",
                                            U"(Kèm",     U"(Trình",   U"(Ngày",      U"Độc lập",     U"I. ",      U"1. "};
    // "Điều 1." begins the body; "Điều chỉnh …" may well be the subject.
    constexpr View article = U"Điều ";
    const bool begins_article = starts(line, article) && line.size() > article.size() && is_digit(line[article.size()]);
    return line.empty() || begins_article || starts_with_one(line, words) || starts(line, U"--") || line.find(U"__") != View::npos ||
           line.find(U", ngày") != View::npos;
}

Text subject_from(const std::vector<Text>& lines, std::size_t first, View opening)
{
    constexpr std::size_t lines_max = 8;
    Text subject(opening);
    while (opening.empty() && first < lines.size() && lines[first].empty())
        ++first;
    for (std::size_t i = first; i < lines.size() && i < first + lines_max && !ends_subject(lines[i]); ++i) {
        subject += (subject.empty() ? U"" : U" ") + lines[i];
    }
    return running(subject);
}

void read_subject(const std::vector<Text>& lines, Heading& heading)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (starts(upper(lines[i]), U"V/V")) {
            heading.subject = utf8(subject_from(lines, i + 1, trimmed(View(lines[i]).substr(3))));
            return;
        }
        const auto type = std::find_if(types.begin(), types.end(), [&](const Type& t) { return lines[i] == upper(t.name); });
        if (type == types.end()) continue;
        if (heading.type_code.empty()) {
            heading.type_code = utf8(type->code);
            heading.type_name = utf8(type->name);
        }
        heading.subject = utf8(subject_from(lines, i + 1, {}));
        return;
    }
}

// NHẤT … CHÍN, MƯỜI, MƯỜI LĂM, HAI MƯƠI MỐT, or digits. 0: none of these. NĂM behind a number is a year's word, not a five.
std::int32_t ordinal(View text)
{
    constexpr std::array<View, 10> units = {U"", U"NHẤT", U"HAI", U"BA", U"TƯ", U"NĂM", U"SÁU", U"BẢY", U"TÁM", U"CHÍN"};
    std::int32_t value = 0;
    bool after_ten = false;
    for (std::size_t words = 0; words < 3 && !text.empty(); ++words) {
        std::size_t end = 0;
        while (end < text.size() && (is_letter(text[end]) || is_digit(text[end])))
            ++end;
        const View word = text.substr(0, end);
        if (words == 0 && !word.empty() && word.size() <= 3 && std::all_of(word.begin(), word.end(), is_digit)) {
            for (const char32_t c : word)
                value = value * 10 + static_cast<std::int32_t>(c - U'0');
            return value;
        }
        const auto unit = static_cast<std::int32_t>(std::find(units.begin(), units.end(), word) - units.begin());
        if (word == U"MƯỜI" && words == 0) {
            value = 10, after_ten = true;
        } else if (word == U"MƯƠI" && words == 1) {
            value *= 10, after_ten = true;
        } else if (after_ten && (word == U"MỐT" || word == U"LĂM")) {
            return value + (word == U"MỐT" ? 1 : 5);
        } else if (unit >= 1 && unit <= 9 && (words == 0 || (after_ten && unit != 5))) {
            value += unit;
            if (after_ten) return value;
        } else {
            return value;
        }
        text = trimmed(text.substr(end));
    }
    return value;
}

void read_session(View capitals, Heading& heading)
{
    if (const auto term = capitals.find(U"KHÓA "); term != View::npos) {
        const View rest = trimmed(capitals.substr(term + 4));
        const auto end = std::min(rest.find_first_not_of(U"IVXLC"), rest.size());
        const bool alone = end == rest.size() || !is_letter(rest[end]);
        if (alone) heading.term = utf8(rest.substr(0, end));
    }
    constexpr View words = U"KỲ HỌP THỨ ";
    if (const auto at = capitals.find(words); at != View::npos) heading.session_number = ordinal(capitals.substr(at + words.size()));
}

}  // namespace

Heading parse_heading(std::string_view first_page)
{
    Text text = normalised(first_page);
    std::replace(text.begin(), text.end(), U'|', U'\n');
    const View head = View(text).substr(0, head_chars_max);
    const auto lines = lines_of(head);
    Heading heading;
    if (const auto number = find_number(head)) read_number(*number, heading);
    read_place_and_date(head, heading);
    read_issuer(lines, heading);
    read_subject(lines, heading);
    read_session(upper(running(head)), heading);
    for (const Text& line : lines) {
        if (starts(line, U"DỰ THẢO") || line == U"Dự thảo") heading.draft = true;
        if (line == U"KHẨN" || line == U"THƯỢNG KHẨN" || line == U"HỎA TỐC") heading.urgency = utf8(line);
    }
    return heading;
}

std::optional<std::string> secrecy_marking(std::string_view page_text)
{
    for (const Text& line : lines_of(normalised(page_text))) {
        // A stamp may be framed or letter-spaced; a sentence has other letters.
        Text letters;
        std::copy_if(line.begin(), line.end(), std::back_inserter(letters), [](char32_t c) { return is_letter(c) || is_digit(c); });
        if (letters == U"MẬT") return "MẬT";
        if (letters == U"TỐIMẬT") return "TỐI MẬT";
        if (letters == U"TUYỆTMẬT") return "TUYỆT MẬT";
    }
    return {};
}

std::string normalise_vietnamese(std::string_view text)
{
    return utf8(normalised(text));
}

}  // namespace chamber
