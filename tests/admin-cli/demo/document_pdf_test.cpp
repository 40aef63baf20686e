// What drawing promises before anybody signs: the same bytes at every run, and pictures that say all their letters.
#include "admin-cli/demo/document_pdf.hpp"

#include "admin-cli/demo/appearance.hpp"
#include "admin-cli/demo/offices.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace chamber::demo {
namespace {

TEST(DrawnDocument, HasTheSameBytesAtEveryRun)
{
    const auto session = *admin::parse_session_file(admin::sample_session_text());
    const Offices offices(session.import);
    const admin::ListedDocument& document = session.documents.front();
    const auto draw = [&] {
        return draw_document(document, document.revisions.front(), offices.office_of(document).block,
                             setting_of(session));
    };
    const auto first = draw();
    const auto second = draw();
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_EQ(first->pages, 2);
    EXPECT_EQ(first->pdf, second->pdf);
}

TEST(DrawnDocument, RefusesTextThatDoesNotFitItsPages)
{
    const auto session = *admin::parse_session_file(admin::sample_session_text());
    const Offices offices(session.import);
    const admin::ListedDocument& document = session.documents.front();
    for (const std::int32_t pages : {1, 90}) {
        admin::ListedRevision revision = document.revisions.front();
        revision.pages = pages;
        const auto drawn = draw_document(document, revision, offices.office_of(document).block, setting_of(session));
        ASSERT_TRUE(drawn.has_error()) << pages;
        EXPECT_EQ(drawn.error().code, ErrorCode::internal);
    }
}

// Outlines of a letter have many steps; a letter that was dropped has none.
TEST(Seal, HasEveryLetterOfItsLines)
{
    const typeset::Box box{306.7, 106, 220, 96};
    const auto steps = [&](const std::vector<std::string>& lines) {
        return seal("ỦY BAN NHÂN DÂN HUYỆN HƯƠNG SEN", lines, box).back().path.size();
    };
    const auto once = steps({"HHHHHHHHHH"});
    EXPECT_GT(once, 100U);
    EXPECT_EQ(steps({"HHHHHHHHHHHHHHHHHHHH"}) - 1, 2 * (once - 1));
}

TEST(Handwriting, BelongsToItsOwner)
{
    const typeset::Box box{362, 130, 116, 66};
    EXPECT_EQ(pdf_content(handwriting("Đặng Hư Cấu", box)), pdf_content(handwriting("Đặng Hư Cấu", box)));
    EXPECT_NE(pdf_content(handwriting("Đặng Hư Cấu", box)), pdf_content(handwriting("Nguyễn Văn Mẫu", box)));
}

}  // namespace
}  // namespace chamber::demo
