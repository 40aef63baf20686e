// Is a page letters, or the picture of a page? And where on page 1 do signatures show themselves.
//
// A page is a picture when nobody sees letters of its own: there are none, they are invisible (the text layer that a
// recognition lays under or over a scan, rendering mode 3 or 7), or a picture that hides what is below it was painted
// over them later and covers the better part of the page. A line that the scanning program prints on top ("Được quét
// bằng CamScanner") does not count. Annotations are no letters of the page: a scan that was signed shows its signer's
// name and stays a scan. Not a renderer: a letter-paper whose picture lies below its letters is letters. Source: ISO
// 32000-2 §9.3.6 (rendering modes), §11.6.5 (masks).
#pragma once

#include "protocol/inspection.hpp"
#include "server/inspect/geometry.hpp"
#include "server/inspect/page_geometry.hpp"

#include <vector>

class QPDF;

namespace chamber::inspect {

// From page 1 on, up to and with the first that is certainly no picture: then the document is no scan. Empty when pages
// cannot be read.
std::vector<PageLook> look_at_pages(QPDF& pdf, const std::vector<PageGeometry>& geometry);

// The areas of signature fields on page 1, in points as the page is shown without its unit, y down (`bottom` is the
// larger).
std::vector<Box> signature_areas(QPDF& pdf, const std::vector<PageGeometry>& geometry);

}  // namespace chamber::inspect
