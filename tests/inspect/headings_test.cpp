// Heads of real layouts through the whole inspector: PDF in, suggested fields out.
#include "tests/inspect/inspecting.hpp"
#include "tests/inspect/real_heads.hpp"
#include "tests/support/sheet_pdf.hpp"

#include <gtest/gtest.h>

#include <iostream>

namespace chamber::inspect {
namespace {

using testing::Head;
using testing::Layout;
using testing::make_sheets;
using testing::Sheet;

DocumentFields fields_of(const std::string& pdf)
{
    InspectOptions options = test_options();
    options.previews = false;
    const Result<Inspection> inspection = inspect_bytes(pdf, options);
    if (!inspection) return {};
    const Result<Heading> heading = accept_inspection(*inspection);
    DocumentFields fields;
    fields.file_name = "tep.pdf";
    return heading ? suggested_fields(fields, *heading, *inspection) : DocumentFields{};
}

// How many of the five are right; what is wrong goes to `wrong`.
int right_fields(const Head& head, const DocumentFields& read, std::string& wrong)
{
    int right = 0;
    const auto same = [&](const char* name, const std::string& found, const std::string& expected) {
        if (found == expected)
            ++right;
        else
            wrong += std::string(" ") + name + " \"" + found + "\" for \"" + expected + "\"";
    };
    same("N", read.full_number, full_number(head));
    same("D", read.issued_on, issued_on(head));
    same("I", read.issuer, head.issuer);
    same("T", read.type_code, head.code);
    same("S", read.title, head.title.empty() ? "tep" : head.title);
    return right;
}

TEST(Heads, AreReadInEveryLayout)
{
    std::size_t pages = 0, whole = 0;
    int fields = 0;
    for (const Layout layout : testing::layouts) {
        std::size_t of_layout = 0, read = 0;
        for (const Head& head : testing::real_heads()) {
            std::string wrong;
            const int right = right_fields(head, fields_of(set_head(head, layout)), wrong);
            if (right < 5)
                std::cout << "layout " << static_cast<int>(layout) << ", " << full_number(head) << head.issuer << ":"
                          << wrong << "\n";
            fields += right;
            ++pages;
            ++of_layout;
            read += right == 5 ? 1 : 0;
        }
        whole += read;
        EXPECT_GE(read * 100, of_layout * 85) << "layout " << static_cast<int>(layout);
    }
    std::cout << whole << " of " << pages << " first pages right in all five, " << fields << " of " << 5 * pages
              << " fields\n";
    EXPECT_GE(whole * 100, pages * 95);
}

struct OldLine {
    double x, y;
    const char* bytes;
};

DocumentFields fields_of_old(const std::vector<OldLine>& lines)
{
    Sheet sheet;
    for (const OldLine& line : lines) sheet.latin(line.x, line.y, line.bytes, 12);
    return fields_of(make_sheets({sheet}));
}

void expect_the_report(const DocumentFields& fields)
{
    EXPECT_EQ(fields.issuer, "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN XÃ THỬ NGHIỆM");
    EXPECT_EQ(fields.full_number, "12/BC-HĐND");
    EXPECT_EQ(fields.issued_on, "2026-11-05");
    EXPECT_EQ(fields.place, "Thử Nghiệm");
    EXPECT_EQ(fields.type_code, "BC");
    EXPECT_EQ(fields.title, "Kết quả lưu trữ hồ sơ, đặc điểm ở cơ sở năm 2026");
}

TEST(Heads, AreReadInTheLettersOfOldFonts)
{
    SCOPED_TRACE("TCVN3, capitals in a font of their own");
    expect_the_report(fields_of_old({{70, 60,
                                      "Th\xAD\xEAng tr\xF9"
                                      "c H\xE9i \xAE\xE5ng nh\xA9n d\xA9n"},
                                     {70, 77, "x\xB7 Th\xF6 Nghi\xD6m"},
                                     {70, 98, "S\xE8: 12/BC-H\xA7ND"},
                                     {310, 60,
                                      "C\xE9ng h\xDF"
                                      "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
                                      "a Vi\xD6t Nam"},
                                     {340, 77,
                                      "\xA7\xE9"
                                      "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
                                      "c"},
                                     {320, 98, "Th\xF6 Nghi\xD6m, ng\xB5y 05 th\xB8ng 11 n\xA8m 2026"},
                                     {240, 140, "B\xB8o c\xB8o"},
                                     {170, 160,
                                      "K\xD5t qu\xB6 l\xADu tr\xF7 h\xE5 s\xAC, \xAE\xC6"
                                      "c \xAEi\xD3m \xEB c\xAC s\xEB n\xA8m 2026"}}));
}

TEST(Heads, AreReadInTheLettersOfVni)
{
    expect_the_report(fields_of_old({{70, 60,
                                      "TH\xD6\xD4\xD8NG TR\xD6\xCF"
                                      "C HO\xC4I \xD1O\xC0NG NHA\xC2N DA\xC2N"},
                                     {70, 77, "XA\xD5 TH\xD6\xDB NGHIE\xC4M"},
                                     {70, 98, "So\xE1: 12/BC-H\xD1ND"},
                                     {310, 60,
                                      "CO\xC4NG HO\xD8"
                                      "A XA\xD5 HO\xC4I CHU\xDB NGH\xD3"
                                      "A VIE\xC4T NAM"},
                                     {340, 77,
                                      "\xD1o\xE4"
                                      "c la\xE4p - T\xF6\xEF do - Ha\xEFnh phu\xF9"
                                      "c"},
                                     {320, 98, "Th\xF6\xFB Nghie\xE4m, nga\xF8y 05 tha\xF9ng 11 na\xEAm 2026"},
                                     {240, 140, "BA\xD9O CA\xD9O"},
                                     {170, 160,
                                      "Ke\xE1t qua\xFB l\xF6u tr\xF6\xF5 ho\xE0 s\xF4, \xF1"
                                      "a\xEB"
                                      "c \xF1ie\xE5m \xF4\xFB c\xF4 s\xF4\xFB na\xEAm 2026"}}));
}

}  // namespace
}  // namespace chamber::inspect
