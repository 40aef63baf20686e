#include "admin-cli/table.hpp"
#include "admin-cli/terminal.hpp"

#include <gtest/gtest.h>

namespace chamber::admin {

TEST(Table, CountsLettersAndNotBytes)
{
    EXPECT_EQ(letters("Nghị quyết"), 10u);
    EXPECT_EQ(letters("Nghị quyết"), 10u) << "decomposed marks take no place";
    EXPECT_EQ(letters("đ"), 1u);
    EXPECT_EQ(letters(""), 0u);
}

TEST(Table, AlignsColumnsUnderVietnameseHeads)
{
    Table table{{"MÃ", "HỌ TÊN", "GHẾ"}};
    table.add({"DB01", "Nguyễn Văn Mẫu", "A1"}).add({"DB2", "Lê Đủ", ""});
    EXPECT_EQ(table.text(0), "MÃ    HỌ TÊN          GHẾ\n"
                             "DB01  Nguyễn Văn Mẫu  A1\n"
                             "DB2   Lê Đủ\n");
}

TEST(Table, CutsOnlyTheLastColumnAndOnlyOnATerminal)
{
    Table table{{"A", "TRÍCH YẾU"}};
    table.add({"1", "Về việc phê chuẩn quyết toán"});
    EXPECT_EQ(table.text(18), "A  TRÍCH YẾU\n1  Về việc phê ch…\n");
    EXPECT_EQ(table.text(0), "A  TRÍCH YẾU\n1  Về việc phê chuẩn quyết toán\n");
}

TEST(Table, KeepsControlCharactersFromTheTerminal)
{
    Table table{{"A", "B"}};
    table.add({"\x1b[2J", "một\nhai"});
    EXPECT_EQ(table.text(0).find('\x1b'), std::string::npos);
    EXPECT_NE(table.text(0).find("một hai"), std::string::npos);
}

TEST(Terminal, SaysNothingThatSteersIt)
{
    testing::internal::CaptureStdout();
    Terminal terminal{Loudness::normal};
    terminal.answer("Tờ trình \x1b[2J\u009B31m\u202Egpj\tđỏ");
    terminal.answer_raw("một\r\nhai\x07\n");
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "Tờ trình [2J31mgpj\tđỏ\nmột\nhai\n");
}

TEST(Table, CutNeverSplitsALetter)
{
    EXPECT_EQ(cut("điểm danh", 5), "điểm…");
    EXPECT_EQ(cut("điểm", 4), "điểm");
    EXPECT_EQ(cut("điểm", 1), "…");
}

TEST(Bytes, AreShownWithADecimalComma)
{
    EXPECT_EQ(format_bytes(0), "0 B");
    EXPECT_EQ(format_bytes(999), "999 B");
    EXPECT_EQ(format_bytes(1'234'567), "1,2 MB");
    EXPECT_EQ(format_bytes(999'960), "1,0 MB");
    EXPECT_EQ(format_bytes(200'000'000), "200,0 MB");
}

}  // namespace chamber::admin
