// How wide letters are in a font that a file does not bring along: the standard fonts need no /Widths, and readers draw
// others like them. Source: ISO 32000-2 §9.6.2.2; the widths are those of URW's fonts, which were made to be equal.
#pragma once

#include <string_view>

namespace chamber::inspect {

// Units: em. `font`: its /BaseFont. Letters beyond ASCII are as wide as most.
double standard_width(std::string_view font, unsigned letter);

}  // namespace chamber::inspect
