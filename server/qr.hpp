// A QR code as an SVG picture. libqrencode stays in qr.cpp.
#pragma once

#include <string>

namespace chamber::server {

// Shape: a complete SVG document with a quiet zone of 4 modules; empty when the text does not fit.
std::string qr_svg(const std::string& text);

}  // namespace chamber::server
