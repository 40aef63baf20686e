// Official comments and what was published, by paper: who, on which page, what was said, and a picture of the place.
#include "protocol/labels.hpp"
#include "protocol/sealing.hpp"
#include "storage/archive/page/parts.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace chamber::storage {
namespace {

// A picture of a few centimetres: finer lines are not seen, and a page of ink must not make a page of megabytes.
constexpr std::size_t picture_strokes_max = 300;
constexpr std::size_t picture_points_max = 120;  // of one stroke
constexpr double picture_pt_max = 20'000;

struct Point {
    double x = 0, y = 0;
};

Point shown(const PageMatrix& m, double x, double y)
{
    return {m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f};
}

std::string rounded(double value)
{
    if (!std::isfinite(value)) return "0";
    return std::to_string(std::lround(std::clamp(value, -picture_pt_max, picture_pt_max)));
}

Markup stroke_of(const PageSource& source, const Annotation& note, const Stroke& stroke, const PageMatrix& matrix)
{
    const std::size_t count = stroke.points.size() / 3;
    const std::size_t stride = count / picture_points_max + 1;
    std::string points;
    for (std::size_t i = 0; i < count; i += stride) {
        // The last point is where the pen left.
        const std::size_t at = i + stride >= count ? count - 1 : i;
        const auto point = shown(matrix, stroke.points[at * 3], stroke.points[at * 3 + 1]);
        points += (points.empty() ? "" : " ") + rounded(point.x) + "," + rounded(point.y);
    }
    return source.forms.fill("net-ve", {{"diem", escaped(points)}, {"mau", escaped(note.colour)}});
}

Markup marked(const PageSource& source, const Annotation& note, const PageMatrix& matrix)
{
    Markup marks;
    for (std::size_t q = 0; q + 7 < note.quads.size(); q += 8) {
        Point low{picture_pt_max, picture_pt_max}, high{-picture_pt_max, -picture_pt_max};
        for (std::size_t i = q; i < q + 8; i += 2) {
            const auto corner = shown(matrix, note.quads[i], note.quads[i + 1]);
            low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
            high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
        }
        marks += source.forms.fill("net-to", {{"x", escaped(rounded(low.x))},
                                              {"y", escaped(rounded(low.y))},
                                              {"rong", escaped(rounded(high.x - low.x))},
                                              {"cao", escaped(rounded(high.y - low.y))}});
    }
    for (std::size_t i = 0; i < std::min(note.strokes.size(), picture_strokes_max); ++i)
        marks += stroke_of(source, note, note.strokes[i], matrix);
    if (note.rect.size() == 4) {
        const auto middle = shown(matrix, (note.rect[0] + note.rect[2]) / 2, (note.rect[1] + note.rect[3]) / 2);
        marks += source.forms.fill("net-cham", {{"x", escaped(rounded(middle.x))}, {"y", escaped(rounded(middle.y))}});
    }
    return marks;
}

// The page as a small sheet with what was drawn on it; nothing where the page's own matrix is not known.
Markup picture(const PageSource& source, const Annotation& note, const Revision& revision)
{
    if (note.page_index < 0 || static_cast<std::size_t>(note.page_index) >= revision.page_sizes.size()) return {};
    const auto& page = revision.page_sizes[static_cast<std::size_t>(note.page_index)];
    if (!page.matrix) return {};
    const auto marks = marked(source, note, *page.matrix);
    return marks.empty() ? marks
                         : source.forms.fill("hinh-trang", {{"rong", escaped(rounded(page.width_pt))},
                                                            {"cao", escaped(rounded(page.height_pt))},
                                                            {"net", marks}});
}

Literal kind_words(AnnotationKind kind)
{
    switch (kind) {
    case AnnotationKind::ink: return ", nét vẽ tay";
    case AnnotationKind::highlight: return ", đoạn được tô";
    case AnnotationKind::text: break;
    }
    return ", ghi chú";
}

std::string received(const PageSource& source, const Annotation& note)
{
    std::string text = "Viết lúc " + spoken_moment(note.created_at);
    if (note.received_at) text += "; nhận lúc " + spoken_moment(*note.received_at);
    if (note.acknowledged_at) {
        text += "; thư ký tiếp nhận lúc " + spoken_moment(*note.acknowledged_at);
        if (note.acknowledged_by) text += " (" + source.name(*note.acknowledged_by) + ")";
    }
    return text + ".";
}

Markup comment(const PageSource& source, const Annotation& note, const FiledRevision& filed)
{
    const auto page = std::to_string(note.page_index + 1);
    Markup place = source.link(filed.path + "#page=" + page, "Trang " + page) + kind_words(note.kind);
    if (!filed.newest) place += ", trên bản lần " + escaped(std::to_string(filed.revision->n)) + " đã được thay";
    const Markup said = note.text.empty() ? Markup() : source.forms.fill("loi", {{"loi", escaped(note.text)}});
    return source.forms.fill("gop-y", {{"hinh", picture(source, note, *filed.revision)},
                                       {"nguoi", escaped(source.name(note.author))},
                                       {"loai", escaped(label(note.visibility))},
                                       {"cho", place},
                                       {"loi", said},
                                       {"luc", escaped(received(source, note))}});
}

// By paper as it is filed, then by page, then by key.
std::vector<const Annotation*> of_paper(const PageSource& source, const FiledRevision& filed)
{
    std::vector<const Annotation*> notes;
    for (const auto& note : source.file.public_annotations) {
        if (goes_into_archive(note) && note.document == filed.document->id &&
            note.revision_sha256 == filed.revision->sha256)
            notes.push_back(&note);
    }
    std::ranges::sort(notes, {}, [](const Annotation* one) { return std::tuple(one->page_index, one->id); });
    return notes;
}

}  // namespace

Markup comments_part(const PageSource& source)
{
    Markup content;
    for (const auto& filed : source.filing.revisions) {
        Markup lines;
        for (const auto* note : of_paper(source, filed)) lines += comment(source, *note, filed);
        if (lines.empty()) continue;
        content += source.forms.fill("gop-y-tai-lieu",
                                     {{"ten", escaped(filed.tag + " · " + filed.document->title)}, {"gop-y", lines}});
    }
    if (content.empty())
        content = source.forms.fill(
            "trong", {{"cau", Markup("Không có góp ý chính thức nào, cũng không có nội dung nào được công bố.")}});
    return source.section("gop-y", "Góp ý chính thức và nội dung công bố", content);
}

}  // namespace chamber::storage
