// What a forger may do behind a signature without a key, beyond what signatures_test tells: each was once called valid,
// or kept the engine from coming to an end.
#include "server/inspect/readable.hpp"
#include "server/inspect/signatures.hpp"
#include "tests/inspect/judging.hpp"
#include "tests/support/test_pdf.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::make_pdf_of;
using testing::next_object;
using testing::object_text;
using testing::sign_pdf;
using testing::TestPki;

const std::string font = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";
const std::string forged =
    "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\nstream\n0 0 9 9 re f\nendstream";
const std::string honest = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nn\nendstream";

// A page with these entries beside its own; `more` are the objects from 5 on.
std::string signed_page(const std::string& entries, const std::vector<std::string>& more,
                        const std::string& catalog = {}, const std::string& tree = {})
{
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R " + catalog + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 " + tree + " >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " + entries + " >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream"};
    objects.insert(objects.end(), more.begin(), more.end());
    return sign_pdf(make_pdf_of(objects), TestPki::instance().person, {.certification = 2});
}

Verdict verdict_after(const std::string& pdf, const std::map<int, std::string>& objects)
{
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid);
    return judge(append_revision(pdf, objects)).verdict;
}

// The form's fields and the first page's annotations with one more.
std::map<int, std::string> with_field(const std::string& pdf, const std::string& field)
{
    const int added = next_object(pdf), widget = added - 2;
    const std::string fields = std::to_string(widget) + " 0 R " + std::to_string(added) + " 0 R";
    std::string page = object_text(pdf, 3), catalog = object_text(pdf, 1);
    const std::size_t form = catalog.find("/Fields [");
    catalog.replace(form, catalog.find(']', form) - form, "/Fields [" + fields);
    const std::size_t annotations = page.find("/Annots [");
    page.replace(annotations, page.find(']', annotations) - annotations, "/Annots [" + fields);
    return {{1, catalog}, {3, page}, {added, field}};
}

const std::string new_field = "<< /Type /Annot /FT /Sig /T (S2) /Rect [72 700 300 730] ";

TEST(Forgeries, OfAStampsPictureAreNoticed)
{
    const std::string pdf = signed_page(
        "/Annots [5 0 R]", {"<< /Type /Annot /Subtype /Stamp /Rect [9 9 99 99] /AP << /N 6 0 R >> >>", honest});
    EXPECT_EQ(verdict_after(pdf, {{6, forged}}), Verdict::suspicious);
}

TEST(Forgeries, ByANumberThatLedToNothingAreNoticed)
{
    const std::string pdf = signed_page("/Annots [20 0 R]", {});
    EXPECT_EQ(verdict_after(pdf, {{20, "<< /Type /Annot /Subtype /FreeText /Rect [9 9 99 99] /Contents (900) >>"}}),
              Verdict::suspicious);
}

TEST(Forgeries, ByAFieldThatWasOnlyANumberAreNoticed)
{
    const std::string pdf = signed_page("/Annots [20 0 R]", {forged}, "/AcroForm << /Fields [20 0 R] >>");
    EXPECT_EQ(
        verdict_after(
            pdf, {{20, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (T) /Rect [9 9 99 99] /AP << /N 5 0 R >> >>"}}),
        Verdict::suspicious);
}

TEST(Forgeries, OfAFieldThatThePageDrawsAreNoticed)
{
    const std::string pdf = signed_page("/Resources << /XObject 5 0 R >>", {"<< /FT /Tx /T (T) /V 6 0 R >>", honest},
                                        "/AcroForm << /Fields [5 0 R] >>");
    EXPECT_EQ(verdict_after(pdf, {{6, forged}}), Verdict::suspicious);
}

TEST(Forgeries, OfMetadataThatThePageDrawsAreNoticed)
{
    const std::string pdf = signed_page("/Resources << /XObject 1 0 R >>", {honest}, "/Metadata 5 0 R");
    EXPECT_EQ(verdict_after(pdf, {{5, forged}}), Verdict::suspicious);
}

TEST(Forgeries, OfThePageTreesOwnEntriesAreNoticed)
{
    const std::string pdf = signed_page("/Resources 2 0 R", {honest, forged}, {}, "/XObject << /X 5 0 R >>");
    EXPECT_EQ(verdict_after(pdf, {{2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /XObject << /X 6 0 R >> >>"}}),
              Verdict::suspicious);
}

TEST(Forgeries, WithAnotherFieldsSignatureAreNoticed)
{
    const std::string pdf = signed_page({}, {forged});
    const std::string signature = std::to_string(next_object(pdf) - 3) + " 0 R";
    EXPECT_EQ(
        verdict_after(pdf, with_field(pdf, new_field + "/Subtype /Widget /AP << /N 5 0 R >> /V " + signature + " >>")),
        Verdict::suspicious);
}

TEST(Forgeries, WithAPlaceKeptForASignatureAreNoticed)
{
    const std::string pdf = signed_page({}, {forged});
    EXPECT_EQ(
        verdict_after(
            pdf,
            with_field(pdf, new_field + "/Subtype /Widget /AP << /N 5 0 R >> /V << /Type /Sig /Contents <00> >> >>")),
        Verdict::suspicious);
}

TEST(Forgeries, ByFreeTextInAnEmptyFieldsClothesAreNoticed)
{
    const std::string pdf = signed_page({}, {});
    EXPECT_EQ(verdict_after(pdf, with_field(pdf, new_field + "/Subtype /FreeText /Contents (900) /DA (/Helv 9 Tf) >>")),
              Verdict::suspicious);
}

TEST(Forgeries, ByAnEmptyFieldWhoseKidsDrawAreNoticed)
{
    const std::string pdf = signed_page({}, {forged});
    auto objects = with_field(pdf, "<< /FT /Sig /T (S2) /Kids [30 0 R] >>");
    objects[30] = "<< /Type /Annot /Subtype /Widget /Rect [9 9 99 99] /AP << /N 5 0 R >> >>";
    EXPECT_EQ(verdict_after(pdf, objects), Verdict::suspicious);
}

// Readers disagree about which of two equal keys counts, so there are two documents in one.
TEST(Forgeries, ByATrailerWithTwoPredecessorsAreNoticed)
{
    std::string pdf = append_revision(signed_page({}, {}), {{40, "<< >>"}});
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid_with_allowed_changes);
    const std::size_t at = pdf.rfind("/Prev ");
    pdf.insert(at, pdf.substr(at, pdf.find(" /Size", at) - at) + " ");
    EXPECT_EQ(judge(pdf).verdict, Verdict::suspicious);
}

// Objects that no cross-reference section knows, behind a repeated end: only a reader that repairs shows them.
TEST(Forgeries, BehindARepeatedEndAreNoticed)
{
    const std::string pdf = signed_page({}, {});
    const std::string end = pdf.substr(pdf.rfind("startxref"));
    EXPECT_EQ(judge(pdf + "4 0 obj\n" + forged + "\nendobj\n" + end).verdict, Verdict::suspicious);
}

// What the structure tree may gain must not be what a page draws with.
TEST(Forgeries, OfAStructureTreeThatIsAPagesResourcesAreNoticed)
{
    const std::string tree = "<< /Type /StructTreeRoot /K [6 0 R] /ExtGState << /G << /ca ";
    const std::string pdf = signed_page(
        "/Resources 5 0 R", {tree + "0 >> >> >>", "<< /Type /StructElem /S /P /P 5 0 R /K 7 0 R >>", honest},
        "/StructTreeRoot 5 0 R");
    EXPECT_EQ(verdict_after(pdf, {{5, tree + "1 >> >> >>"}}), Verdict::suspicious);
    EXPECT_EQ(verdict_after(pdf, {{5, tree + "0 >> >> /XObject << /X 7 0 R >> >>"}}), Verdict::suspicious);
    EXPECT_EQ(verdict_after(pdf, {{5, tree + "0 >> /H << /ca 1 >> >> >>"}}), Verdict::suspicious);
}

TEST(Forgeries, OfAnElementThatIsAPagesPicturesAreNoticed)
{
    const std::string pdf = signed_page(
        "/Resources << /XObject 6 0 R >>",
        {"<< /Type /StructTreeRoot /K [6 0 R] >>", "<< /Type /StructElem /S /P /P 5 0 R /K 7 0 R >>", honest, forged},
        "/StructTreeRoot 5 0 R");
    EXPECT_EQ(verdict_after(pdf, {{6, "<< /Type /StructElem /S /P /P 5 0 R /K [7 0 R 8 0 R] >>"}}),
              Verdict::suspicious);
}

TEST(Forgeries, OfAFontThatTheFormHadAreSaid)
{
    const std::string form = "/AcroForm << /Fields [] /DR << /Font << /F1 5 0 R >> >> >>";
    const std::string plain = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /Widths 6 0 R ";
    const std::string pdf = signed_page({}, {plain + ">>", "[300]"}, form);
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid);
    for (const auto& [number, text] :
         {std::pair(5, plain + "/Encoding /MacExpertEncoding >>"), std::pair(6, std::string("[900]"))})
        EXPECT_TRUE(tells(judge(append_revision(pdf, {{number, text}})).changes, "phông chữ của biểu mẫu")) << text;
}

TEST(Forgeries, ThatGoRoundInCirclesComeToAnEnd)
{
    const std::string form =
        signed_page({}, {"<< /FT /Tx /Kids [5 0 R 5 0 R] >>", "[<< /Kids 6 0 R >> << /Kids 6 0 R >>]"},
                    "/AcroForm << /Fields [5 0 R << /Kids 6 0 R >>] >>");
    judge(append_revision(form, {{4, object_text(form, 4) + "\nstream\nx\nendstream"}}));
    const std::string tags =
        signed_page({}, {"<< /Type /StructTreeRoot /K 6 0 R >>", "[6 0 R 6 0 R]"}, "/StructTreeRoot 5 0 R");
    judge(append_revision(tags, {{30, "<< >>"}}));
    const std::string plain = signed_page({}, {});
    judge(append_revision(plain, with_field(plain, "<< /Kids [" + std::to_string(next_object(plain)) + " 0 R] >>")));
}

TEST(Readable, ReplacesWhatIsNoUtf8AndKeepsTheRest)
{
    EXPECT_EQ(readable("Điều 1"), "Điều 1");
    EXPECT_EQ(readable("a\xFFz"), "a\xEF\xBF\xBDz");
    EXPECT_EQ(readable("\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE1\xBB").find_first_not_of("\xEF\xBF\xBD"),
              std::string::npos);
    EXPECT_EQ(readable(std::string(5'000, 'x')), std::string(readable_bytes_max, 'x') + "…");
}

TEST(Readable, MakesAReportOfAHostileNameFitToBeSent)
{
    const std::string pdf = signed_page({}, {});
    std::string catalog = object_text(pdf, 1);
    catalog.insert(2, " /M#ff#fe (x) ");
    const SignatureReport report = judge(append_revision(pdf, {{1, catalog}}));
    ASSERT_FALSE(report.changes.empty());
    EXPECT_NE(report.changes[0].sentence.find("\xEF\xBF\xBD"), std::string::npos) << report.changes[0].sentence;
}

}  // namespace
}  // namespace chamber::inspect
