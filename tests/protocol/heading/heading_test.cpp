// Heads as text: spelling, numbers, sessions, what is left empty. Whole heads: header_fields_test.
#include "protocol/heading.hpp"
#include "protocol/secrecy.hpp"

#include <gmock/gmock.h>

namespace chamber {
namespace {

TEST(Heading, SpellsVietnameseOneWay)
{
    EXPECT_EQ(normalise_vietnamese("Uỷ ban, khoá, hoà, khoẻ, thuý"), "Ủy ban, khóa, hòa, khỏe, thúy");
    EXPECT_EQ(normalise_vietnamese("dự toán, quý, Quỷ, hoàng, thuyền"), "dự toán, quý, Quỷ, hoàng, thuyền");
    EXPECT_EQ(normalise_vietnamese("46/TTr\u2013H\u00D0ND\u00A0x"), "46/TTr-HĐND x");
}

TEST(Heading, ComposesMarksInAnyOrder)
{
    EXPECT_EQ(normalise_vietnamese("Ho\u0323\u0302i\u0323 \u0110o\u0302\u0300ng"), "Hộị Đồng");
    EXPECT_EQ(normalise_vietnamese("ngu\u031B\u01A1\u0300i a\u0306\u0301 u\u0323\u031B e\u0323\u0302"), "người ắ ự ệ");
    EXPECT_EQ(normalise_vietnamese("U\u0309y"), "Ủy");
}

TEST(Heading, DropsUnreadableBytesAndKeepsTheRest)
{
    EXPECT_EQ(normalise_vietnamese("a\xFF\xC3"
                                   "b\xED\xA0\x80"
                                   "c\xE1\xBB"),
              "abc");
    EXPECT_EQ(normalise_vietnamese("\xC0\xAF\xF4\x90\x80\x80"
                                   "x\u200B"),
              "x");
}

TEST(Heading, ReadsNumbersBrokenOverLines)
{
    EXPECT_EQ(parse_heading("Số:\n34/NQ-HĐND").full_number, "34/NQ-HĐND");
    EXPECT_EQ(parse_heading("Số: 34/NQ-\nHĐND\nX, ngày 1 tháng 2 năm 2024").full_number, "34/NQ-HĐND");
    EXPECT_EQ(parse_heading("Số: 655 /BC-UBND").full_number, "655/BC-UBND");
    EXPECT_EQ(parse_heading("Số: 35-HD/VPTW").full_number, "35-HD/VPTW");
    EXPECT_EQ(parse_heading("Số: 35-HD/VPTW").type_code, "HD");
}

TEST(Heading, TakesNoNumberFromTheBody)
{
    EXPECT_EQ(
        parse_heading("TỜ TRÌNH\nVề kế hoạch\nCăn cứ Nghị quyết số 36/NQ-HĐND ngày 17 tháng 12 năm 2021").full_number,
        "");
    const auto draft = parse_heading("DỰ THẢO\nSố:      /NQ-HĐND\nTờ trình số 02/TTr-HĐND");
    EXPECT_EQ(draft.full_number, "");
    EXPECT_EQ(draft.type_code, "NQ");
    EXPECT_TRUE(draft.draft);
}

TEST(Heading, ReadsAWholePageInRawOrder)
{
    const auto heading = parse_heading(
        "HỘI ĐỒNG NHÂN DÂN\nHUYỆN HƯƠNG SEN\nBAN PHÁP CHẾ\nSố: 16/BC-BPC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Hương Sen, ngày 09 tháng 12 năm 2024\nHỎA TỐC\nBÁO CÁO\nThẩm tra báo cáo của Tòa án nhân dân,\nViện kiểm sát nhân dân huyện năm "
        "2024\n"
        "Kính gửi: Hội đồng nhân dân huyện khóa XII, kỳ họp thứ hai mươi mốt năm 2024.\nCăn cứ");
    EXPECT_EQ(heading.issuer, "BAN PHÁP CHẾ");
    EXPECT_EQ(heading.subject, "Thẩm tra báo cáo của Tòa án nhân dân, Viện kiểm sát nhân dân huyện năm 2024");
    EXPECT_EQ(heading.place, "Hương Sen");
    EXPECT_EQ(heading.issued_on, "2024-12-09");
    EXPECT_EQ(heading.type_name, "Báo cáo");
    EXPECT_EQ(heading.term, "XII");
    EXPECT_EQ(heading.session_number, 21);
    EXPECT_EQ(heading.urgency, "HỎA TỐC");
}

TEST(Heading, CountsSessionsInWords)
{
    EXPECT_EQ(parse_heading("Kỳ họp thứ tư").session_number, 4);
    EXPECT_EQ(parse_heading("kỳ họp thứ năm năm 2024").session_number, 5);
    EXPECT_EQ(parse_heading("kỳ họp thứ mười năm 2024").session_number, 10);
    EXPECT_EQ(parse_heading("kỳ họp thứ mười chín").session_number, 19);
    EXPECT_EQ(parse_heading("kỳ họp thứ hai mươi năm 2024").session_number, 20);
    EXPECT_EQ(parse_heading("kỳ họp thứ sáu, Hội đồng").session_number, 6);
    EXPECT_EQ(parse_heading("kỳ họp thứ chín mươi chín").session_number, 99);
}

TEST(Heading, LeavesUnknownThingsEmpty)
{
    const auto heading = parse_heading("Một trang không có thể thức nào, ngày mai, tháng sau");
    EXPECT_EQ(heading.full_number, "");
    EXPECT_EQ(heading.issued_on, "");
    EXPECT_EQ(heading.place, "");
    EXPECT_EQ(heading.issuer, "");
    EXPECT_EQ(heading.session_number, 0);
    EXPECT_EQ(parse_heading("").full_number, "");
    EXPECT_EQ(parse_heading("Số:").full_number, "");
    EXPECT_EQ(parse_heading("Số: 12/").full_number, "");
    EXPECT_EQ(parse_heading("Xã X, ngày 45 tháng 13 năm 2024").issued_on, "");
}

TEST(SecrecyMarking, IsFoundAloneOnALineOnly)
{
    EXPECT_EQ(secrecy_marking("ỦY BAN\nMẬT\nSố: 07/BC-CA"), "MẬT");
    EXPECT_EQ(secrecy_marking("  TỐI  MẬT \n"), "TỐI MẬT");
    EXPECT_EQ(secrecy_marking("[TUYỆT MẬT]"), "TUYỆT MẬT");
    EXPECT_EQ(secrecy_marking("MA\u0323\u0302T"), "MẬT");
    EXPECT_EQ(secrecy_marking("bảo vệ bí mật nhà nước; độ MẬT do người ký quyết định\nbí mật\nMật\nMẬT ONG"),
              std::nullopt);
}

TEST(Heading, TakesASubjectThatBeginsWithTheWordOfAnArticle)
{
    const Heading heading = parse_heading(
        "Số: 99/TB-HĐND\nHương Sen, ngày 24 tháng 11 năm 2026\nTHÔNG BÁO\nĐiều chỉnh nhóm vấn đề chất vấn\nĐiều 1. Nội dung\n");
    EXPECT_EQ(heading.subject, "Điều chỉnh nhóm vấn đề chất vấn");
}

}  // namespace
}  // namespace chamber
