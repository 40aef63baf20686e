// Indexed pixels to PNG. Only encoding: nothing here reads a PNG from outside.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace chamber::inspect {

using Colour = std::array<std::uint8_t, 3>;  // red, green, blue

struct IndexedPixels {
    int width_px = 0;
    int height_px = 0;
    std::vector<Colour> palette;        // at most 256
    std::vector<std::uint8_t> indices;  // row by row, each into the palette
};

// With 4 bits a pixel where the palette allows. Source: PNG (third edition) §5, §11.
std::string encode_png(const IndexedPixels& pixels);

}  // namespace chamber::inspect
