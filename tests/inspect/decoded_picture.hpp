// The pixels of a preview, PNG or JPEG, read by the libraries that browsers read them with.
#pragma once

#include "server/inspect/png.hpp"

#include <string_view>
#include <vector>

namespace chamber::testing {

struct DecodedPicture {
    int width = 0;
    int height = 0;
    std::vector<inspect::Colour> pixels;

    const inspect::Colour& at(int x, int y) const { return pixels[static_cast<std::size_t>(y * width + x)]; }
};

// Empty when it cannot be read.
DecodedPicture decoded(std::string_view picture);

}  // namespace chamber::testing
