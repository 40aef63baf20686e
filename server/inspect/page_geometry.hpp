// Where a page lies in its own space and how it is turned, and what follows for the page as it is shown.
//
//   MediaBox ∩ CropBox (both inherited, corners in any order) ─▶ view ─ /Rotate (inherited) ─ UserUnit (not inherited)
//   ─▶ page as shown
//
// As pdf.js means it: the tablet lays ink over what pdf.js shows. Plain numbers; page_boxes reads them.
// Source: pdfjs-dist 6.5 PageViewport; tests/golden/page_matrices.json.
#pragma once

#include "protocol/document.hpp"
#include "server/inspect/geometry.hpp"

namespace chamber::inspect {

// A page of 14,400 units, the most that ISO 32000-2 Annex C.2 allows, in the largest unit that readers know.
inline constexpr double shown_side_pt_max = 1'080'000'000;
inline constexpr double matrix_shift_pt_max = 1e13;

struct PageGeometry {
    Box view;              // in the page's own space
    int rotation_deg = 0;  // 0, 90, 180 or 270, clockwise
    double user_unit = 1;  // points for each unit of the page's space

    // What is told of the page. Without a matrix where no reader could show it.
    PageSize shown() const;
};

}  // namespace chamber::inspect
