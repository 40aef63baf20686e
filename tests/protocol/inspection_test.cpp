#include "protocol/inspection.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

Inspection pages(std::vector<std::string> texts)
{
    Inspection inspection;
    inspection.page_sizes.resize(texts.size(), {595, 842});
    inspection.page_text = std::move(texts);
    return inspection;
}

TEST(AcceptInspection, ReadsTheHeadingOfTheFirstPage)
{
    const auto heading = accept_inspection(pages({"ỦY BAN NHÂN DÂN\nTỈNH THỬ NGHIỆM\nSố: 208/TTr-UBND\nTỜ TRÌNH\n", "trang hai"}));
    ASSERT_TRUE(heading);
    EXPECT_EQ(heading->full_number, "208/TTr-UBND");
}

TEST(AcceptInspection, RefusesAStateSecretOnAnyPageAndSaysWhich)
{
    const auto refused = accept_inspection(pages({"Báo cáo", "TỐI MẬT\nnội dung"}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::state_secret);
    EXPECT_EQ(refused.error().where, "2");
}

TEST(AcceptInspection, RefusesADocumentWithoutPages)
{
    EXPECT_EQ(accept_inspection({}).error().code, ErrorCode::pdf_unreadable);
}

TEST(AcceptInspection, RefusesTooManyPages)
{
    EXPECT_EQ(accept_inspection(pages(std::vector<std::string>(limits::document_pages_max + 1))).error().code, ErrorCode::too_many_pages);
    EXPECT_TRUE(accept_inspection(pages(std::vector<std::string>(limits::document_pages_max))));
}

TEST(AcceptInspection, AcceptsAScanWithoutText)
{
    EXPECT_TRUE(accept_inspection(pages({"", ""})));
}

}  // namespace
}  // namespace chamber
