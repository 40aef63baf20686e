// The parsing rules of heading.hpp.
//
// The page becomes lines in reading order (heading_lines), and each value has its own rule: heading_number,
// heading_issuer, heading_subject, and here place, day, session, urgency. Only the head counts, because the body cites
// dozens of other documents.
#include "protocol/heading.hpp"

#include "protocol/calendar.hpp"
#include "protocol/heading_issuer.hpp"
#include "protocol/heading_layout.hpp"
#include "protocol/heading_lines.hpp"
#include "protocol/heading_number.hpp"
#include "protocol/heading_subject.hpp"
#include "protocol/syllable.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace chamber {
namespace {

using namespace vietnamese;
using heading::Certainty;
using heading::Line;
using heading::Lines;
using heading::Side;

// ---- Place and day
// -----------------------------------------------------------------------------------------------------------

std::size_t skip_blank(View text, std::size_t i)
{
    while (i < text.size() && !is_letter(text[i]) && !is_digit(text[i])) ++i;
    return i;
}

// Reads `word` and the digits after it, if any; blanks and dots may stand for digits not yet filled in.
bool take_word_and_number(View text, std::size_t& i, View word, std::size_t& number)
{
    i = skip_blank(text, i);
    if (!starts(lower(text.substr(i, word.size())), word)) return false;
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

struct Day {
    std::size_t day = 0, month = 0, year = 0;
};

std::optional<Day> day_at(View text, std::size_t i)
{
    Day day;
    const bool read = take_word_and_number(text, i, U"ngày", day.day) &&
                      take_word_and_number(text, i, U"tháng", day.month) &&
                      take_word_and_number(text, i, U"năm", day.year);
    return read ? std::optional(day) : std::nullopt;
}

// "Hương Sen" of "Số: 12/NQ-HĐND Hương Sen, "; empty: no place.
Text place_before(View text, std::size_t at, bool columns)
{
    View before = trimmed(text.substr(0, at));
    const bool comma = !before.empty() && before.back() == U',';
    if (comma) before.remove_suffix(1);
    before.remove_prefix(before.rfind(U'\n') + 1);  // npos + 1 is 0
    Text place = running(before);
    // Some extractors put the number on the same line.
    if (const auto slash = place.rfind(U'/'); slash != Text::npos)
        place.erase(0, std::min(place.find(U' ', slash), place.size() - 1) + 1);
    constexpr std::size_t place_chars_max = 40, words_max = 5;
    if (place.empty() || place.size() > place_chars_max || !is_upper(place[0])) return {};
    if (comma) return place;
    // Without its comma it must be nothing but names.
    const auto words = words_of(place);
    const bool names = words.size() <= words_max &&
                       std::all_of(words.begin(), words.end(), [](View word) { return is_upper(word[0]); });
    return columns && names ? place : Text();
}

void set_day(const Day& day, Heading& heading)
{
    const std::string issued_on = std::to_string(day.year) + "-" + two_digits(day.month) + "-" + two_digits(day.day);
    constexpr std::size_t year_min = 1'900;
    if (day.day <= 31 && day.month <= 12 && is_day(issued_on))
        heading.issued_on = issued_on;
    else if (day.day > 0 && day.month > 0 && day.year >= year_min)
        heading.remarks.push_back("ngày ghi trên văn bản (" + std::to_string(day.day) + "/" +
                                  std::to_string(day.month) + "/" + std::to_string(day.year) +
                                  ") không có trong lịch, nên ngày ban hành để trống, hãy nhập tay");
}

// "<địa danh>, ngày d tháng m năm yyyy": the first one only.
bool read_place_and_day(View text, bool columns, Heading& heading)
{
    for (std::size_t at = 0; at + 4 < text.size(); ++at) {
        if (lower(text[at]) != U'n' || (at > 0 && is_letter(text[at - 1]))) continue;
        const auto day = day_at(text, at);
        if (!day) continue;
        const Text place = place_before(text, at, columns);
        if (place.empty()) continue;
        if (is_plausible(place)) heading.place = utf8(place);
        set_day(*day, heading);
        return true;
    }
    return false;
}

Text joined(const Lines& head, std::optional<Side> side)
{
    Text text;
    for (const Line& line : head.lines)
        if (!side || line.side == *side) text += line.text + U"\n";
    return text;
}

// ---- Session
// -----------------------------------------------------------------------------------------------------------------

// NHẤT … CHÍN, MƯỜI, MƯỜI LĂM, HAI MƯƠI MỐT, or digits. 0: none of these. NĂM behind a number is a year's word, not a
// five.
std::int32_t ordinal(View text)
{
    constexpr std::array<View, 10> units = {U"",    U"NHẤT", U"HAI", U"BA",  U"TƯ",
                                            U"NĂM", U"SÁU",  U"BẢY", U"TÁM", U"CHÍN"};
    std::int32_t value = 0;
    bool after_ten = false;
    for (std::size_t words = 0; words < 3 && !text.empty(); ++words) {
        std::size_t end = 0;
        while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
        const View word = text.substr(0, end);
        if (words == 0 && !word.empty() && word.size() <= 3 && std::all_of(word.begin(), word.end(), is_digit)) {
            for (const char32_t c : word) value = value * 10 + static_cast<std::int32_t>(c - U'0');
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
    if (const auto at = capitals.find(words); at != View::npos)
        heading.session_number = ordinal(capitals.substr(at + words.size()));
}

// ---- Marks
// -------------------------------------------------------------------------------------------------------------------

// Alone on their lines, framed or set letter by letter.
void read_marks(const Lines& head, Heading& heading)
{
    Text before;
    for (const Line& line : head.lines) {
        if (starts(line.text, U"DỰ THẢO") || line.text == U"Dự thảo") heading.draft = true;
        const Text letters = letters_of(line.text);
        if (letters == U"KHẨN") heading.urgency = before == U"THƯỢNG" ? "THƯỢNG KHẨN" : "KHẨN";
        if (letters == U"THƯỢNGKHẨN") heading.urgency = "THƯỢNG KHẨN";
        if (letters == U"HỎATỐC" || starts(letters, U"HỎATỐCHẸNGIỜ") || (letters == U"TỐC" && before == U"HỎA"))
            heading.urgency = "HỎA TỐC";
        before = letters;
    }
}

void set_type(const DocumentType& type, Heading& heading)
{
    heading.type_code = utf8(type.code);
    heading.type_name = utf8(type.name);
}

// The symbol's type, but where it may mean several, or was only guessed, the name above the subject.
void decide_type(const heading::SymbolType& symbol, const heading::Subject& subject, Heading& heading)
{
    const bool by_name = subject.type && (!symbol.type || symbol.certainty != Certainty::said);
    if (by_name)
        set_type(*subject.type, heading);
    else if (symbol.type)
        set_type(*symbol.type, heading);
    heading.normative = symbol.year && (heading.type_code == "NQ" || heading.type_code == "QĐ");
}

Heading read(const Lines& head)
{
    Heading heading;
    heading::SymbolType symbol;
    if (const auto number = heading::find_number(head)) {
        if (!number->blank) heading.full_number = utf8(number->text);
        symbol = heading::type_of_symbol(*number);
    }
    const bool beside = head.columns && read_place_and_day(joined(head, Side::right), true, heading);
    if (!beside) read_place_and_day(joined(head, {}), false, heading);
    const Text issuer = heading::read_issuer(head);
    heading.issuer = utf8(issuer);
    if (issuer.empty()) heading.issuer = utf8(heading::issuer_of_symbol(normalised(heading.full_number)));
    const heading::Subject subject = heading::read_subject(head, issuer);
    heading.subject = utf8(subject.text);
    decide_type(symbol, subject, heading);
    read_session(upper(running(joined(head, {}))), heading);
    read_marks(head, heading);
    return heading;
}

constexpr const char* unreadable_remark =
    "chữ đọc ra không phải tiếng Việt (nhận dạng hỏng, phông chữ cũ hoặc tiếng nước ngoài), nên tên "
    "và cơ quan ban hành để trống, hãy nhập tay";

}  // namespace

Heading parse_heading(std::string_view first_page)
{
    if (const auto words = heading::words_of_layout(first_page); !words.empty()) return parse_heading(words);
    return read(heading::lines_of_text(first_page));
}

Heading parse_heading(const std::vector<PageWord>& words)
{
    const Lines head = heading::lines_of_words(words);
    Heading heading = read(head);
    if (is_plausible_page(joined(head, {}))) return heading;
    // A number and its day are still themselves where they were read; words are not.
    Heading sure;
    if (!heading.full_number.empty()) {
        sure.full_number = heading.full_number;
        sure.type_code = heading.type_code;
        sure.type_name = heading.type_name;
        sure.normative = heading.normative;
        sure.issued_on = heading.issued_on;
        sure.issuer = utf8(heading::issuer_of_symbol(normalised(heading.full_number)));
    }
    sure.remarks = {unreadable_remark};
    return sure;
}

std::string head_columns(const std::vector<PageWord>& first_page)
{
    const Lines head = heading::lines_of_words(first_page);
    if (!head.columns) return {};
    return utf8(joined(head, Side::above) + joined(head, Side::left) + joined(head, Side::right));
}

bool read_certification(std::string_view page, Heading& heading)
{
    const Text text = normalised(page);
    const auto number = heading::find_consolidated_number(text);
    if (!number) return false;
    heading.full_number = utf8(number->text);
    heading.normative = false;
    if (const auto type = heading::type_of_symbol(*number).type) set_type(*type, heading);
    Heading certified;
    constexpr std::size_t near = 400;
    const std::size_t at = text.find(U"/VBHN-");
    const std::size_t from = at - std::min(at, near);
    if (!read_place_and_day(View(text).substr(from, 2 * near), false, certified)) return true;
    heading.place = certified.place;
    heading.issued_on = certified.issued_on;
    return true;
}

std::string normalise_vietnamese(std::string_view text)
{
    return utf8(normalised(text));
}

}  // namespace chamber
