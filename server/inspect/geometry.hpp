// Points, boxes and matrices of a page, as PDF means them. Units: pt, origin bottom left.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

namespace chamber::inspect {

struct Point {
    double x = 0;
    double y = 0;
};

struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;

    bool holds(Point point) const { return point.x >= left && point.x <= right && point.y >= bottom && point.y <= top; }
    bool meets(const Box& other) const
    {
        return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
    }
    double width() const { return right - left; }
    double height() const { return top - bottom; }
};

// [a b c d e f]: x' = a x + c y + e, y' = b x + d y + f. Source: ISO 32000-2 §8.3.3.
struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    Point apply(Point point) const { return {a * point.x + c * point.y + e, b * point.x + d * point.y + f}; }
    double determinant() const { return a * d - b * c; }

    // The corners of a box, in order.
    std::vector<Point> corners(const Box& box) const
    {
        return {apply({box.left, box.bottom}), apply({box.right, box.bottom}), apply({box.right, box.top}),
                apply({box.left, box.top})};
    }
};

// First `inner`, then `outer`.
inline Matrix operator*(const Matrix& inner, const Matrix& outer)
{
    return {inner.a * outer.a + inner.b * outer.c,           inner.a * outer.b + inner.b * outer.d,
            inner.c * outer.a + inner.d * outer.c,           inner.c * outer.b + inner.d * outer.d,
            inner.e * outer.a + inner.f * outer.c + outer.e, inner.e * outer.b + inner.f * outer.d + outer.f};
}

inline Box around(const std::vector<Point>& points)
{
    if (points.empty()) return {};
    Box box{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point& point : points) {
        box.left = std::min(box.left, point.x);
        box.right = std::max(box.right, point.x);
        box.bottom = std::min(box.bottom, point.y);
        box.top = std::max(box.top, point.y);
    }
    return box;
}

}  // namespace chamber::inspect
