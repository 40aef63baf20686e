// The areas that lines cover. Units: pt. Internal to the cover test.
#pragma once

#include "server/inspect/geometry.hpp"

#include <vector>

namespace chamber::inspect {

enum class LineEnds {
    blunt,
    longer,  // round or square: half a width more, and a point becomes a dot
};

// Each piece of a line as the rectangle that its width makes of it.
std::vector<std::vector<Point>> outline_of(const std::vector<Point>& line, double width, LineEnds ends);

// One whose outer edges, mitred, meet far from it.
bool has_sharp_corner(const std::vector<Point>& line);

}  // namespace chamber::inspect
