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
    const auto heading =
        accept_inspection(pages({"ỦY BAN NHÂN DÂN\nTỈNH THỬ NGHIỆM\nSố: 208/TTr-UBND\nTỜ TRÌNH\n", "trang hai"}));
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
    EXPECT_EQ(accept_inspection(pages(std::vector<std::string>(limits::document_pages_max + 1))).error().code,
              ErrorCode::too_many_pages);
    EXPECT_TRUE(accept_inspection(pages(std::vector<std::string>(limits::document_pages_max))));
}

TEST(AcceptInspection, AcceptsAScanWithoutText)
{
    EXPECT_TRUE(accept_inspection(pages({"", ""})));
}

DocumentFields uploaded_as(std::string file_name)
{
    DocumentFields fields;
    fields.file_name = std::move(file_name);
    return fields;
}

TEST(SuggestedFields, DescribesADocumentFromItsFirstPage)
{
    DocumentFields fields;
    fields.file_name = "208.pdf";
    Heading heading;
    heading.subject = "Về dự toán ngân sách";
    heading.full_number = "208/TTr-UBND";
    heading.type_code = "TTr";
    Inspection inspection;
    inspection.page_text = {"text"};
    const DocumentFields made = suggested_fields(fields, heading, inspection);
    EXPECT_EQ(made.title, "Về dự toán ngân sách");
    EXPECT_EQ(made.full_number, "208/TTr-UBND");
    EXPECT_FALSE(made.scan);
}

TEST(SuggestedFields, NamesAScanByItsFileAndKeepsWhatTheClerkTyped)
{
    DocumentFields fields;
    fields.file_name = "thong bao.PDF";
    Inspection scan;
    scan.page_text = {"", ""};
    EXPECT_EQ(suggested_fields(fields, {}, scan).title, "thong bao");
    EXPECT_TRUE(suggested_fields(fields, {}, scan).scan);
    fields.title = "Tên do văn thư đặt";
    Heading heading;
    heading.subject = "khác";
    EXPECT_EQ(suggested_fields(fields, heading, scan).title, "Tên do văn thư đặt");
}

TEST(SuggestedFields, SuggestsTheSubjectAsTitle)
{
    Heading heading;
    heading.subject = "Về việc phê chuẩn quyết toán";
    heading.full_number = "208/TTr-UBND";
    const auto fields = suggested_fields(uploaded_as("quet01.pdf"), heading, pages({"x"}));
    EXPECT_EQ(fields.title, "Về việc phê chuẩn quyết toán");
    EXPECT_EQ(fields.full_number, "208/TTr-UBND");
}

TEST(SuggestedFields, FallsBackToTheFileNameWithoutItsEnding)
{
    EXPECT_EQ(suggested_fields(uploaded_as("Tờ trình 208.pdf"), {}, pages({"x"})).title, "Tờ trình 208");
    EXPECT_EQ(suggested_fields(uploaded_as("QUET.PDF"), {}, pages({"x"})).title, "QUET");
    EXPECT_EQ(suggested_fields(uploaded_as(".pdf"), {}, pages({"x"})).title, ".pdf");
}

TEST(SuggestedFields, NeverOverwritesWhatTheClerkSaid)
{
    Heading heading;
    heading.subject = "Tên trong tệp";
    auto said = uploaded_as("a.pdf");
    said.title = "Tên của văn thư";
    EXPECT_EQ(suggested_fields(said, heading, pages({"x"})).title, "Tên của văn thư");
}

TEST(SuggestedFields, CallsADocumentWithoutTextAScan)
{
    EXPECT_TRUE(suggested_fields(uploaded_as("a.pdf"), {}, pages({"", ""})).scan);
    EXPECT_FALSE(suggested_fields(uploaded_as("a.pdf"), {}, pages({"", "chữ"})).scan);
}

}  // namespace
}  // namespace chamber
