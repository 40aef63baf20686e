#include "server/inspect/page_geometry.hpp"

#include <algorithm>
#include <cmath>

namespace chamber::inspect {
namespace {

// To a millionth of a point, and no negative zero: 841.8900000000001 costs its digits on the wire two thousand times.
double rounded(double value)
{
    const double size = std::abs(value);
    return size >= 0.001 && size < 1e9 ? std::round(value * 1e6) / 1e6 + 0.0 : value + 0.0;
}

bool usable(double side)
{
    return std::isfinite(side) && side > 0 && side <= shown_side_pt_max;
}

// Something that can be laid out.
double clipped(double side)
{
    return side > 0 ? std::min(side, shown_side_pt_max) : 1;
}

}  // namespace

PageSize PageGeometry::shown() const
{
    const double u = user_unit;
    const bool lies = rotation_deg == 90 || rotation_deg == 270;
    const double width = (lies ? view.height() : view.width()) * u, height = (lies ? view.width() : view.height()) * u;
    if (!usable(width) || !usable(height)) return {clipped(width), clipped(height), std::nullopt};
    PageMatrix matrix;
    if (rotation_deg == 90)
        matrix = {0, u, u, 0, -view.bottom * u, -view.left * u};
    else if (rotation_deg == 180)
        matrix = {-u, 0, 0, u, view.right * u, -view.bottom * u};
    else if (rotation_deg == 270)
        matrix = {0, -u, -u, 0, view.top * u, view.right * u};
    else
        matrix = {u, 0, 0, -u, -view.left * u, view.top * u};
    matrix.e = rounded(matrix.e);
    matrix.f = rounded(matrix.f);
    const bool near = std::abs(matrix.e) <= matrix_shift_pt_max && std::abs(matrix.f) <= matrix_shift_pt_max;
    return {rounded(width), rounded(height), near ? std::optional(matrix) : std::nullopt};
}

}  // namespace chamber::inspect
