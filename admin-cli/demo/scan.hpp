// Paper that was printed, stamped and scanned: grey 300 dpi pictures, a little skewed and speckled, as JPEGs that fill
// the pages. No text remains. Internal to the drawing.
#pragma once

#include "admin-cli/demo/filling.hpp"
#include "server/typeset/canvas.hpp"

#include <memory>
#include <string>

namespace chamber::demo {

// `seal_text`: around the seal on the stamped paper.
std::unique_ptr<typeset::Canvas> scan_canvas(const typeset::Imprint& imprint, const std::string& seal_text);

}  // namespace chamber::demo
