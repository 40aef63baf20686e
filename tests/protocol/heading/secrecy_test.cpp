// Stamps of state secrecy, and words that only look like one.
#include "protocol/inspection.hpp"
#include "protocol/secrecy.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

TEST(Secrecy, IsAStampAloneOnItsLine)
{
    EXPECT_EQ(secrecy_marking("ỦY BAN\nMẬT\nSố: 07/BC-CA"), "MẬT");
    EXPECT_EQ(secrecy_marking("UBND HUYỆN VĨNH BẢO\nMẬT\nSố: 07/BC-UBND"), "MẬT") << "a place's name";
    EXPECT_EQ(secrecy_marking("ỦY BAN NHÂN DÂN\nXÃ GIA BẢO\nMẬT\nSố: 07/BC-UBND"), "MẬT");
    EXPECT_EQ(secrecy_marking("Số: 07/BC-CA\nBÁO CÁO\nnội dung\nTỐI MẬT"), "TỐI MẬT") << "drawn behind the text";
    EXPECT_EQ(secrecy_marking("TỐI\nMẬT\nSố: 07/BC-CA"), "MẬT");
    EXPECT_EQ(secrecy_marking("M Ậ T\n"), "MẬT");
    EXPECT_EQ(secrecy_marking("TÀI LIỆU\nMẬT\n"), "MẬT");
    EXPECT_EQ(secrecy_marking("TUYỆT MẬT\ntrang hai\nTUYỆT MẬT"), "TUYỆT MẬT") << "above and below a page";
}

TEST(Secrecy, IsNoWordBrokenOverLines)
{
    for (const char* text : {"NỘI DUNG BẢO\nMẬT\nGHI CHÚ", "BẢO\nMẬT", "AN TOÀN, BẢO\n\nMẬT\nĐạt", "GIỮ BÍ\nMẬT",
                             "ĐỘ\nMẬT", "TÊN ĐĂNG NHẬP\nMẬT\nKHẨU", "MẬT\nĐỘ\nDÂN SỐ", "MẬT\nĐỘ XÂY DỰNG", "MẬT\nMÃ"})
        EXPECT_EQ(secrecy_marking(text), std::nullopt) << text;
}

TEST(Secrecy, IsNoListOfStamps)
{
    EXPECT_EQ(secrecy_marking("HƯỚNG DẪN\nCác dấu độ mật gồm:\nTUYỆT MẬT\nTỐI MẬT\nMẬT\n"), std::nullopt);
    EXPECT_EQ(secrecy_marking("STT\n1\nMẬT\n2\nMẬT\n3\nMẬT\n4\nTỐI MẬT"), std::nullopt);
    EXPECT_EQ(secrecy_marking("STT\n1\nMẬT\n2\nMẬT\n3\nMẬT"), std::nullopt);
    EXPECT_EQ(
        secrecy_marking(
            "ỦY BAN NHÂN DÂN\nSố: 12/HD-UBND\nTỐI MẬT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHƯỚNG DẪN\nCác dấu gồm\nTUYỆT "
            "MẬT\nTỐI MẬT\nMẬT"),
        "TỐI MẬT")
        << "a stamp above a list";
}

Inspection pages(std::vector<std::string> texts)
{
    Inspection inspection;
    inspection.page_sizes.resize(texts.size(), {595, 842});
    inspection.page_text = std::move(texts);
    return inspection;
}

// Words of one line, from `x` on.
void set(std::vector<PageWord>& words, double x, double y, const std::vector<std::string>& line)
{
    for (const std::string& text : line) {
        const double wide = 5.0 * static_cast<double>(text.size());
        words.push_back({text, x, y - 11, x + wide, y + 3});
        x += wide + 3;
    }
}

TEST(Secrecy, IsAStampBesideTheNationalTitle)
{
    Inspection inspection = pages(
        {"MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 07/BC-CA Hương Sen, ngày 01 tháng 12 năm 2026\nBÁO CÁO\nVề việc này"});
    EXPECT_FALSE(find_secrecy(inspection)) << "text alone does not tell";
    set(inspection.words, 60, 60, {"MẬT"});
    set(inspection.words, 280, 60, {"CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"});
    set(inspection.words, 60, 90, {"Số:", "07/BC-CA"});
    set(inspection.words, 300, 90, {"Hương", "Sen,", "ngày", "01", "tháng", "12", "năm", "2026"});
    ASSERT_TRUE(find_secrecy(inspection));
    EXPECT_EQ(find_secrecy(inspection)->marking, "MẬT");
    EXPECT_EQ(find_secrecy(inspection)->page, 1);
}

TEST(Secrecy, IsOverruledByAReason)
{
    const Inspection inspection = pages({"Số: 12/BC-UBND\nBÁO CÁO\nVề việc này", "Mục 2\nMẬT\nnội dung"});
    ASSERT_TRUE(find_secrecy(inspection));
    EXPECT_EQ(find_secrecy(inspection)->page, 2);
    EXPECT_EQ(accept_inspection(inspection).error().where, "2");
    EXPECT_EQ(accept_inspection(inspection, {.not_secret = "  "}).error().code, ErrorCode::state_secret);
    const auto taken = accept_inspection(inspection, {.not_secret = "Là tên cột của bảng mẫu"});
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->full_number, "12/BC-UBND");
}

TEST(Reading, LeavesItsRemarksAmongThoseOfTheFile)
{
    const Inspection inspection =
        pages({"Số: 91/BC-UBND\nHương Sen, ngày 31 tháng 02 năm 2026\nBÁO CÁO\nVề việc này\n"});
    const auto said = reading_remarks(inspection);
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(refreshed_remarks({"Tệp có 1 đoạn mã", said[0]}, {"Tệp có 2 đoạn mã"}),
              (std::vector<std::string>{"Tệp có 2 đoạn mã", said[0]}));
}

TEST(Reading, FindsTheNumberOfAConsolidatedTextWhereItIsCertified)
{
    const std::string first =
        "BỘ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG TƯ\nQuy định mức thu phí\n"
        "Thông tư số 12/2015/TT-BTC ngày 30 tháng 01 năm 2015 của Bộ trưởng Bộ Tài chính, có hiệu lực kể từ ngày 16 tháng 3 năm 2015, được "
        "sửa đổi, bổ\nsung bởi:";
    const std::string last =
        "Điều 9.\nBỘ TÀI CHÍNH\nSố: 07/VBHN-BTC\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 04 tháng 02 năm 2026\nBỘ TRƯỞNG";
    const auto heading = accept_inspection(pages({first, "Điều 2.", last, "PHỤ LỤC"}));
    ASSERT_TRUE(heading);
    EXPECT_EQ(heading->full_number, "07/VBHN-BTC");
    EXPECT_EQ(heading->issued_on, "2026-02-04");
    EXPECT_EQ(heading->type_code, "VBHN");
    EXPECT_EQ(heading->subject, "Quy định mức thu phí");
    EXPECT_EQ(accept_inspection(pages({first}))->full_number, "") << "never that of the text it consolidates";
}

TEST(Reading, BringsTheUrgencyIntoTheFields)
{
    Heading heading;
    heading.urgency = "THƯỢNG KHẨN";
    EXPECT_EQ(suggested_fields({}, heading, pages({"x"})).urgency, Urgency::very_urgent);
    DocumentFields typed;
    typed.urgency = Urgency::express;
    EXPECT_EQ(suggested_fields(typed, heading, pages({"x"})).urgency, Urgency::express);
}

}  // namespace
}  // namespace chamber
