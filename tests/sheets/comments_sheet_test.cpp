#include "server/sheets/comments_sheet.hpp"
#include "tests/sheets/facts.hpp"
#include "tests/sheets/unpacked.hpp"

#include <gmock/gmock.h>

namespace chamber::sheets {
namespace {

using test::canary;
using test::facts;
using test::unpacked;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(CommentsSheet, TellsEachOfficialCommentWithItsPlace)
{
    const auto docx = comments_docx(facts());
    ASSERT_TRUE(docx.has_value()) << docx.error().detail;
    const auto text = unpacked(*docx).at("word/document.xml");
    for (const auto* said : {"Trang 1, đầu trang", "+84 Đề nghị &lt;bổ sung&gt;", "hai dòng", "Chưa tiếp nhận"})
        EXPECT_THAT(text, HasSubstr(said));
    EXPECT_THAT(text, Not(HasSubstr(canary)));
    EXPECT_EQ(*docx, *comments_docx(facts()));
}

TEST(CommentsSheet, IsASpreadsheetWithoutFormulas)
{
    const auto csv = comments_csv(facts());
    EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBF\"STT\""));
    EXPECT_THAT(csv, HasSubstr("\"'+84 Đề nghị <bổ sung>\nhai dòng\""));
    EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK"));
    EXPECT_THAT(csv, Not(HasSubstr(canary)));
}

TEST(CommentsSheet, SaysThatThereAreNone)
{
    const auto docx = comments_docx(storage::MinutesFacts{});
    ASSERT_TRUE(docx.has_value()) << docx.error().detail;
    EXPECT_THAT(unpacked(*docx).at("word/document.xml"), HasSubstr("góp ý chính thức"));
}

}  // namespace
}  // namespace chamber::sheets
