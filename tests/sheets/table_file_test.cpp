#include "server/sheets/table_file.hpp"
#include "tests/sheets/unpacked.hpp"

#include <gmock/gmock.h>

namespace chamber::sheets {
namespace {

using test::unpacked;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TableSheet people()
{
    TableSheet sheet{"Phiên 1: khai mạc", {"DANH SÁCH ĐIỂM DANH"}, {{"STT", 5}, {"Họ và tên", 28}}, {}};
    sheet.rows.push_back({std::int64_t{1}, std::string("Đặng Hư Cấu <&\"'> ỄểữỢẵỸđĐ")});
    sheet.rows.push_back({std::int64_t{2}, std::string("=HYPERLINK(\"http://x\",\"bấm\")")});
    sheet.rows.push_back({std::int64_t{3}, std::string("+84 @sum -1 \x01\x02 điều khiển")});
    return sheet;
}

TEST(TableFile, IsASpreadsheetWithTextsAndNumbers)
{
    const auto file = xlsx_file({"Điểm danh", "2024-12-19T09:10:00Z", {people()}});
    ASSERT_TRUE(file) << file.error().detail;
    const auto entries = unpacked(*file);
    EXPECT_THAT(entries.at("xl/sharedStrings.xml"), HasSubstr("Đặng Hư Cấu &lt;&amp;\"'&gt; ỄểữỢẵỸđĐ"));
    EXPECT_THAT(entries.at("xl/workbook.xml"), HasSubstr("name=\"Phiên 1- khai mạc\""));
    EXPECT_THAT(entries.at("docProps/core.xml"), HasSubstr("2024-12-19T09:10:00Z"));
    EXPECT_THAT(entries.at("xl/worksheets/sheet1.xml"), HasSubstr("<v>2</v>"));
}

TEST(TableFile, NeverMakesAFormulaOfWhatWasTyped)
{
    const auto file = xlsx_file({"Điểm danh", "2024-12-19T09:10:00Z", {people()}});
    ASSERT_TRUE(file);
    EXPECT_THAT(unpacked(*file).at("xl/worksheets/sheet1.xml"), Not(HasSubstr("<f>")));
    const auto csv = csv_file(people());
    EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBF\"STT\",\"Họ và tên\"\r\n"));
    EXPECT_THAT(csv, HasSubstr("\"2\",\"'=HYPERLINK(\"\"http://x\"\",\"\"bấm\"\")\"\r\n"));
    EXPECT_THAT(csv, HasSubstr("\"3\",\"'+84 @sum"));
    EXPECT_THAT(csv, Not(HasSubstr("\x01")));
}

TEST(TableFile, KeepsTheSignOfNumbers)
{
    TableSheet sheet{"Số", {}, {{"Đếm"}, {"Điện thoại"}, {"Công thức"}}, {}};
    sheet.rows.push_back({std::int64_t{-5}, std::string("+84 912 345 678"), std::string("-5+cmd")});
    EXPECT_THAT(csv_file(sheet), HasSubstr("\r\n\"-5\",\"+84 912 345 678\",\"'-5+cmd\"\r\n"));
    const auto file = xlsx_file({"Số", "2024-12-19T09:10:00Z", {sheet}});
    ASSERT_TRUE(file);
    EXPECT_THAT(unpacked(*file).at("xl/worksheets/sheet1.xml"), HasSubstr("<v>-5</v>"));
}

// Excel takes names that differ in case alone for one, and calls the file damaged.
TEST(TableFile, HasTabsThatDifferInMoreThanCase)
{
    TableBook book{"Điểm danh", "2024-12-19T09:10:00Z", {}};
    for (const char* name : {"Phiên đầu", "PHIÊN ĐẦU", "phiên Đầu", "Sitting", "SITTING", ""}) {
        book.sheets.push_back(people());
        book.sheets.back().name = name;
    }
    const auto file = xlsx_file(book);
    ASSERT_TRUE(file) << file.error().detail;
    const auto tabs = unpacked(*file).at("xl/workbook.xml");
    for (const char* name : {"Phiên đầu", "PHIÊN ĐẦU (2)", "phiên Đầu (3)", "Sitting", "SITTING (2)", "Trang"})
        EXPECT_THAT(tabs, HasSubstr("name=\"" + std::string(name) + "\""));
}

TEST(TableFile, GivesTheSameBytesForTheSameTable)
{
    const TableBook book{"Điểm danh", "2024-12-19T09:10:00Z", {people(), people()}};
    const auto first = xlsx_file(book);
    const auto second = xlsx_file(book);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
    // Two tabs never bear one name: Excel calls such a file damaged.
    EXPECT_THAT(unpacked(*first).at("xl/workbook.xml"), HasSubstr("name=\"Phiên 1- khai mạc (2)\""));
}

}  // namespace
}  // namespace chamber::sheets
