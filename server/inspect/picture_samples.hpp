// How much of what is under a picture shows through, and which colours it multiplies it by. Internal to
// content_marks.cpp.
#pragma once

#include "server/inspect/geometry.hpp"
#include "server/inspect/graphics_state.hpp"

#include <cstdint>
#include <vector>

namespace chamber::inspect {

// The mean of the samples in each cell, top row first.
struct SampleGrid {
    int columns = 0;
    int rows = 0;
    int parts = 0;  // of a sample: 1, or red, green and blue
    std::vector<std::uint8_t> values;

    // At a point of the picture's unit square, origin bottom left. None: 255 for alpha, 0 for a colour, the most that
    // it may hide.
    const std::uint8_t* at(Point point) const;
};

struct Picture {
    SampleGrid alpha;    // no values: opaque all over, or not to be told
    SampleGrid colours;  // no values: not wanted, or not to be told
};

enum class PictureColours { wanted, left_out };

// The alpha is from its soft mask, its stencil mask, the colours that its /Mask leaves out, or itself when it is a
// stencil. Source: ISO 32000-2 §8.9.6, §11.6.5.2.
Picture read_picture(Object picture, PictureColours colours);

}  // namespace chamber::inspect
