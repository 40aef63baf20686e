#include "server/sheets/roll_sheet.hpp"
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

TEST(RollSheet, HasATabForEachSittingAndALineForEachDelegate)
{
    const auto xlsx = roll_xlsx(facts());
    ASSERT_TRUE(xlsx.has_value()) << xlsx.error().detail;
    const auto entries = unpacked(*xlsx);
    EXPECT_TRUE(entries.contains("xl/worksheets/sheet4.xml"));
    EXPECT_THAT(entries.at("xl/workbook.xml"), HasSubstr("Phiên khai mạc"));
    EXPECT_THAT(entries.at("xl/sharedStrings.xml"), HasSubstr("Đã dự 33/35 (cần 24)"));
    EXPECT_THAT(entries.at("xl/worksheets/sheet1.xml"), Not(HasSubstr("<f>")));
    EXPECT_EQ(*xlsx, *roll_xlsx(facts()));
    for (const auto& [name, part] : entries) EXPECT_THAT(part, Not(HasSubstr(canary))) << name;
}

TEST(RollSheet, IsOneTableAsCsv)
{
    const auto csv = roll_csv(facts());
    EXPECT_THAT(csv, HasSubstr("\"Phiên họp\",\"STT\",\"Họ và tên\""));
    EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK(\"\"http://x\"\",\"\"bấm\"\")\""));
    EXPECT_THAT(csv, HasSubstr("Vắng có phép"));
    EXPECT_GE(std::count(csv.begin(), csv.end(), '\n'), 1 + 4 * 35);
    EXPECT_THAT(csv, Not(HasSubstr(canary)));
}

TEST(RollSheet, IsPrinted)
{
    const auto pdf = roll_pdf(facts());
    ASSERT_TRUE(pdf.has_value()) << pdf.error().detail << pdf.error().where;
    EXPECT_TRUE(pdf->starts_with("%PDF-"));
    EXPECT_EQ(*pdf, *roll_pdf(facts()));
    EXPECT_TRUE(roll_pdf(storage::MinutesFacts{}).has_value());
    EXPECT_TRUE(roll_xlsx(storage::MinutesFacts{}).has_value());
}

}  // namespace
}  // namespace chamber::sheets
