// A seal may lie over a signature and touch the words beside it; nothing that came after signing may hide what was
// signed.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::next_object;
using testing::object_text;
using testing::sign_pdf;
using testing::Signing;

constexpr const char* over_the_text = "[70 710 320 740]";
constexpr const char* beside_it = "[300 300 400 340]";

std::string certified(int permission = 2)
{
    return sign_pdf(document(), pki().person, {.certification = permission});
}

std::string sealed(const std::string& pdf, const std::string& rectangle, const std::string& appearance)
{
    return sign_pdf(pdf, pki().organisation, {.field = "Signature2", .rectangle = rectangle, .appearance = appearance});
}

TEST(Seals, ThatHideWordsAreSuspicious)
{
    const std::pair<const char*, const char*> hiding[] = {
        {"a white sheet with other words",
         "1 g 0 0 100 40 re f BT 0 g /F1 9 Tf 2 10 Td (Dieu 1. So tien la 900 trieu) Tj ET"},
        {"a sheet over one letter", "1 g 0 0 20 40 re f"},
        {"a sheet made of curves", "1 g 0 0 m 0 40 0 40 100 40 c 100 0 l h f"},
        {"a picture without a mask", "q 100 0 0 40 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xFF EI Q"},
        {"a thick line", "1 G 40 w 0 20 m 100 20 l S"},
        {"a shade", "/Sh1 sh"},
        {"words over all the words", "BT /F1 12 Tf 1 12 Td (NOI DUNG KHAC HAN VOI DIEU DA KY) Tj ET"}};
    for (const auto& [what, appearance] : hiding) {
        const auto report = judge(sealed(certified(), over_the_text, appearance));
        EXPECT_EQ(report.verdict, Verdict::suspicious) << what;
        EXPECT_TRUE(tells(report.changes, "che lên nội dung trang 1")) << what;
        EXPECT_EQ(judge(sealed(certified(), beside_it, appearance)).verdict, Verdict::valid) << what;
    }
}

TEST(Seals, ThatOnlyTouchWordsAreSaidToAndAllowed)
{
    const std::pair<const char*, const char*> honest[] = {
        {"a frame", "1 0 0 RG 1 1 98 38 re S"},
        {"a ring, drawn as two outlines", "1 0 0 rg 0 0 100 40 re 1 1 98 38 re f*"},
        {"nothing", "n"},
        {"a few words", "BT /F1 9 Tf 1 10 Td (Ky boi) Tj ET"}};
    for (const auto& [what, appearance] : honest) {
        const auto report = judge(sealed(certified(), over_the_text, appearance));
        EXPECT_EQ(report.verdict, Verdict::valid) << what;
        EXPECT_TRUE(tells(report.changes, "chồng lên chữ của trang")) << what;
    }
}

TEST(Seals, MayLieOverTheSignatureBesideThem)
{
    const std::string person = sign_pdf(document(), pki().person,
                                        {.certification = 2,
                                         .rectangle = "[300 100 420 160]",
                                         .appearance = "BT /F1 9 Tf 2 10 Td (Nguoi ky: Nguyen Van Duc) Tj ET"});
    const auto report = judge(sealed(person, "[250 90 350 190]", "1 0 0 rg 0 0 100 40 re f"));
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_FALSE(tells(report.changes, "chồng lên"));
}

// The picture of a signature as the decree wants it: a PNG with a transparent ground, here with ink in its lower
// corner.
TEST(Seals, WithATransparentGroundShowWhatIsUnderThem)
{
    const auto stream = [](const std::string& entries, const std::string& bytes) {
        return "<< " + entries + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
    };
    const std::string first = certified();
    const int picture = next_object(first), mask = picture + 1;
    const std::string image = "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 ";
    for (const auto& [alpha, verdict] : {std::pair{std::string("\0\0\x20\0", 4), Verdict::valid},
                                         {std::string("\xFF\xFF\xFF\xFF"), Verdict::suspicious}}) {
        const std::map<int, std::string> extra{
            {picture,
             stream(image + "/ColorSpace /DeviceRGB /SMask " + std::to_string(mask) + " 0 R", std::string(12, 'r'))},
            {mask, stream(image + "/ColorSpace /DeviceGray", alpha)}};
        const Signing how{.field = "Signature2",
                          .rectangle = over_the_text,
                          .appearance = "q 100 0 0 40 0 0 cm /Im Do Q",
                          .resources = "/XObject << /Im " + std::to_string(picture) + " 0 R >>"};
        EXPECT_EQ(judge(sign_pdf(append_revision(first, extra), pki().organisation, how)).verdict, verdict);
    }
}

TEST(Seals, MayCoverTheDotsOfALineToSignOn)
{
    const std::string pdf =
        sign_pdf(testing::make_pdf({"................................"}), pki().person, {.certification = 2});
    EXPECT_EQ(judge(sealed(pdf, over_the_text, "1 g 0 0 100 40 re f")).verdict, Verdict::valid);
}

TEST(Notes, ThatHideWordsAreSuspiciousWhereNotesAreAllowed)
{
    const std::string pdf = certified(3);
    const int form = next_object(pdf) + 1;
    const auto note = [&](const std::string& drawing, const std::string& resources) {
        const std::string added = "<< /Type /Annot /Subtype /Highlight /Rect " + std::string(over_the_text) +
                                  " /AP << /N " + std::to_string(form) + " 0 R >> >>";
        const std::string appearance = "<< /Type /XObject /Subtype /Form /BBox [0 0 100 40] /Resources << " +
                                       resources + " >> /Length " + std::to_string(drawing.size()) + " >>\nstream\n" +
                                       drawing + "\nendstream";
        const std::string list = "/Annots [ " + std::to_string(form - 1) + " 0 R ";
        std::string page = object_text(pdf, 3);
        page.replace(page.find("/Annots ["), 9, list);
        return append_revision(pdf, {{3, page}, {form - 1, added}, {form, appearance}});
    };
    const auto hidden = judge(note("1 g 0 0 100 40 re f", {}));
    EXPECT_EQ(hidden.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(hidden.changes, "che lên nội dung trang 1"));
    EXPECT_EQ(judge(note("/G gs 1 1 0 rg 0 0 100 40 re f", "/ExtGState << /G << /BM /Multiply >> >>")).verdict,
              Verdict::valid_with_allowed_changes);
}

TEST(Notes, ThatActAreSuspicious)
{
    const std::string link = "<< /Type /Annot /Subtype /Link /Rect [300 300 320 320] /A << /S /Launch /F (x.exe) >> >>";
    EXPECT_EQ(judge(add_annotation(certified(3), link)).verdict, Verdict::suspicious);
    const std::string honest =
        "<< /Type /Annot /Subtype /Link /Rect [300 300 320 320] /A << /S /URI /URI (https://example.vn) >> >>";
    EXPECT_EQ(judge(add_annotation(certified(3), honest)).verdict, Verdict::valid_with_allowed_changes);
}

}  // namespace
}  // namespace chamber::inspect
