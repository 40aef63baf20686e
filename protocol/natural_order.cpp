#include "protocol/natural_order.hpp"

#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace chamber {
namespace {

using vietnamese::Text;
using vietnamese::View;

// The alphabet in capitals, each letter with its tones in dictionary order (none, grave, hook, tilde, acute, dot).
constexpr std::array alphabet = std::to_array<View>(
    {U"AÀẢÃÁẠ", U"ĂẰẲẴẮẶ", U"ÂẦẨẪẤẬ", U"B", U"C",      U"D",      U"Đ", U"EÈẺẼÉẸ", U"ÊỀỂỄẾỆ", U"F",      U"G",
     U"H",      U"IÌỈĨÍỊ", U"J",      U"K", U"L",      U"M",      U"N", U"OÒỎÕÓỌ", U"ÔỒỔỖỐỘ", U"ƠỜỞỠỚỢ", U"P",
     U"Q",      U"R",      U"S",      U"T", U"UÙỦŨÚỤ", U"ƯỪỬỮỨỰ", U"V", U"W",      U"X",      U"YỲỶỸÝỴ", U"Z"});

struct Rank {
    std::uint32_t letter = 0;
    std::uint32_t tone = 0;
};

// Marks and spaces before letters, letters of other scripts behind them.
Rank rank_of(char32_t c)
{
    const char32_t capital = vietnamese::upper(c);
    for (std::uint32_t at = 0; at < alphabet.size(); ++at)
        if (const auto tone = alphabet[at].find(capital); tone != View::npos)
            return {0x100 + at, static_cast<std::uint32_t>(tone)};
    return {capital < 0x80 ? static_cast<std::uint32_t>(capital) : 0x10000 + static_cast<std::uint32_t>(capital), 0};
}

// A number, or one character.
struct LetterRun {
    bool is_number = false;
    Text digits;  // without leading zeros
    Rank rank;
};

std::uint32_t roman_value(View word)
{
    constexpr std::array<std::uint32_t, 7> values = {50, 40, 10, 9, 5, 4, 1};
    constexpr std::array<View, 7> signs = {U"L", U"XL", U"X", U"IX", U"V", U"IV", U"I"};
    constexpr std::array<std::size_t, 7> times = {1, 1, 3, 1, 1, 1, 3};
    std::uint32_t value = 0;
    for (std::size_t at = 0; at < signs.size(); ++at)
        for (std::size_t time = 0; time < times[at] && word.starts_with(signs[at]); ++time) {
            value += values[at];
            word.remove_prefix(signs[at].size());
        }
    return word.empty() ? value : 0;
}

Text spelled(std::uint32_t number)
{
    Text digits;
    for (; number > 0; number /= 10) digits.insert(digits.begin(), static_cast<char32_t>(U'0' + number % 10));
    return digits;
}

// A Roman number stands by itself: "IV.2", "Tổ IV", never the row of a seat ("I1").
View roman_at(View text, std::size_t at)
{
    if (at > 0 && (vietnamese::is_letter(text[at - 1]) || vietnamese::is_digit(text[at - 1]))) return {};
    std::size_t end = at;
    while (end < text.size() && vietnamese::is_letter(text[end])) ++end;
    if (end < text.size() && vietnamese::is_digit(text[end])) return {};
    const View word = text.substr(at, end - at);
    return roman_value(word) > 0 ? word : View{};
}

std::vector<LetterRun> pieces_of(View text)
{
    std::vector<LetterRun> pieces;
    for (std::size_t at = 0; at < text.size();) {
        LetterRun piece;
        if (vietnamese::is_digit(text[at])) {
            piece.is_number = true;
            for (; at < text.size() && vietnamese::is_digit(text[at]); ++at)
                if (text[at] != U'0' || !piece.digits.empty()) piece.digits += text[at];
        } else if (const View roman = roman_at(text, at); !roman.empty()) {
            piece.is_number = true;
            piece.digits = spelled(roman_value(roman));
            at += roman.size();
        } else {
            piece.rank = rank_of(text[at++]);
        }
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

// Numbers before everything else.
std::strong_ordering compare(const LetterRun& a, const LetterRun& b)
{
    if (a.is_number != b.is_number) return a.is_number ? std::strong_ordering::less : std::strong_ordering::greater;
    if (!a.is_number) return a.rank.letter <=> b.rank.letter;
    if (const auto longer = a.digits.size() <=> b.digits.size(); longer != 0) return longer;
    return a.digits.compare(b.digits) <=> 0;
}

}  // namespace

std::strong_ordering natural_order(std::string_view a, std::string_view b)
{
    const std::vector<LetterRun> left = pieces_of(vietnamese::normalised(a));
    const std::vector<LetterRun> right = pieces_of(vietnamese::normalised(b));
    const std::size_t both = std::min(left.size(), right.size());
    for (std::size_t at = 0; at < both; ++at)
        if (const auto order = compare(left[at], right[at]); order != 0) return order;
    if (const auto order = left.size() <=> right.size(); order != 0) return order;
    for (std::size_t at = 0; at < both; ++at)
        if (const auto order = left[at].rank.tone <=> right[at].rank.tone; order != 0) return order;
    return a.compare(b) <=> 0;
}

}  // namespace chamber
