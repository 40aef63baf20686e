#include "protocol/heading_layout.hpp"

#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>

namespace chamber::heading {
namespace {

using namespace vietnamese;

constexpr double letter_pt = 5, line_pt = 12, height_pt = 10;
constexpr std::size_t lines_max = 80;

struct Placed {
    Text text;
    std::size_t column = 0;
};

// Letters as they are composed, so that a mark of its own takes no room.
Text composed(std::string_view line)
{
    // Spaces are what is counted here: normalised() would make one of many, so each stays by itself.
    Text points;
    for (const char32_t c : code_points(line)) {
        if (c == U'\t')
            points.append(8 - points.size() % 8, U' ');
        else
            points += c == 0xA0 ? U' ' : c;
    }
    return points;
}

std::vector<Placed> words_of_line(std::string_view line)
{
    const Text points = composed(line);
    std::vector<Placed> words;
    for (std::size_t i = 0; i < points.size();) {
        if (points[i] == U' ') {
            ++i;
            continue;
        }
        const std::size_t end = std::min(points.find(U' ', i), points.size());
        words.push_back({points.substr(i, end - i), i});
        i = end;
    }
    return words;
}

// The national title with something else before it on its line, apart from it.
bool has_columns(const std::vector<Placed>& words)
{
    constexpr std::array<View, 2> titles = {U"CỘNG", U"ĐẢNG"};
    for (std::size_t i = 1; i < words.size(); ++i) {
        const Placed& before = words[i - 1];
        const bool apart = words[i].column >= before.column + before.text.size() + 2;
        if (!apart || std::find(titles.begin(), titles.end(), upper(normalised(utf8(words[i].text)))) == titles.end())
            continue;
        Text rest;
        for (std::size_t j = i; j < words.size(); ++j) rest += upper(normalised(utf8(words[j].text)));
        if (starts(rest, U"CỘNGHÒAXÃHỘI") || starts(rest, U"ĐẢNGCỘNGSẢNVIỆT")) return true;
    }
    return false;
}

}  // namespace

std::vector<PageWord> words_of_layout(std::string_view text)
{
    std::vector<PageWord> words;
    bool columns = false;
    std::size_t line = 0;
    for (std::size_t at = 0; at < text.size() && line < lines_max && words.size() < page_words_max; ++line) {
        const std::size_t end = std::min(text.find_first_of("\n\f", at), text.size());
        std::string_view one = text.substr(at, end - at);
        if (one.ends_with('\r')) one.remove_suffix(1);
        const std::vector<Placed> placed = words_of_line(one);
        columns = columns || has_columns(placed);
        const double top = line_pt * static_cast<double>(line);
        for (const Placed& word : placed) {
            const double left = letter_pt * static_cast<double>(word.column);
            const double right = left + letter_pt * static_cast<double>(word.text.size());
            words.push_back({utf8(word.text), left, top, right, top + height_pt});
        }
        at = end + 1;
    }
    if (!columns) words.clear();
    return words;
}

}  // namespace chamber::heading
