// Lines of text, laid and shown one by one. Internal: this header names pango, only sheet.cpp and its own .cpp include it.
//
// Hinting is off and glyph positions are not rounded, so that a line is as long on a scanned sheet as in a PDF.
#pragma once

#include "server/typeset/sheet.hpp"

#include <pango/pangocairo.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace chamber::demo {

inline constexpr double pitch_factor = 1.3;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

struct Line {
    double x = 0;
    PangoLayoutLine* line = nullptr;
};

// Text broken into lines of one width.
struct Laid {
    Layout layout;
    std::vector<Line> lines;
    double size_pt = 0;
    double pitch() const { return size_pt * pitch_factor; }
    double height() const { return pitch() * static_cast<double>(lines.size()); }
};

struct Shape {
    double width_pt = 0;
    double size_pt = 14;
    Weight weight = Weight::regular;
    Align align = Align::centre;
    double first_line_pt = 0;
};

class Typesetter {
public:
    Typesetter();
    Laid lay(const std::string& markup, const Shape& shape) const;

private:
    std::unique_ptr<PangoContext, Unref> context_;
};

// `pen` nullptr: nothing is drawn. `y`: top of the line, or of the first one; show_all returns where the next would start.
void show_line(cairo_t* pen, const Laid& laid, std::size_t i, double x, double y);
double show_all(cairo_t* pen, const Laid& laid, double x, double y);

}  // namespace chamber::demo
