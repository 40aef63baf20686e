// What a content stream puts on its page, roughly: where glyphs stand, and what is painted over how densely.
//
// Not a renderer: no colours, no clips, no shapes of letters. Enough to answer "does this appearance hide that text", and where it
// cannot tell (shadings, Type 3 fonts, pictures it cannot decode) it takes the paint for opaque. Internal to overlay.cpp.
#pragma once

#include "server/inspect/geometry.hpp"
#include "server/inspect/object_values.hpp"

#include <cstdint>
#include <vector>

namespace chamber::inspect {

// A letter that says something: no blank, and none of the dots and dashes of a line to write on.
struct Glyph {
    Box box;
    bool visible = true;  // false: the text layer behind a scan
    bool solid = false;   // of a font whose glyphs may be anything: Type 3, Dingbats
};

// How opaque a picture is, cell by cell, top row first; none: everywhere the same.
struct AlphaGrid {
    int columns = 0;
    int rows = 0;
    std::vector<double> cells;
};

struct Paint {
    std::vector<std::vector<Point>> outlines;
    bool even_odd = false;
    double opacity = 1;
    AlphaGrid alpha;
    Matrix place;  // of a picture: from its unit square to the page
};

struct Marks {
    std::vector<Glyph> glyphs;
    std::vector<Paint> paints;
    bool complete = true;  // false: too much or unreadable, so there may be more
};

// Of a page's contents with its resources. `within`: only glyphs and paint that meet it are kept.
Marks read_page_marks(Object page, Object resources, const Box& within);

// Of a form XObject placed on the page by `place` (its own /Matrix is applied before it).
Marks read_form_marks(Object form, const Matrix& place, const Box& within);

// 0 to 1, of one paint at a point of the page.
double opacity_at(const Paint& paint, Point point);

}  // namespace chamber::inspect
