#include "admin-cli/intake.hpp"

#include <gtest/gtest.h>

namespace chamber::admin {

namespace {

Inspection with_text(std::vector<std::string> pages)
{
    Inspection inspection;
    inspection.page_text = std::move(pages);
    return inspection;
}

DocumentFields uploaded_as(std::string file_name)
{
    DocumentFields fields;
    fields.file_name = std::move(file_name);
    return fields;
}

}  // namespace

TEST(Intake, SuggestsTheSubjectAsTitle)
{
    Heading heading;
    heading.subject = "Về việc phê chuẩn quyết toán";
    heading.full_number = "208/TTr-UBND";
    const auto fields = suggested_fields(uploaded_as("quet01.pdf"), heading, with_text({"x"}));
    EXPECT_EQ(fields.title, "Về việc phê chuẩn quyết toán");
    EXPECT_EQ(fields.full_number, "208/TTr-UBND");
}

TEST(Intake, FallsBackToTheFileNameWithoutItsEnding)
{
    EXPECT_EQ(suggested_fields(uploaded_as("Tờ trình 208.pdf"), {}, with_text({"x"})).title, "Tờ trình 208");
    EXPECT_EQ(suggested_fields(uploaded_as("QUET.PDF"), {}, with_text({"x"})).title, "QUET");
    EXPECT_EQ(suggested_fields(uploaded_as(".pdf"), {}, with_text({"x"})).title, ".pdf");
}

TEST(Intake, NeverOverwritesWhatTheClerkSaid)
{
    Heading heading;
    heading.subject = "Tên trong tệp";
    auto said = uploaded_as("a.pdf");
    said.title = "Tên của văn thư";
    EXPECT_EQ(suggested_fields(said, heading, with_text({"x"})).title, "Tên của văn thư");
}

TEST(Intake, CallsADocumentWithoutTextAScan)
{
    EXPECT_TRUE(suggested_fields(uploaded_as("a.pdf"), {}, with_text({"", ""})).scan);
    EXPECT_FALSE(suggested_fields(uploaded_as("a.pdf"), {}, with_text({"", "chữ"})).scan);
}

}  // namespace chamber::admin
