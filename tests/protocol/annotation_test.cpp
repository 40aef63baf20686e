#include "protocol/annotation.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace chamber {
namespace {

Annotation ink()
{
    Annotation annotation;
    annotation.id = AnnotationId("DB24.tablet.1");
    annotation.author = PersonId("DB24");
    annotation.document = DocumentId("TL01");
    annotation.revision_sha256 = std::string(64, 'a');
    annotation.strokes = {Stroke{{10, 20, 0.5, 11, 21, 0.6}}};
    return annotation;
}

TEST(Annotation, AcceptsAnHonestStroke)
{
    EXPECT_TRUE(check_annotation(ink()));
}

TEST(Annotation, NamesTheFieldThatIsWrong)
{
    struct Case {
        std::function<void(Annotation&)> spoil;
        const char* where;
    };
    const Case cases[] = {
        {[](Annotation& a) { a.id = AnnotationId(""); }, "/id"},
        {[](Annotation& a) { a.revision_sha256 = "abc"; }, "/revision_sha256"},
        {[](Annotation& a) { a.page_index = -1; }, "/page_index"},
        {[](Annotation& a) { a.colour = "red"; }, "/colour"},
        {[](Annotation& a) { a.width_pt = 0; }, "/width_pt"},
        {[](Annotation& a) { a.opacity = 2; }, "/opacity"},
        {[](Annotation& a) { a.strokes.clear(); }, "/strokes"},
        {[](Annotation& a) { a.strokes[0].points.pop_back(); }, "/strokes/0/points"},
        {[](Annotation& a) { a.strokes[0].points[0] = std::numeric_limits<double>::infinity(); }, "/strokes/0/points"},
        {[](Annotation& a) { a.strokes[0].points.assign(3 * (limits::points_per_stroke_max + 1), 1.0); },
         "/strokes/0/points"},
        {[](Annotation& a) { a.visibility = Visibility::group; }, "/group"},
        {[](Annotation& a) { a.kind = AnnotationKind::highlight; }, "/quads"},
        {[](Annotation& a) { a.kind = AnnotationKind::text; }, "/rect"},
        {[](Annotation& a) { a.text.assign(limits::note_bytes_max + 1, 'x'); }, "/text"},
    };
    for (const Case& each : cases) {
        Annotation annotation = ink();
        each.spoil(annotation);
        const Result<void> checked = check_annotation(annotation);
        ASSERT_FALSE(checked) << each.where;
        EXPECT_EQ(checked.error().where, each.where);
    }
}

}  // namespace
}  // namespace chamber
