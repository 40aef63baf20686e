// Each rule of a head by a table of lines: types, numbers, issuers, subjects, days.
#include "protocol/heading.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace chamber {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string under(const std::string& type_and_subject, const std::string& symbol = "BC-UBND")
{
    return "ỦY BAN NHÂN DÂN\nXÃ HƯƠNG SEN\nSố: 12/" + symbol +
           "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n" +
           "Hương Sen, ngày 05 tháng 11 năm 2026\n" + type_and_subject;
}

TEST(HeadingTypes, AreThoseOfTheDecreeAndOfTheLaw)
{
    const std::vector<std::pair<const char*, const char*>> table = {{"12/NQ-HĐND", "NQ"},
                                                                    {"12/QĐ-UBND", "QĐ"},
                                                                    {"12/QyĐ-UBND", "QyĐ"},
                                                                    {"12/TTR-UBND", "TTr"},
                                                                    {"12/CTr-HĐND", "CTr"},
                                                                    {"58/2026/NĐ-CP", "NĐ"},
                                                                    {"9/2026/TT-BNV", "TT"},
                                                                    {"2/2026/TTLT-BTC-BNV", "TTLT"},
                                                                    {"3/QCPH-HĐND-UBND", "QC"},
                                                                    {"3/QCLN-CA-VKS", "QC"},
                                                                    {"4/KHLT-CA-HPN", "KH"},
                                                                    {"5/HDLN-TA-VKS", "HD"},
                                                                    {"1/NQLT-HĐND-MTTQ", "NQLT"},
                                                                    {"12/VBHN-BTC", "VBHN"},
                                                                    {"35-KL/ĐU", "KL"},
                                                                    {"35-CTr/TU", "CTr"},
                                                                    {"1453/STTTT-CNTT-BCVT", "CV"},
                                                                    {"12/CV-HĐND", "CV"},
                                                                    {"7/CĐ-TTg", "CĐ"},
                                                                    {"7/GM-HĐND", "GM"},
                                                                    {"7/L-CTN", "CV"},
                                                                    {"66.19/2025/NQ-CP", "NQ"}};
    for (const auto& [number, code] : table) {
        const Heading heading = parse_heading("Số: " + std::string(number) + "\n");
        EXPECT_EQ(heading.full_number, number);
        EXPECT_EQ(heading.type_code, code) << number;
    }
}

TEST(HeadingTypes, AreReadFromTheirNamesWhereTheNumberDoesNotSay)
{
    const std::vector<std::pair<const char*, const char*>> table = {
        {"LUẬT\nĐẤT ĐAI", "L"},          {"BỘ LUẬT\nLAO ĐỘNG", "BL"},
        {"PHÁP LỆNH\nVỀ GIÁ", "PL"},     {"HIẾN PHÁP\nNƯỚC TA", "HP"},
        {"TỜ TRÌNH\nVề giá đất", "TTr"}, {"QUY ĐỊNH\nVề giá đất", "QyĐ"},
        {"NGHỊ ĐỊNH\nVề giá đất", "NĐ"}, {"N G H Ị Q U Y Ế T\nVề giá đất", "NQ"},
        {"KẾT LUẬN\nVề giá đất", "KL"},  {"THÔNG TƯ LIÊN TỊCH\nVề giá đất", "TTLT"}};
    for (const auto& [lines, code] : table)
        EXPECT_EQ(parse_heading(under(std::string(lines) + "\nCăn cứ", "2026/QH16")).type_code, code) << lines;
    EXPECT_EQ(parse_heading(under("TỜ TRÌNH\nVề việc này\nCăn cứ", "SNV-TCCC")).type_code, "TTr")
        << "a công văn's number over another name";
    EXPECT_EQ(parse_heading(under("QUY ĐỊNH\nVề việc này\nCăn cứ", "QĐ-UBND")).type_code, "QyĐ");
    EXPECT_EQ(parse_heading(under("BÁO CÁO\nVề việc này\nCăn cứ", "TTr-UBND")).type_code, "TTr")
        << "a number that says it keeps it";
}

TEST(HeadingSubject, IsToldFromWhatTheTypeAdds)
{
    const std::vector<std::pair<const char*, const char*>> table = {
        {"BÁO CÁO THẨM TRA\ndự thảo Nghị quyết về ngân sách", "dự thảo Nghị quyết về ngân sách"},
        {"BÁO CÁO\nTHẨM TRA\ndự thảo Nghị quyết về ngân sách", "dự thảo Nghị quyết về ngân sách"},
        {"BÁO CÁO TIẾP THU, GIẢI TRÌNH\nÝ kiến của cử tri", "Ý kiến của cử tri"},
        {"QUY CHẾ PHỐI HỢP\ngiữa Hội đồng và Mặt trận", "giữa Hội đồng và Mặt trận"},
        {"NGHỊ QUYẾT VỀ DỰ TOÁN NGÂN SÁCH\nNĂM 2027", "VỀ DỰ TOÁN NGÂN SÁCH NĂM 2027"},
        {"BÁO CÁO KẾT QUẢ THỰC HIỆN NHIỆM VỤ\nNĂM 2026", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2026"},
        {"TỜ TRÌNH\nV/v phê chuẩn quyết toán", "phê chuẩn quyết toán"}};
    for (const auto& [lines, subject] : table)
        EXPECT_EQ(parse_heading(under(std::string(lines) + "\nKính gửi: Hội đồng nhân dân xã")).subject, subject)
            << lines;
}

TEST(HeadingSubject, MayBeginAsABodyDoes)
{
    for (const char* subject :
         {"Thực hiện công tác cải cách hành chính năm 2027", "Theo dõi thi hành pháp luật năm 2027",
          "Để xuất chủ trương đầu tư", "Trong lĩnh vực đất đai"})
        EXPECT_EQ(parse_heading(under("KẾ HOẠCH\n" + std::string(subject) + "\nCăn cứ Luật số 72/2025/QH15;")).subject,
                  subject);
    EXPECT_EQ(
        parse_heading(under("BÁO CÁO\nKết quả năm 2026\nThực hiện chỉ đạo của Thường trực, Ủy ban báo cáo như\nsau:"))
            .subject,
        "Kết quả năm 2026");
    EXPECT_EQ(
        parse_heading(
            under(
                "GIẤY MỜI\nThực hiện chương trình công tác năm 2026, Thường trực Hội đồng nhân dân\nkính mời các vị đại biểu dự họp:"))
            .subject,
        "");
}

TEST(HeadingSubject, EndsBeforeWhoeverDecides)
{
    const std::vector<const char*> authorities = {"GIÁM ĐỐC SỞ NỘI VỤ",
                                                  "BỘ TRƯỞNG BỘ TÀI CHÍNH",
                                                  "CHÍNH PHỦ",
                                                  "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
                                                  "HỘI ĐỒNG NHÂN DÂN XÃ HƯƠNG SEN\nKHÓA II, KỲ HỌP THỨ BA",
                                                  "TỔNG KIỂM TOÁN NHÀ NƯỚC",
                                                  "CHỦ TỊCH\nỦY BAN NHÂN DÂN XÃ HƯƠNG SEN"};
    for (const char* authority : authorities)
        EXPECT_EQ(parse_heading(
                      under("QUYẾT ĐỊNH\nVề việc thành lập Tổ giúp việc\n" + std::string(authority) + "\nCăn cứ Luật;",
                            "QĐ-UBND"))
                      .subject,
                  "Về việc thành lập Tổ giúp việc")
            << authority;
    EXPECT_EQ(
        parse_heading(under("QUYẾT ĐỊNH\nVề mức thu kỳ 2019 - 2023 BỘ TRƯỞNG BỘ TÀI CHÍNH\nCăn cứ Luật;", "QĐ-UBND"))
            .subject,
        "Về mức thu kỳ 2019 - 2023");
    EXPECT_EQ(
        parse_heading(under("NGHỊ QUYẾT\nVỀ DỰ TOÁN NGÂN SÁCH\nỦY BAN NHÂN DÂN XÃ HƯƠNG SEN\nCăn cứ Luật;", "NQ-UBND"))
            .subject,
        "VỀ DỰ TOÁN NGÂN SÁCH");
    EXPECT_EQ(parse_heading(under("TỜ TRÌNH\nVề biên chế của UBND\nKính gửi: HĐND", "TTr-UBND")).subject,
              "Về biên chế của UBND");
}

TEST(HeadingIssuer, IsTheLastOrganNamed)
{
    const std::vector<std::pair<const char*, const char*>> table = {
        {"UBND TỈNH HƯƠNG SEN\nSỞ NỘI VỤ", "SỞ NỘI VỤ"},
        {"BỘ CÔNG AN\nCỤC CẢNH SÁT PHÒNG CHÁY", "CỤC CẢNH SÁT PHÒNG CHÁY"},
        {"HỘI ĐỒNG NHÂN DÂN\nTỈNH BÌNH SEN\nĐOÀN GIÁM SÁT", "ĐOÀN GIÁM SÁT"},
        {"TỈNH ỦY THANH SEN", "TỈNH ỦY THANH SEN"},
        {"ỦY BAN MẶT TRẬN TỔ QUỐC\nVIỆT NAM XÃ HƯƠNG SEN", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ HƯƠNG SEN"},
        {"THƯỜNG TRỰC HĐND - UBND -\nBAN THƯỜNG TRỰC UBMTTQ", "THƯỜNG TRỰC HĐND - UBND - BAN THƯỜNG TRỰC UBMTTQ"},
        {"HỘI ĐỒNG NHÂN DÂN\nXÃ HƯƠNG SEN\nBAN VĂN HÓA - XÃ HỘI", "BAN VĂN HÓA - XÃ HỘI"},
        {"CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do", "CHÍNH PHỦ"},
        {"TỈNH ỦY THANH SEN ĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY THANH SEN"}};
    for (const auto& [lines, issuer] : table)
        EXPECT_EQ(parse_heading(std::string(lines) + "\nSố: 12/BC-X\n").issuer, issuer) << lines;
}

TEST(HeadingIssuer, IsNothingThatIsNoOrgan)
{
    for (const char* line :
         {"PHỤ LỤC 01", "PHỤ LỤC II\nDỰ TOÁN CHI NGÂN SÁCH NĂM 2027", "S: 123/NQ-HND", "KHÓA VI, KỲ HỌP THỨ 2",
          "MỤC LỤC", "C N P Ủ", "NH N XÉT C A BAN", "1. MVC TIEU DAO TAO", "UBND TINH KIEN GIANG CQNG HOA XA HO!",
          "CHUONGT~PHOIHQP", "TỔ CHỨC THỰC HIỆN", "BAN HÀNH KÈM THEO"})
        EXPECT_EQ(parse_heading(std::string(line) + "\nnội dung\n").issuer, "") << line;
    EXPECT_EQ(parse_heading("C N P Ủ\nSố: 47/2020/NĐ-CP\n").issuer, "CHÍNH PHỦ")
        << "its number can only be the Government's";
    EXPECT_EQ(parse_heading("QU C H I\nLuật số: 31/2024/QH15\n").issuer, "QUỐC HỘI");
}

TEST(HeadingNumber, ComesFromTheHeadAlone)
{
    EXPECT_EQ(parse_heading("Số: 2044 / SVHTT-VP\n").full_number, "2044/SVHTT-VP");
    EXPECT_EQ(parse_heading("Số: 25/BC - UBND\n").full_number, "25/BC-UBND");
    EXPECT_EQ(parse_heading("Số: 12a/NQ-HĐND\n").full_number, "12a/NQ-HĐND");
    EXPECT_EQ(parse_heading("Số:     -QĐ/TU\n").full_number, "");
    EXPECT_EQ(parse_heading("Số:     -QĐ/TU\n").type_code, "QĐ");
    EXPECT_EQ(
        parse_heading(
            "BỘ TÀI CHÍNH\nTHÔNG TƯ\nQuy định mức thu phí\nThông tư liên tịch\nSố: 12/2015/TT-BTC ngày 30 tháng 01 năm 2015\n")
            .full_number,
        "")
        << "a consolidated text names the decree it amends";
    EXPECT_EQ(parse_heading("CÔNG BÁO/Số 531 + 532/Ngày 10-4-2025\nBỘ NỘI VỤ\nSố: 9/2025/TT-BNV\n").full_number,
              "9/2025/TT-BNV");
}

TEST(HeadingDay, IsLeftOutAndSaidWhenThereIsNone)
{
    const Heading none = parse_heading(under("BÁO CÁO\nVề việc này"));
    EXPECT_THAT(none.remarks, IsEmpty());
    const Heading heading =
        parse_heading("Số: 91/BC-UBND\nHương Sen, ngày 31 tháng 02 năm 2026\nBÁO CÁO\nVề việc này\n");
    EXPECT_EQ(heading.issued_on, "");
    EXPECT_EQ(heading.place, "Hương Sen");
    EXPECT_THAT(heading.remarks, ElementsAre(HasSubstr("31/2/2026")));
    EXPECT_THAT(parse_heading("Số: /BC-UBND\nHương Sen, ngày     tháng 02 năm 2026\n").remarks, IsEmpty())
        << "not yet filled in";
}

// Words of a line, each letter half as wide as it is high.
void set(std::vector<PageWord>& words, double x, double y, const std::string& line, PageWord ink = {})
{
    const auto high = [](const std::string& text) {
        return static_cast<double>(std::count_if(
            text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
    };
    std::istringstream parts(line);
    for (std::string part; parts >> part; x += 3) {
        ink.text = part;
        ink.left = x;
        ink.right = x += 6 * high(part);
        ink.top = y - 11;
        ink.bottom = y + 3;
        words.push_back(ink);
    }
}

std::vector<PageWord> stamped_head(double off)
{
    std::vector<PageWord> words;
    PageWord stamp;
    stamp.stamp = true;
    set(words, 70, 60, "ỦY BAN NHÂN DÂN");
    set(words, 330, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    set(words, 70, 77, "XÃ HƯƠNG SEN");
    set(words, 360, 77, "Độc lập - Tự do - Hạnh phúc");
    set(words, 80, 98, "Số:");
    set(words, 130, 98, "/BC-UBND");
    set(words, 330, 98, "Hương Sen, ngày");
    set(words, 445, 98, "tháng 11 năm 2026");
    set(words, 220, 130, "BÁO CÁO");
    set(words, 150, 150, "Kết quả năm 2026");
    set(words, 90, 190, "Thực hiện chỉ đạo của Thường trực, Ủy ban báo cáo như sau:");
    set(words, 102, 98 + off, "565", stamp);
    set(words, 426, 98 - off, "15", stamp);
    set(words, 400, 30, "VĂN PHÒNG", stamp);
    return words;
}

TEST(HeadingPlaces, TellWhichBlankAStampFills)
{
    for (const double off : {-5.0, 0.0, 5.0}) {
        const Heading heading = parse_heading(stamped_head(off));
        EXPECT_EQ(heading.full_number, "565/BC-UBND") << off;
        EXPECT_EQ(heading.issued_on, "2026-11-15") << off;
        EXPECT_EQ(heading.issuer, "ỦY BAN NHÂN DÂN XÃ HƯƠNG SEN");
        EXPECT_EQ(heading.subject, "Kết quả năm 2026");
    }
}

TEST(HeadingPlaces, TellColumnsThatTouchApart)
{
    std::vector<PageWord> words;
    set(words, 40, 60, "BAN CHỈ ĐẠO PHÒNG THỦ DÂN SỰ VÀ ỨNG PHÓ BÃO");
    set(words, 310, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    set(words, 360, 77, "Độc lập - Tự do - Hạnh phúc");
    set(words, 80, 98, "Số: 12/TB-BCĐ");
    set(words, 330, 98, "Hương Sen, ngày 05 tháng 11 năm 2026");
    EXPECT_EQ(parse_heading(words).issuer, "BAN CHỈ ĐẠO PHÒNG THỦ DÂN SỰ VÀ ỨNG PHÓ BÃO");
    EXPECT_EQ(parse_heading(words).place, "Hương Sen");
}

TEST(HeadingPlaces, KeepASignaturesWordsOut)
{
    std::vector<PageWord> words;
    PageWord stamp;
    stamp.stamp = true;
    set(words, 380, 30, "Ký bởi: Ủy ban nhân dân xã", stamp);
    set(words, 380, 45, "TRUNG TÂM CÔNG BÁO VÀ TIN HỌC", stamp);
    EXPECT_EQ(parse_heading(words).issuer, "");
    for (PageWord& word : words) word.stamp = false;
    EXPECT_EQ(parse_heading(words).issuer, "") << "printed into the page";
    std::vector<PageWord> rules;
    set(rules, 220, 60, "QUY ĐỊNH");
    set(rules, 150, 80, "Về thẩm quyền của");
    set(rules, 150, 97, "người ký văn bản và ngày ký");
    EXPECT_EQ(parse_heading(rules).subject, "Về thẩm quyền của người ký văn bản và ngày ký");
}

TEST(HeadingUrgency, IsReadFromItsStamp)
{
    EXPECT_EQ(parse_heading(under("KHẨN\nBÁO CÁO\nVề việc này")).urgency, "KHẨN");
    EXPECT_EQ(parse_heading(under("THƯỢNG KHẨN\nBÁO CÁO\nVề việc này")).urgency, "THƯỢNG KHẨN");
    EXPECT_EQ(parse_heading(under("THƯỢNG\nKHẨN\nBÁO CÁO\nVề việc này")).urgency, "THƯỢNG KHẨN");
    EXPECT_EQ(parse_heading(under("H Ỏ A  T Ố C\nBÁO CÁO\nVề việc này")).urgency, "HỎA TỐC");
    EXPECT_EQ(parse_heading(under("BÁO CÁO\nVề tình trạng khẩn cấp")).urgency, "");
}

TEST(HeadingLetters, OfOldFontsAreTurnedIntoTodays)
{
    const Heading tcvn3 =
        parse_heading("Uû ban nh©n d©n\nx· Thö NghiÖm\nSè: 12/BC-UBND\nCéng hoµ x· héi chñ nghÜa ViÖt Nam\nThö NghiÖm, "
                      "ngµy 05 th¸ng 11 n¨m 2026\nB¸o c¸o\nKÕt qu¶ thùc hiÖn ng©n s¸ch");
    EXPECT_EQ(tcvn3.issuer, "ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM");
    EXPECT_EQ(tcvn3.issued_on, "2026-11-05");
    EXPECT_EQ(tcvn3.subject, "Kết quả thực hiện ngân sách");
    const Heading vni =
        parse_heading("UÛY BAN NHAÂN DAÂN\nXAÕ THÖÛ NGHIEÄM\nSoá: 12/BC-UBND\nThöû Nghieäm, ngaøy 05 thaùng 11 naêm "
                      "2026\nBAÙO CAÙO\nKeát quaû thöïc hieän ngaân saùch");
    EXPECT_EQ(vni.issuer, "ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM");
    EXPECT_EQ(vni.full_number, "12/BC-UBND");
    EXPECT_EQ(vni.issued_on, "2026-11-05");
    EXPECT_EQ(vni.subject, "Kết quả thực hiện ngân sách");
}

}  // namespace
}  // namespace chamber
