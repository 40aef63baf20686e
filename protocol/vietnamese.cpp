// Composition and spelling of Vietnamese with one small table; everything else passes through.
#include "protocol/vietnamese.hpp"

#include "protocol/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace chamber::vietnamese {
namespace {

// Vowels by tone: none, grave, acute, tilde, hook, dot. Rows come in pairs: lower case, upper case.
constexpr std::array<View, 24> vowels = {U"aàáãảạ", U"AÀÁÃẢẠ", U"ăằắẵẳặ", U"ĂẰẮẴẲẶ", U"âầấẫẩậ", U"ÂẦẤẪẨẬ",
                                         U"eèéẽẻẹ", U"EÈÉẼẺẸ", U"êềếễểệ", U"ÊỀẾỄỂỆ", U"iìíĩỉị", U"IÌÍĨỈỊ",
                                         U"oòóõỏọ", U"OÒÓÕỎỌ", U"ôồốỗổộ", U"ÔỒỐỖỔỘ", U"ơờớỡởợ", U"ƠỜỚỠỞỢ",
                                         U"uùúũủụ", U"UÙÚŨỦỤ", U"ưừứữửự", U"ƯỪỨỮỬỰ", U"yỳýỹỷỵ", U"YỲÝỸỶỴ"};

struct Vowel {
    std::size_t row = vowels.size();
    std::size_t tone = 0;
    explicit operator bool() const { return row < vowels.size(); }
};

Vowel vowel_of(char32_t c)
{
    for (std::size_t row = 0; row < vowels.size(); ++row) {
        if (const auto tone = vowels[row].find(c); tone != View::npos) return {row, tone};
    }
    return {};
}

}  // namespace

bool is_letter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0x2000);
}

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

char32_t upper(char32_t c)
{
    if (c >= U'a' && c <= U'z') return c - 32;
    if (c == U'đ') return U'Đ';
    if (const auto vowel = vowel_of(c); vowel) return vowels[vowel.row | 1U][vowel.tone];
    return c;
}

Text upper(View text)
{
    Text result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char32_t c) { return upper(c); });
    return result;
}

char32_t lower(char32_t c)
{
    if (c >= U'A' && c <= U'Z') return c + 32;
    if (c == U'Đ') return U'đ';
    if (const auto vowel = vowel_of(c); vowel) return vowels[vowel.row & ~std::size_t{1}][vowel.tone];
    return c;
}

Text lower(View text)
{
    Text result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char32_t c) { return lower(c); });
    return result;
}

bool is_upper(char32_t c)
{
    return is_letter(c) && upper(c) == c;
}

std::size_t tone_of(char32_t c)
{
    return vowel_of(c).tone;
}

char32_t without_tone(char32_t c)
{
    const auto vowel = vowel_of(c);
    return vowel ? vowels[vowel.row][0] : c;
}

char32_t base_letter(char32_t c)
{
    if (c == U'đ') return U'd';
    if (c == U'Đ') return U'D';
    constexpr View bases = U"aAaAaAeEeEiIoOoOoOuUuUyY";
    const auto vowel = vowel_of(c);
    return vowel ? bases[vowel.row] : c;
}

bool takes_marks(char32_t c)
{
    return c == U'đ' || c == U'Đ' || vowel_of(c);
}

bool starts(View text, View with)
{
    return text.substr(0, with.size()) == with;
}

bool ends(View text, View with)
{
    return text.size() >= with.size() && text.substr(text.size() - with.size()) == with;
}

View trimmed(View text)
{
    while (!text.empty() && (text.front() == U' ' || text.front() == U'\n')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == U' ' || text.back() == U'\n')) text.remove_suffix(1);
    return text;
}

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

std::vector<View> words_of(View line)
{
    std::vector<View> words;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(U' ', at), line.size());
        if (end > at) words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

Text letters_of(View text)
{
    Text letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters),
                 [](char32_t c) { return is_letter(c) || is_digit(c); });
    return letters;
}

namespace {

// One spelling for what looks alike; 0: nothing to see, or what steers (control, bidi, zero width, soft hyphen).
char32_t plain(char32_t c)
{
    if (c == U'\n' || c == U'\f' || c == 0x2028 || c == 0x2029) return U'\n';
    if (c == U'\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
        return U' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D) return U'-';
    if (c == 0xD0) return U'Đ';
    if (c == 0xF0) return U'đ';
    return character_kind(c) == CharacterKind::plain ? c : 0;
}

// Joins a combining mark to the vowel before it. Any order of marks works: the vowel keeps its tone when its shape
// changes.
bool join_mark(Text& text, char32_t mark)
{
    if (text.empty()) return false;
    auto vowel = vowel_of(text.back());
    if (!vowel) return false;
    constexpr View tones = U"\u0300\u0301\u0303\u0309\u0323";
    const View base = vowels[vowel.row].substr(0, 1);
    View shaped;
    if (const auto tone = tones.find(mark); tone != View::npos) {
        if (vowel.tone != 0) return false;
        vowel.tone = tone + 1;
    } else if (const auto from = View(U"aAeEoO").find(base); mark == 0x302 && from != View::npos) {
        shaped = View(U"âÂêÊôÔ").substr(from, 1);
    } else if (const auto breve = View(U"aA").find(base); mark == 0x306 && breve != View::npos) {
        shaped = View(U"ăĂ").substr(breve, 1);
    } else if (const auto horn = View(U"oOuU").find(base); mark == 0x31B && horn != View::npos) {
        shaped = View(U"ơƠưƯ").substr(horn, 1);
    } else {
        return false;
    }
    if (!shaped.empty()) vowel.row = vowel_of(shaped[0]).row;
    text.back() = vowels[vowel.row][vowel.tone];
    return true;
}

// Uỷ → Ủy, khoá → khóa: only at the end of a syllable (toán keeps its place) and never after q (quý).
void fold_tone_places(Text& text)
{
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i + 1] < 0xC0 || (i + 2 < text.size() && is_letter(text[i + 2]))) continue;
        if (i > 0 && upper(text[i - 1]) == U'Q') continue;
        const auto first = vowel_of(text[i]);
        const auto second = vowel_of(text[i + 1]);
        if (!first || !second || first.tone != 0 || second.tone == 0) continue;
        const char32_t lead = upper(text[i]);
        const char32_t follow = upper(vowels[second.row][0]);
        const bool pair = (lead == U'O' && (follow == U'A' || follow == U'E')) || (lead == U'U' && follow == U'Y');
        if (!pair) continue;
        text[i] = vowels[first.row][second.tone];
        text[i + 1] = vowels[second.row][0];
    }
}

}  // namespace

std::string utf8(View text)
{
    std::string result;
    const auto put = [&](char32_t value) { result += static_cast<char>(value); };
    for (const char32_t c : text) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
        } else {
            put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
        }
    }
    return result;
}

Text code_points(std::string_view bytes)
{
    Text text;
    char32_t c = 0;
    while (!bytes.empty())
        if (take_code_point(bytes, c) && c != 0) text += c;
    return text;
}

Text normalised(std::string_view bytes)
{
    Text text;
    char32_t read = 0;
    while (!bytes.empty()) {
        if (!take_code_point(bytes, read)) continue;
        const char32_t c = plain(read);
        if (c != 0 && !join_mark(text, c)) text += c;
    }
    fold_tone_places(text);
    return text;
}

}  // namespace chamber::vietnamese
