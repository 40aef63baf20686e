#include "protocol/annotation.hpp"

#include "protocol/colour.hpp"
#include "protocol/digest.hpp"
#include "protocol/limits.hpp"

#include <algorithm>
#include <cmath>

namespace chamber {
namespace {

constexpr double coordinate_pt_max = 20'000;  // larger than any page, 14,400 pt is ISO 32000's limit

bool coordinates_fit(const std::vector<double>& values)
{
    return std::all_of(values.begin(), values.end(),
                       [](double value) { return std::isfinite(value) && std::abs(value) <= coordinate_pt_max; });
}

}  // namespace

Result<void> check_strokes(const std::vector<Stroke>& strokes)
{
    if (strokes.empty()) return fail(ErrorCode::missing_field, "ink without a stroke", "/strokes");
    if (strokes.size() > limits::strokes_per_annotation_max) return fail(ErrorCode::too_long, "strokes", "/strokes");
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        const auto& points = strokes[i].points;
        const std::string where = "/strokes/" + std::to_string(i) + "/points";
        if (points.empty() || points.size() % 3 != 0)
            return fail(ErrorCode::wrong_type, "x, y, pressure per point", where);
        if (points.size() / 3 > limits::points_per_stroke_max) return fail(ErrorCode::too_long, "points", where);
        if (!coordinates_fit(points)) return fail(ErrorCode::out_of_range, "coordinate", where);
    }
    return {};
}

Result<void> check_annotation(const Annotation& annotation)
{
    if (!is_id(annotation.id.value)) return fail(ErrorCode::wrong_type, "id", "/id");
    if (!Sha256::parse(annotation.revision_sha256)) return fail(ErrorCode::wrong_type, "revision", "/revision_sha256");
    if (annotation.page_index < 0 || annotation.page_index >= static_cast<std::int32_t>(limits::document_pages_max))
        return fail(ErrorCode::out_of_range, "page", "/page_index");
    if (!is_colour(annotation.colour)) return fail(ErrorCode::wrong_type, "#rrggbb", "/colour");
    if (!(annotation.width_pt > 0 && annotation.width_pt <= 100))
        return fail(ErrorCode::out_of_range, "width", "/width_pt");
    if (!(annotation.opacity > 0 && annotation.opacity <= 1))
        return fail(ErrorCode::out_of_range, "opacity", "/opacity");
    if (annotation.text.size() > limits::note_bytes_max) return fail(ErrorCode::too_long, "text", "/text");
    if ((annotation.visibility == Visibility::group) != annotation.group.has_value())
        return fail(ErrorCode::missing_field, "group", "/group");
    switch (annotation.kind) {
    case AnnotationKind::ink: return check_strokes(annotation.strokes);
    case AnnotationKind::highlight:
        if (annotation.quads.empty() || annotation.quads.size() % 8 != 0 || annotation.quads.size() > 8 * 400)
            return fail(ErrorCode::wrong_type, "8 numbers per quad", "/quads");
        if (!coordinates_fit(annotation.quads)) return fail(ErrorCode::out_of_range, "coordinate", "/quads");
        return {};
    case AnnotationKind::text:
        if (annotation.rect.size() != 4) return fail(ErrorCode::wrong_type, "x1, y1, x2, y2", "/rect");
        if (!coordinates_fit(annotation.rect)) return fail(ErrorCode::out_of_range, "coordinate", "/rect");
        if (annotation.text.empty()) return fail(ErrorCode::missing_field, "a note without text", "/text");
        return {};
    }
    return fail(ErrorCode::unknown_value, "kind", "/kind");
}

}  // namespace chamber
