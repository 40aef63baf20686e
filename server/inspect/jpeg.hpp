// Pixels to JPEG. Only encoding: nothing here reads a JPEG from outside.
#pragma once

#include <string>

namespace chamber::inspect {

struct RgbPixels {
    const char* bytes = nullptr;  // 8-bit red, green, blue
    int width_px = 0;
    int height_px = 0;
    int row_bytes = 0;
};

std::string encode_jpeg(const RgbPixels& pixels);

}  // namespace chamber::inspect
