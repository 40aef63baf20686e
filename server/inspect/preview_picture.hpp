// A page's pixels as the picture that tablets and desktops show before, or instead of, the page itself.
//
//   black on white, a stamp, a blue hand      PNG: 12 greys and the page's 4 main colours, 4 bits a pixel
//   coloured tables, headings                 PNG: 12 greys and a cube of 216 colours, 8 bits a pixel
//   photographs; whatever is larger as PNG    JPEG
//
// Letters keep their edges, which JPEG frays, at four tenths of its bytes.
#pragma once

#include "server/inspect/jpeg.hpp"

#include <string>

namespace chamber::inspect {

std::string encode_preview(const RgbPixels& pixels);

}  // namespace chamber::inspect
