// What a content stream puts on its page, roughly: where glyphs stand, and what is painted over how densely.
//
// Not a renderer: no clips, no shapes of letters, colours only as far as they tell what shows through. Enough to answer
// "does this appearance hide that text", and where it cannot tell (shadings, pictures it cannot decode, words that
// readers take differently) it takes the paint for opaque. Internal to the cover test.
#pragma once

#include "server/inspect/geometry.hpp"
#include "server/inspect/graphics_state.hpp"
#include "server/inspect/object_values.hpp"
#include "server/inspect/picture_samples.hpp"

#include <cstdint>
#include <vector>

namespace chamber::inspect {

// A letter that says something: no blank, and none of the dots and dashes of a line to write on.
struct Glyph {
    Box box;
    Box core;          // where every letter has ink: between its line and the height of an x
    double em = 0;     // pt
    double width = 0;  // of an em
    Colour colour = black;
    bool visible = true;  // false: the text layer behind a scan
    bool solid = false;   // of a font whose glyphs may be anything: Type 3, Dingbats
    bool faint = false;   // drawn as dots and dashes
    bool says = true;     // false: a blank, or a line to write on
};

struct Paint {
    std::vector<std::vector<Point>> outlines;
    bool even_odd = false;
    double opacity = 1;
    Blend blend = Blend::covers;
    Colour colour = black;
    Picture picture;
    Matrix place;  // of a picture: from its unit square to the page
};

struct Marks {
    std::vector<Glyph> glyphs;
    std::vector<Paint> paints;
    bool complete = true;  // false: too much or unreadable, so there may be more
};

// The letters of a page's contents, in no order.
Marks read_page_letters(Object page, Object resources);

// Of a form XObject placed on the page by `place` (its own /Matrix is applied before it). `within`: only what meets it
// is kept.
Marks read_form_marks(Object form, const Matrix& place, const Box& within);

}  // namespace chamber::inspect
