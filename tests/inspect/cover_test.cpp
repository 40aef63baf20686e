// What hides a letter and what only lies on it: blending, colours, thin rings, masks, and the words of a content stream
// that readers take differently.
#include "tests/inspect/judging.hpp"

#include <cmath>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::next_object;
using testing::object_text;
using testing::sign_pdf;
using testing::Signing;

// "Dieu 1. So tien la 100 trieu dong" in 14 pt Helvetica from 72, 720: the seal's space is the page's, moved by 70,
// 710.
constexpr const char* over_the_text = "[70 710 170 750]";

std::string certified(int permission = 2)
{
    return sign_pdf(document(), pki().person, {.certification = permission});
}

Verdict sealed(const std::string& appearance, const std::string& resources = {},
               const std::map<int, std::string>& more = {})
{
    const std::string pdf = more.empty() ? certified() : append_revision(certified(), more);
    return judge(sign_pdf(pdf, pki().organisation,
                          {.field = "Signature2",
                           .rectangle = over_the_text,
                           .appearance = appearance,
                           .resources = resources}))
        .verdict;
}

std::string stream(const std::string& entries, const std::string& bytes)
{
    return "<< " + entries + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

struct Case {
    const char* what;
    const char* appearance;
    Verdict verdict;
};

TEST(Blending, HidesByWhatItLeavesOfTheContrast)
{
    const std::string settings =
        "/ExtGState << /M << /BM /Multiply >> /D << /BM /Darken >> /S << /BM /Screen >> /L << /BM [/Multiply /Screen] >> "
        "/N << /BM /Normal >> /T << /BM /Multiply /TR /X >> /F << /BM /Difference >> /H << /ca 0.3 >> >>";
    const Case cases[] = {
        {"white, multiplied", "/M gs 1 g 0 0 100 40 re f", Verdict::valid},
        {"yellow, multiplied", "/M gs 1 1 0 rg 0 0 100 40 re f", Verdict::valid},
        {"red, multiplied", "/M gs 1 0 0 rg 0 0 100 40 re f", Verdict::valid},
        {"yellow, darkened", "/D gs 1 1 0 rg 0 0 100 40 re f", Verdict::valid},
        {"black, multiplied", "/M gs 0 g 0 0 100 40 re f", Verdict::suspicious},
        {"black without saying so, multiplied", "/M gs 0 0 100 40 re f", Verdict::suspicious},
        {"dark grey, darkened", "/D gs 0.2 g 0 0 100 40 re f", Verdict::suspicious},
        {"black ink of four, multiplied", "/M gs 0 0 0 1 k 0 0 100 40 re f", Verdict::suspicious},
        {"grey upon grey, multiplied", "/M gs 0.7 g 0 0 100 40 re f 0 0 100 40 re f", Verdict::suspicious},
        {"black at a third, multiplied", "/M gs /H gs 0 g 0 0 100 40 re f", Verdict::valid},
        {"multiplied, then screened", "/M gs /S gs 1 g 0 0 100 40 re f", Verdict::suspicious},
        {"multiplied, then as usual", "/M gs /N gs 1 g 0 0 100 40 re f", Verdict::suspicious},
        {"a choice of modes", "/L gs 1 g 0 0 100 40 re f", Verdict::suspicious},
        {"the difference to white", "/F gs 1 g 0 0 100 40 re f", Verdict::suspicious},
        {"with a function for colours", "/T gs 1 g 0 0 100 40 re f", Verdict::suspicious},
        {"a black line, multiplied", "/M gs 0 G 40 w 0 20 m 100 20 l S", Verdict::suspicious},
        {"a yellow line, multiplied", "/M gs 1 1 0 RG 40 w 0 20 m 100 20 l S", Verdict::valid},
        {"a picture that is black", "/M gs q 100 0 0 40 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x01 EI Q",
         Verdict::suspicious}};
    for (const auto& [what, appearance, verdict] : cases) EXPECT_EQ(sealed(appearance, settings), verdict) << what;
    EXPECT_EQ(sealed("/M gs 1 g 0 0 100 40 re f",
                     settings + " /ColorSpace << /DefaultGray [/Separation /X /DeviceGray 9 0 R] >>"),
              Verdict::suspicious)
        << "white that means something else";
}

// In an isolated group there is nothing to multiply: white is a sheet.
TEST(Blending, InAGroupIsTheGroups)
{
    const int form = next_object(certified());
    const auto drawn = [&](const std::string& outer, const std::string& group, const std::string& inner) {
        const std::string settings = "/ExtGState << /M << /BM /Multiply >> /S << /BM /Screen >> >> ";
        const std::string entries =
            "/Type /XObject /Subtype /Form /BBox [0 0 100 40] /Resources << " + settings + " >> " + group;
        return sealed(outer + " /X Do", settings + "/XObject << /X " + std::to_string(form) + " 0 R >>",
                      {{form, stream(entries, inner + " 1 g 0 0 100 40 re f")}});
    };
    const std::string isolated = "/Group << /S /Transparency /I true >>", open = "/Group << /S /Transparency >>";
    EXPECT_EQ(drawn("", isolated, "/M gs"), Verdict::suspicious);
    EXPECT_EQ(drawn("", open, "/M gs"), Verdict::valid);
    EXPECT_EQ(drawn("/M gs", isolated, ""), Verdict::valid);
    EXPECT_EQ(drawn("/M gs", open, ""), Verdict::valid);
    EXPECT_EQ(drawn("/S gs", open, "/M gs"), Verdict::suspicious);
    EXPECT_EQ(drawn("/M gs", "", ""), Verdict::valid);
}

TEST(Sheets, AreSeenHoweverTheyAreSpelled)
{
    const Case cases[] = {{"more operands than it takes", "1 g 9 9 9 9 0 0 100 40 re f", Verdict::suspicious},
                          {"a dot as wide as the line", "1 G 60 w 2 J 50 20 m 50 20 l S", Verdict::suspicious},
                          {"a number and an operator in one word", "1 g 0 0 100 40re f", Verdict::suspicious},
                          {"two operators in one word", "1 g 0 0 100 40 re fn", Verdict::suspicious},
                          {"letters with a thick line around them",
                           "1 G 40 w 1 Tr BT /F1 10 Tf 0 15 Td (. . . . . . .) Tj ET", Verdict::suspicious},
                          {"a dash of another size", "1 g BT /F1 400 Tf 0 -60 Td (-) Tj ET", Verdict::suspicious},
                          {"a comment, a name, a string", "% re f\n/re (0 0 100 40 re f) pop", Verdict::suspicious},
                          {"words that draw nothing",
                           "% 0 0 100 40 re f\n/Artifact << /X (0 0 100 40 re f) /Y [<</Z 1>>] >> BDC n EMC",
                           Verdict::valid}};
    for (const auto& [what, appearance, verdict] : cases) EXPECT_EQ(sealed(appearance), verdict) << what;
}

// Holes where a reader of nine points would look leave the sheet a sheet.
TEST(Sheets, WithHolesAreSheets)
{
    std::string sheet = "1 g 0 0 100 40 re ";
    for (double x = 1; x < 100; x += 1)
        for (double y = 8; y < 22; y += 1) sheet += std::to_string(x) + " " + std::to_string(y) + " 0.05 0.05 re ";
    EXPECT_EQ(sealed(sheet + "f*"), Verdict::suspicious);
}

TEST(Letters, OfUsualWidthCountOneByOne)
{
    // The seal's space is the page's, moved by 72: "Dieu 1. So" has its i from 10.1 to 13.2 and its digit from 32.7
    // to 40.4.
    const auto with_sheet = [](const std::string& from, const std::string& width) {
        const Signing how{.field = "Signature2",
                          .rectangle = "[72 710 172 750]",
                          .appearance = "1 g " + from + " 0 " + width + " 40 re f"};
        return judge(sign_pdf(certified(), pki().organisation, how)).verdict;
    };
    EXPECT_EQ(with_sheet("32.7", "7.8"), Verdict::suspicious) << "the digit";
    EXPECT_EQ(with_sheet("33.2", "6.8"), Verdict::suspicious) << "the digit's ink";
    EXPECT_EQ(with_sheet("35.3", "2.6"), Verdict::valid) << "a third of the digit";
    EXPECT_EQ(with_sheet("10.1", "3.1"), Verdict::valid) << "the i, as a ring may";
    EXPECT_EQ(with_sheet("8.8", "5.8"), Verdict::suspicious) << "the i and the place around it";
}

std::string ring(double opacity)
{
    std::string path;
    for (const double radius : {18.0, 15.6}) {
        for (int i = 0; i <= 60; ++i) {
            const double angle = i * 2 * 3.14159265 / 60;
            path += std::to_string(50 + radius * std::cos(angle)) + " " +
                    std::to_string(20 + radius * std::sin(angle)) + (i == 0 ? " m " : " l ");
        }
        path += "h ";
    }
    return (opacity < 1 ? "/H gs 1 0 0 rg " : "1 0 0 rg ") + path + "f*";
}

TEST(Rings, OverALetterAreNoAlarm)
{
    // Where it is upright its ring stands on 102 to 105 and 136 to 138: letters and gaps of "1. So tien".
    EXPECT_EQ(sealed(ring(1)), Verdict::valid);
    EXPECT_EQ(sealed(ring(0.7), "/ExtGState << /H << /ca 0.7 >> >>"), Verdict::valid);
}

// Eight lines of 13 pt, as a decision ends.
std::string decision()
{
    std::string content = "BT /F1 13 Tf 72 700 Td 18 TL ";
    for (const char* line :
         {"Dieu 3. Chanh Van phong, Giam doc cac so, ban, nganh va Chu tich Uy ban nhan dan cac",
          "xa, phuong chiu trach nhiem thi hanh Quyet dinh nay ke tu ngay ky ban hanh.",
          "Noi nhan: nhu dieu 3; luu: VT, TH, thuong truc Tinh uy, Hoi dong nhan dan tinh, Mat tran.",
          "TM. UY BAN NHAN DAN TINH - KT. CHU TICH - PHO CHU TICH THUONG TRUC",
          "Tong so kinh phi la 1.250.000.000 dong (mot ty hai tram nam muoi trieu dong) tu ngan sach",
          "dia phuong nam 2026, chi tiet tai cac phu luc kem theo cua Quyet dinh nay, gom 14 muc.",
          "Nguyen Van Minh Tuan, sinh ngay 11 thang 11 nam 1971, thuong tru tai phuong 2, thi xa An Ninh.",
          "Le Thi Hong Linh, so can cuoc 011111111111, cap ngay 12 thang 1 nam 2021, noi cap: Ha Noi."})
        content += "(" + std::string(line).substr(0, 90) + ") ' ";
    content += "ET";
    for (char& byte : content) byte = byte == '\n' ? ' ' : byte;
    return sign_pdf(
        testing::make_pdf_of(
            {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [] /Resources << /Font << /F1 5 0 R >> >> >>",
             stream("", content), "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"}),
        pki().person, {.certification = 2});
}

// A seal of 36 mm as a picture: its ring is 2.8 pt wide with soft edges, a thin one is inside.
std::string mask_of_seal()
{
    constexpr int side = 300;
    std::string mask;
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            const double from_middle = std::hypot(row - side / 2.0, column - side / 2.0) * 102 / side;
            const double outer = 1.4 - std::abs(from_middle - 49.2), inner = 0.35 - std::abs(from_middle - 45.5);
            const double ink =
                std::max(std::min(1.0, std::max(0.0, outer + 0.5)), std::min(1.0, std::max(0.0, inner + 0.3)));
            mask += static_cast<char>(static_cast<int>(ink * 230));
        }
    }
    return mask;
}

TEST(Rings, OfASealInItsRealSizeAreNoAlarmWhereverTheyLie)
{
    const std::string first = decision();
    const int picture = next_object(first), mask = picture + 1;
    const std::string image = "/Type /XObject /Subtype /Image /BitsPerComponent 8 ";
    const std::string inked = append_revision(
        first,
        {{picture, stream(image + "/Width 1 /Height 1 /ColorSpace /DeviceRGB /SMask " + std::to_string(mask) + " 0 R",
                          std::string("\xE0\0\0", 3))},
         {mask, stream(image + "/Width 300 /Height 300 /ColorSpace /DeviceGray", mask_of_seal())}});
    int alarms = 0;
    for (int i = 0; i < 40; ++i) {
        const int left = 80 + i * 37 % 400, bottom = 540 + i * 23 % 90;
        const Signing how{.field = "Signature2",
                          .rectangle = "[" + std::to_string(left) + " " + std::to_string(bottom) + " " +
                                       std::to_string(left + 102) + " " + std::to_string(bottom + 102) + "]",
                          .appearance = "q 100 0 0 40 0 0 cm /Im Do Q",
                          .resources = "/XObject << /Im " + std::to_string(picture) + " 0 R >>"};
        alarms += judge(sign_pdf(inked, pki().organisation, how)).verdict == Verdict::suspicious ? 1 : 0;
    }
    EXPECT_EQ(alarms, 0);
}

TEST(Pictures, WithAColourKeyShowWhatIsUnderIt)
{
    // A red frame of one sample around white, which the key leaves out.
    std::string samples;
    for (int row = 0; row < 40; ++row)
        for (int column = 0; column < 100; ++column)
            samples += row == 0 || row == 39 || column == 0 || column == 99 ? std::string("\xFF\0\0", 3)
                                                                            : std::string("\xFF\xFF\xFF");
    const int picture = next_object(certified());
    const auto with = [&](const std::string& key, const std::string& settings = {}) {
        const std::string entries =
            "/Type /XObject /Subtype /Image /Width 100 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceRGB " + key;
        return sealed(settings + " q 100 0 0 40 0 0 cm /I Do Q",
                      "/ExtGState << /M << /BM /Multiply >> >> /XObject << /I " + std::to_string(picture) + " 0 R >>",
                      {{picture, stream(entries, samples)}});
    };
    EXPECT_EQ(with("/Mask [255 255 255 255 255 255]"), Verdict::valid);
    EXPECT_EQ(with("/Mask [250 255 250 255 250 255]"), Verdict::valid);
    EXPECT_EQ(with("/Mask [0 10 0 10 0 10]"), Verdict::suspicious);
    EXPECT_EQ(with("/Mask [255 255]"), Verdict::suspicious);
    EXPECT_EQ(with(""), Verdict::suspicious);
    EXPECT_EQ(with("", "/M gs"), Verdict::valid) << "white, multiplied";
    EXPECT_EQ(with("/Decode [1 0 1 0 1 0]", "/M gs"), Verdict::suspicious) << "white that is black";
}

Verdict noted(const std::string& note)
{
    return judge(add_annotation(certified(3), "<< /Type /Annot " + note + " >>")).verdict;
}

// A note without a picture is drawn by the reader, as its entries say.
TEST(Notes, WithoutAPictureHideWhatTheirEntriesSay)
{
    const std::string marks = " /Rect [72 716 172 734] /QuadPoints [72 734 172 734 72 716 172 716] ";
    EXPECT_EQ(noted("/Subtype /Highlight /C [1 1 0]" + marks), Verdict::valid_with_allowed_changes);
    EXPECT_EQ(noted("/Subtype /Highlight /C [0 0 0]" + marks), Verdict::suspicious);
    EXPECT_EQ(noted("/Subtype /Underline /C [1 0 0]" + marks), Verdict::valid_with_allowed_changes);
    EXPECT_EQ(noted("/Subtype /StrikeOut /C [1 0 0]" + marks), Verdict::valid_with_allowed_changes);
    EXPECT_EQ(
        noted("/Subtype /StrikeOut /C [1 1 1] /Rect [72 716 172 734] /QuadPoints [72 824 172 824 72 624 172 624]"),
        Verdict::suspicious);
    EXPECT_EQ(noted("/Subtype /Ink /C [1 1 1] /BS << /W 30 >> /Rect [72 716 172 734] /InkList [[60 725 260 725]]"),
              Verdict::suspicious);
    EXPECT_EQ(noted("/Subtype /Ink /C [1 0 0] /BS << /W 1 >> /Rect [72 716 172 734] /InkList [[60 715 260 715]]"),
              Verdict::valid_with_allowed_changes);
    EXPECT_EQ(noted("/Subtype /Text /Rect [300 716 320 734]"), Verdict::valid_with_allowed_changes);
}

}  // namespace
}  // namespace chamber::inspect
