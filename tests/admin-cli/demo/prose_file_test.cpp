// The texts of the invented papers: what is built in can be read, and a slip in a text is found at its line.
#include "admin-cli/demo/topics.hpp"

#include <gmock/gmock.h>

namespace chamber::demo {
namespace {

using testing::ElementsAre;

Error fault_of(std::string_view text)
{
    const auto chapters = parse_prose({"thu.txt", text});
    if (!chapters) return chapters.error();
    const auto read = topics_from(*chapters);
    return read ? Error{} : read.error();
}

TEST(ProseFile, JoinsContinuedLinesAndSkipsNotes)
{
    const auto chapters =
        parse_prose({"thu.txt", "# ghi chú\n\n== Một\n[results]\nCâu đầu\n  còn tiếp.\nCâu sau.\n== Hai\n## Đề mục\n"});
    ASSERT_TRUE(chapters.has_value());
    ASSERT_EQ(chapters->size(), 2U);
    const auto& lines = chapters->front().parts.at("results");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].text, "Câu đầu còn tiếp.");
    EXPECT_EQ(lines[0].where, "thu.txt:5");
    EXPECT_EQ(lines[1].where, "thu.txt:7");
    EXPECT_EQ(chapters->back().lines.front().text, "## Đề mục");
}

TEST(ProseFile, SaysLineAndReasonOfEverySlip)
{
    const struct {
        std::string_view text;
        std::string_view where;
        std::string_view reason;
    } slips[] = {
        {"Câu lạc.\n", "thu.txt:1", "before the first chapter"},
        {"[results]\n", "thu.txt:1", "before the first chapter"},
        {"== \nCâu.\n", "thu.txt:1", "without a name"},
        {"== Một\n", "thu.txt:1", "without a line"},
        {"== Một\n[results]\n[tasks]\nCâu.\n", "thu.txt:2", "without a line"},
        {"== Một\n[results]\nCâu.\n== Một\n", "thu.txt:4", "again"},
        {"== Một\n[results]\nCâu.\n[results]\nCâu.\n", "thu.txt:4", "again"},
        {"== Một\n[results\nCâu.\n", "thu.txt:2", "written [name]"},
        {"== Một\n  tiếp.\n", "thu.txt:2", "there is none"},
        {"== Một\n[results]\nCâu. \n", "thu.txt:3", "blank at an end"},
        {"== Một\n[results]\nCâu.\r\n", "thu.txt:3", "carriage return"},
        {"== Một\nCâu.\n", "thu.txt:2", "before the first part"},
        {"== Một\n[reslts]\nCâu.\n", "thu.txt:3", "unknown part [reslts]"},
        {"== Một\n[tasks]\nCâu.\n", "thu.txt:1", "without [results]"},
        {"== Một\n[results]\nCâu {n}.\nCâu {z}.\n", "thu.txt:4", "unknown slot: {z}"},
        {"== Một\n[results]\nCâu.\n[indicators]\nDiện tích|ha\n", "thu.txt:5", "name | unit"},
    };
    for (const auto& slip : slips) {
        const auto fault = fault_of(slip.text);
        EXPECT_EQ(fault.where, slip.where) << slip.text;
        EXPECT_THAT(fault.detail, testing::HasSubstr(std::string(slip.reason))) << slip.text;
    }
}

TEST(Topics, AreReadFromTheBuiltInTexts)
{
    EXPECT_EQ(topics("economy").size(), 6U);
    EXPECT_EQ(topics("economy").front().name, "Sản xuất nông nghiệp");
    EXPECT_EQ(topics("economy").front().indicators.front().unit, "ha");
    EXPECT_EQ(phrases("works").size(), 12U);
    EXPECT_EQ(document_lines("end of a notice").front().where.substr(0, 14), "documents.txt:");
    EXPECT_THAT(phrases("owners"), ElementsAre("Ban QLDA huyện", "Phòng KT-HT", "UBND cấp xã"));
}

}  // namespace
}  // namespace chamber::demo
