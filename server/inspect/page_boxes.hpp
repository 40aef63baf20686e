// Reads the boxes, rotation and unit of every page, and writes a file anew in which no reader can read them otherwise.
//
// An empty or unusable box falls back as pdf.js does: CropBox to MediaBox, MediaBox to US letter. Poppler clips and
// turns by rules of its own where a file is odd; from upright_copy() it draws the area that is told and no other.
// Source: ISO 32000-2 §7.7.3.3, §14.11.2; pdfjs-dist 6.5 Page.view, Page.rotate, Page.userUnit;
// tests/golden/page_matrices.json.
#pragma once

#include "server/inspect/page_geometry.hpp"

#include <string>
#include <string_view>
#include <vector>

class QPDF;

namespace chamber::inspect {

// One per page, in order. Empty when the page tree cannot be read.
std::vector<PageGeometry> read_page_geometry(QPDF& pdf);

// The same document with the view as every page's only box, its rotation in plain degrees and no unit. Empty when it
// cannot be written.
std::string upright_copy(std::string_view bytes, const std::vector<PageGeometry>& pages);

}  // namespace chamber::inspect
