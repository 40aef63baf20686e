#include "admin-cli/people_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace chamber::admin {
namespace {

std::string faults_of(std::string_view text)
{
    std::string told;
    for (const RowFault& fault : read_people_csv(text).faults)
        told += std::to_string(fault.row) + "|" + fault.column + "|" + fault.sentence + "\n";
    return told;
}

TEST(PeopleFile, IsReadWhateverSeparatesItsColumns)
{
    for (const std::string separator : {",", ";", "\t"}) {
        std::string text =
            "\xEF\xBB\xBFSTT,Mã,Họ và tên,Chức vụ,Ghế,Nhiệm vụ từ ngày\r\n1,DB01,Lê Văn Đức,Chủ tịch,A1,01/07/2026\r\n";
        std::ranges::replace(text, ',', separator.front());
        const PeopleFile file = read_people_csv(text);
        ASSERT_TRUE(file.faults.empty()) << faults_of(text);
        ASSERT_EQ(file.rows.size(), 1U);
        EXPECT_EQ(file.rows[0].id, "DB01");
        EXPECT_EQ(file.rows[0].name, "Lê Văn Đức");
        EXPECT_EQ(file.rows[0].seat, "A1");
        EXPECT_EQ(file.rows[0].mandate_from, "2026-07-01");
        EXPECT_FALSE(file.rows[0].mandate_to);
    }
}

TEST(PeopleFile, HeadingsAreKnownWithAndWithoutMarks)
{
    const PeopleFile file = read_people_csv("ho va ten;TO DAI BIEU;vai tro\nTrần Thị Ánh;Tổ 1;khach moi\n");
    ASSERT_TRUE(file.faults.empty());
    EXPECT_EQ(file.rows[0].group, "Tổ 1");
    EXPECT_EQ(file.rows[0].role, Role::guest);
}

TEST(PeopleFile, ACellInQuotesHoldsWhatItWants)
{
    const PeopleFile file =
        read_people_csv("Họ tên,Chức vụ\n\"Lê \"\"Ba\"\" Đức\",\"Chủ tịch, kiêm\nTrưởng ban\"\nMột,Hai\n");
    ASSERT_TRUE(file.faults.empty());
    EXPECT_EQ(file.rows[0].name, "Lê \"Ba\" Đức");
    EXPECT_EQ(file.rows[0].position, "Chủ tịch, kiêm Trưởng ban");
    EXPECT_EQ(file.rows[1].row, 3);
}

TEST(PeopleFile, EveryFaultIsToldWithItsRowAndColumn)
{
    const std::string told = faults_of("Mã,Họ tên,Vai trò,Từ ngày\n"
                                       "DB01,Một,Đại biểu,31/02/2026\n"
                                       "DB01,Hai,Thư ký,\n"
                                       "D B,Ba,,\n"
                                       ",,Đại biểu,\n"
                                       ",Bốn\x01,,\n");
    EXPECT_NE(told.find("2|Từ ngày|“31/02/2026” không phải ngày có thật"), std::string::npos) << told;
    EXPECT_NE(told.find("3|Mã|mã “DB01” viết hai lần"), std::string::npos) << told;
    EXPECT_NE(told.find("3|Vai trò|“Thư ký” không dùng được"), std::string::npos) << told;
    EXPECT_NE(told.find("4|Mã|mã “D B” không dùng được"), std::string::npos) << told;
    EXPECT_NE(told.find("5|Họ và tên|chưa có họ tên"), std::string::npos) << told;
    EXPECT_NE(told.find("6|Họ tên|có ký tự ẩn"), std::string::npos) << told;
}

TEST(PeopleFile, HeadingsThatNobodyKnowsAndTwiceTheSameAreFaults)
{
    EXPECT_NE(faults_of("Họ tên,Màu tóc\nA,B\n").find("1|Màu tóc|không biết cột này"), std::string::npos);
    EXPECT_NE(faults_of("Họ tên,Họ và tên\nA,B\n").find("trùng ý với cột “Họ tên”"), std::string::npos);
    EXPECT_NE(faults_of("Mã\nDB01\n").find("thiếu cột “Họ và tên”"), std::string::npos);
    EXPECT_NE(faults_of("").find("tệp không có dòng nào"), std::string::npos);
    EXPECT_NE(faults_of(people_template()).find("chỉ có dòng tiêu đề"), std::string::npos);
}

TEST(PeopleFile, ANameInSeparateMarksIsReadInOneSpelling)
{
    EXPECT_EQ(read_people_csv("Họ tên\nTra\xCC\x82\xCC\x80n\n").rows.at(0).name, "Trần");
}

TEST(PeopleFile, PassesOverTheTitleAboveTheHeadings)
{
    const PeopleFile file =
        read_people_csv("DANH SÁCH ĐẠI BIỂU,,\n\nNhiệm kỳ 2026 - 2031,,\nSTT,Họ và tên,Ghế\n1,Một,A1\n");
    ASSERT_TRUE(file.faults.empty()) << file.faults[0].sentence;
    ASSERT_EQ(file.rows.size(), 1U);
    EXPECT_EQ(file.rows[0].row, 5);
    EXPECT_EQ(file.rows[0].seat, "A1");
}

TEST(PeopleFile, IsReadInUtf16AndWithExcelsHintAndNothingElseIsGuessed)
{
    std::string wide = "\xFF\xFE";
    for (const char32_t c : std::u32string_view(U"Họ tên\tGhế\nLê Đức\tA1\n")) {
        wide += static_cast<char>(c & 0xFF);
        wide += static_cast<char>(c >> 8);
    }
    EXPECT_EQ(read_people_csv(wide).rows.at(0).name, "Lê Đức");
    EXPECT_EQ(read_people_csv("sep=|\nHọ tên|Ghế\nMột, Hai|A1\n").rows.at(0).name, "Một, Hai");
    EXPECT_EQ(read_people_csv("sep=|\nHọ tên|Ghế\nMột|A1\n").rows.at(0).row, 3);
    EXPECT_NE(faults_of("Ho ten\nL\xEA V\xE3n\n").find("CSV UTF-8"), std::string::npos);
    EXPECT_NE(faults_of("\xD0\xCF\x11\xE0\xA1\xB1").find("XLS kiểu cũ"), std::string::npos);
}

TEST(PeopleFile, OfAWorkbookCountsDaysAndNamesBrokenFormulas)
{
    const auto day_of = [](std::string_view number) { return std::string(number == "46204" ? "2026-07-01" : ""); };
    const PeopleFile file = read_people_rows({{3, {"Họ tên", "Từ ngày"}},
                                              {4, {"Một", "46204"}},
                                              {5, {"Hai", "01/07/2026"}},
                                              {6, {"Ba", "2026"}},
                                              {9, {"#REF!", ""}}},
                                             +day_of);
    ASSERT_EQ(file.rows.size(), 4U);
    EXPECT_EQ(file.rows[0].mandate_from, "2026-07-01");
    EXPECT_EQ(file.rows[1].mandate_from, "2026-07-01");
    ASSERT_GE(file.faults.size(), 2U);
    EXPECT_EQ(file.faults[0].row, 6);
    EXPECT_EQ(file.faults[1].row, 9);
    EXPECT_NE(file.faults[1].sentence.find("#REF!"), std::string::npos);
}

}  // namespace
}  // namespace chamber::admin
