#include "server/inspect/strokes.hpp"

#include <cmath>

namespace chamber::inspect {

std::vector<std::vector<Point>> outline_of(const std::vector<Point>& line, double width, LineEnds ends)
{
    std::vector<std::vector<Point>> outlines;
    const double half = std::max(width, 0.1) / 2, more = ends == LineEnds::longer ? half : 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        double dx = line[i + 1].x - line[i].x, dy = line[i + 1].y - line[i].y;
        const double length = std::hypot(dx, dy);
        if (length == 0 && more == 0) continue;
        dx = length == 0 ? 1 : dx / length;
        dy = length == 0 ? 0 : dy / length;
        const Point from{line[i].x - dx * more, line[i].y - dy * more},
            to{line[i + 1].x + dx * more, line[i + 1].y + dy * more};
        const double nx = -dy * half, ny = dx * half;
        outlines.push_back(
            {{from.x + nx, from.y + ny}, {to.x + nx, to.y + ny}, {to.x - nx, to.y - ny}, {from.x - nx, from.y - ny}});
    }
    return outlines;
}

bool has_sharp_corner(const std::vector<Point>& line)
{
    constexpr double straight_back = 0.5;  // cosine: the corner is sharper than 60 degrees
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const double ax = line[i - 1].x - line[i].x, ay = line[i - 1].y - line[i].y, bx = line[i + 1].x - line[i].x,
                     by = line[i + 1].y - line[i].y;
        const double lengths = std::hypot(ax, ay) * std::hypot(bx, by);
        if (lengths > 0 && (ax * bx + ay * by) / lengths > straight_back) return true;
    }
    return false;
}

}  // namespace chamber::inspect
