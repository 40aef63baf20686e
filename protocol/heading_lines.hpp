// The lines of a first page, in the order in which its head is read: what stands above, the left column (issuer,
// number), the right column (national title, place and day), and the rest from top to bottom.
//
//   words ─▶ rows ─▶ the row that says CỘNG HÒA XÃ HỘI … (or ĐẢNG CỘNG SẢN …) ─▶ the edge between the columns ─▶ lines
//
// What the office stamps on later (a number, a day, a signature) is drawn behind all other text and stands among it:
// here it takes the place where it is seen. Words of a signature's appearance are left out, but for digits, which may
// be the number or the day. Internal to heading.cpp.
#pragma once

#include "protocol/page_words.hpp"
#include "protocol/vietnamese.hpp"

#include <string_view>
#include <vector>

namespace chamber::heading {

using vietnamese::Text;
using vietnamese::View;

enum class Side { unknown, above, left, right, middle };

struct Line {
    Text text;  // running; empty: a gap
    Side side = Side::unknown;
    bool bold = false;
};

struct Lines {
    std::vector<Line> lines;
    bool columns = false;  // a national title was found, so that sides are known
    bool legacy = false;   // letters of an old font: capitals may have come out small
};

// Of text without positions: every line in its order.
Lines lines_of_text(std::string_view text);

Lines lines_of_words(const std::vector<PageWord>& words);

}  // namespace chamber::heading
