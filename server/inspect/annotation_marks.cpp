#include "server/inspect/annotation_marks.hpp"

#include "server/inspect/object_geometry.hpp"
#include "server/inspect/strokes.hpp"

namespace chamber::inspect {
namespace {

constexpr std::size_t points_max = 100'000;

// The normal appearance as it is shown now; with several states and none chosen, the first.
Object appearance_of(Object annotation)
{
    Object all = annotation.getKey("/AP");
    Object normal = all.isDictionary() ? all.getKey("/N") : Object::newNull();
    if (normal.isStream() || !normal.isDictionary()) return normal;
    if (Object state = annotation.getKey("/AS"); state.isName() && normal.getKey(state.getName()).isStream())
        return normal.getKey(state.getName());
    for (const auto& key : normal.getKeys())
        if (normal.getKey(key).isStream()) return normal.getKey(key);
    return Object::newNull();
}

std::vector<Point> points_of(Object array)
{
    std::vector<Point> points;
    std::vector<double> numbers;
    for (auto value : items(array))
        if (numbers.size() < points_max) numbers.push_back(value.isNumber() ? value.getNumericValue() : 0);
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) points.push_back({numbers[i], numbers[i + 1]});
    return points;
}

// The boxes of the words that it marks.
std::vector<Box> quads_of(Object annotation)
{
    const std::vector<Point> points = points_of(annotation.getKey("/QuadPoints"));
    std::vector<Box> quads;
    for (std::size_t i = 0; i + 3 < points.size(); i += 4)
        quads.push_back(around({points[i], points[i + 1], points[i + 2], points[i + 3]}));
    return quads;
}

double border_width(Object annotation)
{
    Object style = annotation.getKey("/BS"), border = annotation.getKey("/Border");
    Object width = style.isDictionary()                              ? style.getKey("/W")
                   : border.isArray() && border.getArrayNItems() > 2 ? border.getArrayItem(2)
                                                                     : Object::newNull();
    return width.isNumber() ? width.getNumericValue() : 1;
}

Colour colour_in(Object annotation)
{
    std::vector<double> components;
    for (auto value : items(annotation.getKey("/C")))
        if (components.size() < 5) components.push_back(value.isNumber() ? value.getNumericValue() : 0);
    return components.empty() ? Colour{1, 1, 0} : colour_of(components);
}

// Marks of words are as high as the quadrilaterals say; lines as thick.
void draw_by_kind(Object annotation, const Box& rectangle, std::vector<Paint>& paints)
{
    constexpr double line_part = 0.1;  // of a quadrilateral's height
    const std::string kind = name_value(annotation.getKey("/Subtype"));
    const Colour colour = colour_in(annotation);
    const auto paint = [&](std::vector<Point> outline, Blend blend) {
        paints.push_back({{std::move(outline)}, false, 1, blend, colour, {}, {}});
    };
    const auto stroke = [&](const std::vector<Point>& line) {
        for (auto& outline : outline_of(line, border_width(annotation), LineEnds::longer))
            paint(std::move(outline), Blend::covers);
    };
    if (kind == "/Highlight") {
        for (const Box& quad : quads_of(annotation)) paint(Matrix{}.corners(quad), Blend::darkens);
    } else if (kind == "/Underline" || kind == "/StrikeOut" || kind == "/Squiggly") {
        for (const Box& quad : quads_of(annotation)) {
            const double middle =
                kind == "/StrikeOut" ? (quad.bottom + quad.top) / 2 : quad.bottom + quad.height() * line_part;
            paint(Matrix{}.corners({quad.left, middle - quad.height() * line_part / 2, quad.right,
                                    middle + quad.height() * line_part / 2}),
                  Blend::covers);
        }
    } else if (kind == "/Ink") {
        for (const auto& line : items(annotation.getKey("/InkList"))) stroke(points_of(line));
    } else if (kind == "/Link" && border_width(annotation) > 0) {
        std::vector<Point> frame = Matrix{}.corners(rectangle);
        frame.push_back(frame.front());
        stroke(frame);
    }
}

}  // namespace

std::optional<Matrix> place_in(Object form, const Box& rectangle)
{
    const auto box = box_of(form.getDict().getKey("/BBox"));
    if (!box) return std::nullopt;
    const Box turned = around(matrix_of(form.getDict().getKey("/Matrix")).corners(*box));
    if (turned.width() <= 0 || turned.height() <= 0) return std::nullopt;
    const double x = rectangle.width() / turned.width(), y = rectangle.height() / turned.height();
    return Matrix{x, 0, 0, y, rectangle.left - turned.left * x, rectangle.bottom - turned.bottom * y};
}

Marks read_annotation_marks(Object annotation, const Box& within)
{
    const auto rectangle = box_of(annotation.getKey("/Rect"));
    if (!rectangle) return {};
    Object form = appearance_of(annotation);
    if (form.isStream()) {
        const auto place = place_in(form, *rectangle);
        return place ? read_form_marks(form, *place, within) : Marks{};
    }
    Marks marks;
    draw_by_kind(annotation, *rectangle, marks.paints);
    return marks;
}

}  // namespace chamber::inspect
