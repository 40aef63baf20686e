// Lines of text, broken once and shown where the sheet wants them. Internal: it names pango, only this room's .cpp
// files include it.
//
// Hinting is off and glyph positions are not rounded, so that a line is as long on a scanned sheet as in a PDF. Line
// pitch is ours (1.3 × size), not the font's.
#pragma once

#include "protocol/error.hpp"
#include "server/typeset/official_document.hpp"

#include <pango/pangocairo.h>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace chamber::typeset {

inline constexpr double pitch_factor = 1.3;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

struct Line {
    double x = 0;
    PangoLayoutLine* line = nullptr;
};

// Text broken into lines of one width; at least one.
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

class LineSetter {
public:
    // Errors: internal (the font is not there).
    static Result<std::unique_ptr<LineSetter>> open();

    // Valid until forget(): the same text in the same shape is broken once. A text that cannot be set counts as empty,
    // and as a failure.
    const Laid& lay(const std::vector<Run>& runs, const Shape& shape);
    const Laid& lay(const std::string& text, const Shape& shape) { return lay(std::vector<Run>{{text}}, shape); }

    // The first text that could not be set since the last call. Errors: unclean_text.
    std::optional<Error> take_failure();
    void forget() { laid_.clear(); }

private:
    using Key = std::tuple<std::string, double, double, Weight, Align, double>;

    explicit LineSetter(std::unique_ptr<PangoContext, Unref> context) : context_(std::move(context)) {}
    Laid broken(const std::vector<Run>& runs, const Shape& shape);

    std::unique_ptr<PangoContext, Unref> context_;
    std::map<Key, Laid> laid_;
    std::optional<Error> failure_;
};

// `pen` nullptr: nothing is drawn. `y`: top of the line, or of the first one; show_all returns where the next would
// start.
void show_line(cairo_t* pen, const Laid& laid, std::size_t i, double x, double y);
double show_all(cairo_t* pen, const Laid& laid, double x, double y);

}  // namespace chamber::typeset
