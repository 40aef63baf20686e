// The words of a page where they stand, as a reader of the page sees them. The inspector tells those of page 1.
//
// Units: points, origin top left, y down, the page turned as it is shown.
#pragma once

#include <boost/describe.hpp>

#include <cstddef>
#include <string>

namespace chamber {

inline constexpr std::size_t page_words_max = 1'000;  // a head is at the top
inline constexpr std::size_t page_word_bytes_max = 200;
inline constexpr double page_place_pt_max = 1e7;

struct PageWord {
    std::string text;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    bool bold = false;
    bool stamp = false;  // drawn by a signature's appearance, not by the page
};
BOOST_DESCRIBE_STRUCT(PageWord, (), (text, left, top, right, bottom, bold, stamp))

}  // namespace chamber
