#include "protocol/heading_number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace chamber::heading {
namespace {

using namespace vietnamese;

bool is_symbol(char32_t c)
{
    return is_letter(c) || is_digit(c) || c == U'-' || c == U'/' || c == U'&';
}

bool is_blank_of(char32_t c)
{
    return c == U' ' || c == U'.' || c == U'…' || c == U'_';
}

void skip_blanks(View line, std::size_t& i)
{
    while (i < line.size() && is_blank_of(line[i])) ++i;
}

// "12", "66.19", "12a", "35-HD": up to the slash.
Text take_number(View line, std::size_t& i)
{
    Text number;
    while (i < line.size() && line[i] != U'/') {
        const bool dot = line[i] == U'.' && !number.empty() && is_digit(number.back()) && i + 1 < line.size() &&
                         is_digit(line[i + 1]);
        if (!dot && !is_symbol(line[i])) break;
        number += line[i++];
    }
    return number;
}

// Letters, digits and hyphens behind the slash; a symbol broken after its hyphen or slash goes on behind the space.
void take_symbol(View line, std::size_t& i, Text& number)
{
    for (bool goes_on = true; goes_on; i += goes_on ? 1 : 0) {
        while (i < line.size() && is_symbol(line[i])) number += line[i++];
        goes_on = (number.back() == U'-' || number.back() == U'/') && i + 1 < line.size() && line[i] == U' ' &&
                  (is_upper(line[i + 1]) || is_digit(line[i + 1]));
    }
}

// "25/BC - UBND", where nothing else of a symbol has come yet.
void take_spaced_group(View line, std::size_t& i, Text& number)
{
    const auto slash = number.rfind(U'/');
    if (number.find(U'-', slash) != Text::npos || !starts(line.substr(i), U" - ") || i + 3 >= line.size() ||
        !is_upper(line[i + 3]))
        return;
    std::size_t end = i + 3;
    while (end < line.size() && is_upper(line[end])) ++end;
    if (end - i - 3 < 2) return;
    number += U'-';
    number += line.substr(i + 3, end - i - 3);
    i = end;
}

// At `at` stands "Số". Reads "[:] digits [-letters] / SYMBOL", spaces allowed where pages break lines.
std::optional<Number> number_at(View line, std::size_t at)
{
    std::size_t i = at + 2;
    skip_blanks(line, i);
    const bool colon = i < line.size() && line[i] == U':';
    const bool opens_line = at == 0 || line[at - 1] == U'\n';
    if (!colon && !(opens_line && line[at] == U'S')) return {};
    i += colon ? 1 : 0;
    skip_blanks(line, i);
    Number found;
    found.text = take_number(line, i);
    // "Số:   -QĐ/TU": the Party's symbol before it has a number.
    const bool party_blank =
        !found.text.empty() && found.text[0] == U'-' && found.text.size() > 2 && is_upper(found.text[1]);
    if (!found.text.empty() && !is_digit(found.text[0]) && !party_blank) return {};
    skip_blanks(line, i);
    // "Số: 35 -QĐ/TU", where the number was stamped.
    if (i + 1 < line.size() && line[i] == U'-' && is_upper(line[i + 1]) && !found.text.empty())
        found.text += take_number(line, i);
    if (i >= line.size() || line[i] != U'/') return {};
    found.blank = found.text.empty() || party_blank;
    found.text += line[i++];
    if (i < line.size() && line[i] == U' ' && i + 1 < line.size() && (is_upper(line[i + 1]) || is_digit(line[i + 1])))
        ++i;
    take_symbol(line, i, found.text);
    if (found.text.back() != U'/') take_spaced_group(line, i, found.text);
    while (!found.text.empty() && found.text.back() == U'-') found.text.pop_back();
    if (found.text.empty() || found.text.back() == U'/') return {};
    return found;
}

std::optional<Number> number_in(View line)
{
    for (std::size_t at = 0; at + 2 < line.size(); ++at) {
        if (upper(line[at]) != U'S' || upper(line[at + 1]) != U'Ố' || is_letter(line[at + 2]) ||
            (at > 0 && is_letter(line[at - 1])))
            continue;
        auto number = number_at(line, at);
        if (!number) continue;
        View before = line.substr(0, at);
        before.remove_prefix(before.rfind(U'\n') + 1);  // npos + 1 is 0
        number->before = Text(trimmed(before));
        return number;
    }
    return {};
}

// Line breaks become spaces, except before "Số", where the start of a line is a sign.
void append(Text& all, const Text& line)
{
    if (!all.empty()) all += starts(line, U"Số") ? U'\n' : U' ';
    all += line;
}

}  // namespace

std::optional<Number> find_number(const Lines& head)
{
    Text left, above_type;
    bool below_type = false;
    for (const Line& line : head.lines) {
        if (line.side == Side::left) append(left, line.text);
        const bool body = starts(line.text, U"Căn cứ") || starts(line.text, U"Kính gửi");
        below_type = below_type || body ||
                     (line.side != Side::left && read_type_line(head.legacy ? upper(line.text) : line.text));
        if (!below_type && line.side != Side::right) append(above_type, line.text);
    }
    if (head.columns)
        if (auto number = number_in(left)) return number;
    return number_in(above_type);
}

std::optional<Number> find_consolidated_number(View page)
{
    constexpr View symbol = U"/VBHN-";
    constexpr std::size_t chars_before = 40;
    for (std::size_t at = page.find(symbol); at != View::npos; at = page.find(symbol, at + 1)) {
        const std::size_t from = at - std::min(at, chars_before);
        auto number = number_in(running(page.substr(from, at - from + chars_before)));
        if (number && !number->blank && number->text.find(symbol) != Text::npos) return number;
    }
    return {};
}

View notation_of(View number)
{
    const auto slash = number.find(U'/');
    const auto hyphen = number.find(U'-');
    const auto end = std::min(slash, hyphen);
    return end == View::npos ? View() : number.substr(end + 1);
}

SymbolType type_of_symbol(const Number& number)
{
    SymbolType found;
    // The groups between slashes and hyphens; the first that names a type decides ("35-HD/VPTW" is the Party's order).
    Text group;
    std::size_t groups = 0;
    for (const char32_t c : number.text + U"/") {
        if (c != U'/' && c != U'-') {
            group += c;
            continue;
        }
        found.year =
            found.year || (groups > 0 && group.size() == 4 && std::all_of(group.begin(), group.end(), is_digit));
        if (!found.type && groups <= (found.year ? 2U : 1U)) found.type = type_by_code(group);
        ++groups;
        group.clear();
    }
    if (found.type) {
        // QĐ is Quy định at the Party, TT is thông tư, thông tri and now and then tờ trình.
        constexpr std::array<View, 4> several = {U"QĐ", U"TT", U"CT", U"KL"};
        found.certainty = std::find(several.begin(), several.end(), found.type->code) != several.end()
                              ? Certainty::ambiguous
                              : Certainty::said;
        return found;
    }
    if (const DocumentType* named = type_named_at_end(number.before)) {
        found.type = named;
        found.certainty = Certainty::said;
    } else if (!found.year) {
        found.type = type_by_code(U"CV");
    }
    return found;
}

}  // namespace chamber::heading
