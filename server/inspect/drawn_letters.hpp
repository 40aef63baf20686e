// What somebody reads in a field's appearance: its letters as they lie there, which of them can be seen, and what is
// drawn beside them.
//
// A letter is seen when it is neither clipped away nor transparent, nor tiny, nor of its ground's brightness, nor
// painted over later. Not a renderer: shapes of letters are taken from the font's encoding, colours are brightness.
// Units: pt of the form's own space. Internal to the comparison of forms.
#pragma once

#include "server/inspect/font_letters.hpp"
#include "server/inspect/geometry.hpp"
#include "server/inspect/object_values.hpp"
#include "server/inspect/page_fonts.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace chamber::inspect {

struct FaceOfFont : Font {
    FontLetters letters;
};

// How much may still be read, for all appearances of one comparison, and the fonts that were.
struct LookBudget {
    std::size_t operators = 2'000'000;
    std::size_t letters = 200'000;
    std::size_t fonts = 500;
    std::map<std::pair<QPDF*, QPDFObjGen>, std::shared_ptr<const FaceOfFont>> faces;

    // Null when too many were read.
    std::shared_ptr<const FaceOfFont> face_of(Object font);
};

struct DrawnLook {
    std::string in_stream_order;  // every letter, UTF-8 without blanks
    std::string seen;             // what can be seen, line by line from the left
    double letter_height = 0;     // the mean of what is seen, on the page
    bool readable = true;         // false: a letter's font does not tell which it is
    bool complete = true;         // false: too much, unreadable, or drawn with what cannot be told (shadings, blending)
    std::size_t shapes = 0;       // outlines that are neither the ground nor a frame
    std::multiset<std::string> outlines;  // those, to be found again in another appearance
    std::vector<Object> fonts;
    std::vector<Object> pictures;
};

// `place`: of the form's own space on the page.
DrawnLook read_drawn_look(Object form, const Matrix& place, LookBudget& budget);

}  // namespace chamber::inspect
