#include "storage/text/escapes.hpp"

#include "protocol/text.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr auto all = std::string::npos;

bool may_begin_formula(char32_t c)
{
    constexpr std::u32string_view beginnings = U"=+-@|%\u2212";
    return beginnings.find(plain_form(c)) != std::u32string_view::npos;
}

// Whether the first character that is no blank and no quote could begin a formula.
bool begins_like_formula(std::string_view text)
{
    while (!text.empty()) {
        char32_t c = 0;
        if (!take_code_point(text, c)) return false;
        if (is_space(c) || character_kind(c) != CharacterKind::plain || c == U'"' || c == U'\'') continue;
        return may_begin_formula(c);
    }
    return false;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// "-5", "+7,5 %", "+84 912 345 678": a sign and digits with what parts them. Nothing in it can be computed.
bool is_signed_numeral(std::string_view text)
{
    if (text.size() < 2 || (text[0] != '-' && text[0] != '+') || !is_digit(text[1])) return false;
    text.remove_prefix(2);
    if (text.ends_with('%')) text.remove_suffix(1);
    return std::ranges::all_of(text, [](char c) { return is_digit(c) || c == ' ' || c == '.' || c == ','; });
}

}  // namespace

Markup operator+(Markup left, const Markup& right)
{
    left += right;
    return left;
}

Markup operator+(Markup left, Literal right)
{
    left += right;
    return left;
}

Markup operator+(Literal left, const Markup& right)
{
    return Markup(left) + right;
}

Markup escaped(std::string_view text)
{
    Markup markup;
    for (const char c : cleaned_text(text, all, Lines::many)) {
        switch (c) {
        case '&': markup.text_ += "&amp;"; break;
        case '<': markup.text_ += "&lt;"; break;
        case '>': markup.text_ += "&gt;"; break;
        case '"': markup.text_ += "&quot;"; break;
        default: markup.text_ += c;
        }
    }
    return markup;
}

std::string escape_markup(std::string_view text)
{
    return escaped(text).text();
}

std::string inert_cell(std::string_view text)
{
    std::string cell;
    const std::string clean = cleaned_text(text, all, Lines::many);
    if (is_signed_numeral(clean)) return clean;
    std::string_view rest = clean;
    while (true) {
        if (begins_like_formula(rest)) cell += '\'';
        const auto end = rest.find_first_of(";\n\t");
        if (end == std::string_view::npos) break;
        cell += rest.substr(0, end + 1);
        rest.remove_prefix(end + 1);
    }
    cell += rest;
    return cell;
}

std::string csv_cell(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : inert_cell(text)) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string one_line(std::string_view text)
{
    return cleaned_text(text, all);
}

}  // namespace chamber::storage
