#include "storage/text/ascii_name.hpp"

#include "protocol/heading.hpp"
#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

namespace chamber::storage {
namespace {

// A letter or digit without its marks, a full stop; '-' for anything else, a stray byte among it.
char take_plain(std::string_view& text)
{
    char32_t c = 0;
    if (!take_code_point(text, c)) return '-';
    c = vietnamese::base_letter(c);
    return c < 0x80 && (std::isalnum(static_cast<int>(c)) != 0 || c == U'.') ? static_cast<char>(c) : '-';
}

int roman_digit(char c)
{
    switch (c) {
    case 'I': return 1;
    case 'V': return 5;
    case 'X': return 10;
    case 'L': return 50;
    default: return 0;
    }
}

// 0 when it is no roman number.
int roman(std::string_view word)
{
    int value = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const int digit = roman_digit(word[i]);
        if (digit == 0) return 0;
        const int next = i + 1 < word.size() ? roman_digit(word[i + 1]) : 0;
        value += digit < next ? -digit : digit;
    }
    return value;
}

std::string trimmed(std::string text)
{
    while (!text.empty() && (text.back() == '-' || text.back() == '.')) text.pop_back();
    const auto from = text.find_first_not_of("-.");
    return from == std::string::npos ? std::string() : text.substr(from);
}

}  // namespace

std::string ascii_name(std::string_view vietnamese, std::size_t chars_max)
{
    const auto composed = normalise_vietnamese(vietnamese);
    std::string_view rest = composed;
    std::string name;
    while (!rest.empty()) {
        const char letter = take_plain(rest);
        // Two dots in a row look like a way out of the folder, two dashes like nothing at all.
        if ((letter == '-' || letter == '.') && !name.empty() && (name.back() == '-' || name.back() == '.')) continue;
        name += letter;
    }
    name = trimmed(std::move(name));
    if (name.size() > chars_max) {
        const auto dash = name.rfind('-', chars_max);
        name = trimmed(name.substr(0, dash == std::string::npos || dash == 0 ? chars_max : dash));
    }
    return name.empty() ? "khong-ten" : name;
}

std::string lower_ascii(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return text;
}

std::string term_number(std::string_view term_name)
{
    const auto name = ascii_name(term_name, 60);
    std::string_view rest = name;
    while (!rest.empty()) {
        const auto dash = rest.find('-');
        const auto word = rest.substr(0, dash);
        if (!word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; }))
            return std::string(word);
        if (const int value = roman(word); value > 0) return std::to_string(value);
        if (dash == std::string_view::npos) break;
        rest.remove_prefix(dash + 1);
    }
    return name;
}

}  // namespace chamber::storage
