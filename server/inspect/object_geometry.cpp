#include "server/inspect/object_geometry.hpp"

#include <cmath>

namespace chamber::inspect {
namespace {

double number(Object value, double otherwise)
{
    const double read = value.isNumber() ? value.getNumericValue() : otherwise;
    return std::isfinite(read) ? read : otherwise;
}

}  // namespace

std::optional<Box> box_of(Object array)
{
    if (!array.isArray() || array.getArrayNItems() != 4) return std::nullopt;
    std::vector<Point> points(2);
    for (int i = 0; i < 4; ++i) {
        Point& point = points[static_cast<std::size_t>(i / 2)];
        (i % 2 == 0 ? point.x : point.y) = number(array.getArrayItem(i), 0);
    }
    return around(points);
}

Matrix matrix_of(Object array)
{
    if (!array.isArray() || array.getArrayNItems() != 6) return {};
    return {number(array.getArrayItem(0), 1), number(array.getArrayItem(1), 0), number(array.getArrayItem(2), 0),
            number(array.getArrayItem(3), 1), number(array.getArrayItem(4), 0), number(array.getArrayItem(5), 0)};
}

}  // namespace chamber::inspect
