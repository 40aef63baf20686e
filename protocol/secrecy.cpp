#include "protocol/secrecy.hpp"

#include "protocol/document_types.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <vector>

namespace chamber {
namespace {

using namespace vietnamese;

constexpr std::size_t repeated_min = 3;  // one page has one stamp; a column of a register has many

struct Marking {
    std::size_t line = 0;
    View word;
};

// A stamp may be framed or letter-spaced; a sentence has other letters.
View marking_of(const Text& line)
{
    const Text letters = letters_of(line);
    if (letters == U"MẬT") return U"MẬT";
    if (letters == U"TỐIMẬT") return U"TỐI MẬT";
    if (letters == U"TUYỆTMẬT") return U"TUYỆT MẬT";
    return {};
}

template <std::size_t N>
bool one_of(View word, const std::array<View, N>& words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

// "HUYỆN VĨNH BẢO" is a place, and a stamp may stand below it.
bool names_a_place(const std::vector<View>& words)
{
    constexpr std::array<View, 13> units = {U"XÃ", U"PHƯỜNG", U"HUYỆN", U"QUẬN", U"TỈNH", U"THỊ", U"PHỐ",
                                            U"ẤP", U"THÔN",   U"BẢN",   U"LÀNG", U"KHU",  U"VĨNH"};
    return std::any_of(words.begin(), words.end(), [&](View word) { return one_of(word, units); });
}

const Text* neighbour(const std::vector<Text>& lines, std::size_t at, std::ptrdiff_t step)
{
    for (auto i = static_cast<std::ptrdiff_t>(at) + step; i >= 0 && i < static_cast<std::ptrdiff_t>(lines.size());
         i += step)
        if (!lines[static_cast<std::size_t>(i)].empty()) return &lines[static_cast<std::size_t>(i)];
    return nullptr;
}

View bare(View word)
{
    while (!word.empty() && !is_letter(word.back())) word.remove_suffix(1);
    while (!word.empty() && !is_letter(word.front())) word.remove_prefix(1);
    return word;
}

// bảo mật, bí mật, độ mật, mật khẩu, mật mã, mật độ, over two lines.
bool is_half_a_word(const std::vector<Text>& lines, const Marking& marking)
{
    constexpr std::array<View, 3> before = {U"BẢO", U"BÍ", U"ĐỘ"};
    constexpr std::array<View, 4> behind = {U"KHẨU", U"MÃ", U"ĐỘ", U"ONG"};
    if (marking.word != U"MẬT" || lines[marking.line] != U"MẬT") return false;
    if (const Text* above = neighbour(lines, marking.line, -1)) {
        const auto words = words_of(*above);
        if (one_of(bare(words.back()), before) && !names_a_place(words)) return true;
    }
    const Text* below = neighbour(lines, marking.line, 1);
    return below && one_of(bare(words_of(*below).front()), behind);
}

// The line of the type's name, where the page has a head above it; 0: it has none.
std::size_t head_end(const std::vector<Text>& lines)
{
    bool head = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Text capitals = upper(lines[i]);
        const bool opens = starts(lines[i], U"Kính gửi") || starts(lines[i], U"Căn cứ") || read_type_line(lines[i]);
        if (opens) return head ? i : 0;
        head = head || starts(capitals, U"SỐ:") || capitals.find(U"CỘNG HÒA XÃ HỘI") != Text::npos ||
               capitals.find(U"ĐẢNG CỘNG SẢN") != Text::npos;
    }
    return 0;
}

}  // namespace

std::optional<std::string> secrecy_marking(std::string_view page_text)
{
    const std::vector<Text> lines = lines_of(normalised(page_text));
    std::vector<Marking> markings;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (const View word = marking_of(lines[i]); !word.empty()) markings.push_back({i, word});
    std::erase_if(markings, [&](const Marking& marking) { return is_half_a_word(lines, marking); });
    if (markings.empty()) return {};
    std::set<View> levels;
    for (const Marking& marking : markings) levels.insert(marking.word);
    const bool list = levels.size() > 1 || markings.size() >= repeated_min;
    if (list && markings.front().line >= head_end(lines)) return {};
    return utf8(markings.front().word);
}

}  // namespace chamber
