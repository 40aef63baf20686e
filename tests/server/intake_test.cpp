#include "server/intake.hpp"

#include <gtest/gtest.h>

namespace chamber::server {
namespace {

TEST(Intake, DescribesADocumentFromItsFirstPage)
{
    DocumentFields fields;
    fields.file_name = "208.pdf";
    Heading heading;
    heading.subject = "Về dự toán ngân sách";
    heading.full_number = "208/TTr-UBND";
    heading.type_code = "TTr";
    Inspection inspection;
    inspection.page_text = {"text"};
    const DocumentFields made = described(fields, heading, inspection);
    EXPECT_EQ(made.title, "Về dự toán ngân sách");
    EXPECT_EQ(made.full_number, "208/TTr-UBND");
    EXPECT_FALSE(made.scan);
}

TEST(Intake, NamesAScanByItsFileAndKeepsWhatTheClerkTyped)
{
    DocumentFields fields;
    fields.file_name = "thong bao.PDF";
    Inspection scan;
    scan.page_text = {"", ""};
    EXPECT_EQ(described(fields, {}, scan).title, "thong bao");
    EXPECT_TRUE(described(fields, {}, scan).scan);
    fields.title = "Tên do văn thư đặt";
    Heading heading;
    heading.subject = "khác";
    EXPECT_EQ(described(fields, heading, scan).title, "Tên do văn thư đặt");
}

}  // namespace
}  // namespace chamber::server
