// The decree's page, and what is drawn at the two ends of a document. Internal to the room.
//
//   85 pt │ head: organ │ national title      every function draws when it has a pen and only counts without one: what
//   was counted
//         │ text, 459 pt wide                 is what is drawn
//         │ closing: recipients │ authority, space to sign, name
//
// Units: PDF points, origin top left. Source: Nghị định 30/2020, annex I: margins of 20–25, 20–25, 30–35 and 15–20 mm.
#pragma once

#include "server/typeset/canvas.hpp"
#include "server/typeset/lines.hpp"

namespace chamber::typeset {

inline constexpr double left_pt = 85;
inline constexpr double right_pt = page_width_pt - 51;
inline constexpr double top_pt = 62;
inline constexpr double bottom_pt = page_height_pt - 60;
inline constexpr double text_width_pt = right_pt - left_pt;

// Return where the text begins, and where the closing ends.
double draw_head(LineSetter& lines, cairo_t* pen, const Head& head);
double closing_height(const Closing& closing);
// `place` has its page; the boxes are set.
double draw_closing(LineSetter& lines, cairo_t* pen, Canvas* canvas, const Closing& closing, double y,
                    SigningPlace& place);

}  // namespace chamber::typeset
