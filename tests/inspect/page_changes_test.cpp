// What a page inherits, in which order its annotations lie, and what programs write into pages that draws nothing.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::make_pdf_of;
using testing::object_text;
using testing::sign_pdf;

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// Root 2 over node 3 over page 4, whose font and size come from above; 6 is the font. `more` are the objects from 7 on.
std::string inheriting(const std::string& page = "/Parent 3 0 R", const std::string& root = {},
                       const std::vector<std::string>& more = {})
{
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 " + root + " >>",
        "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 6 0 R >> >> >>",
        "<< /Type /Page " + page + " /Contents 5 0 R >>",
        "<< /Length 60 >>\nstream\nBT /F1 14 Tf 72 720 Td (Dieu 1. So tien la 100 trieu) Tj ET    \nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    objects.insert(objects.end(), more.begin(), more.end());
    return sign_pdf(make_pdf_of(objects), pki().person);
}

const std::string other_font =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [48 /nine /nine] >> >>";

TEST(Inheritance, FromAnotherParentIsSuspicious)
{
    const std::string pdf = inheriting();
    ASSERT_EQ(judge(pdf).verdict, Verdict::valid);
    const std::string page = replaced(object_text(pdf, 4), "/Parent 3 0 R", "/Parent 30 0 R");
    const std::string parent =
        "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 ";
    const auto forged = judge(append_revision(pdf, {{4, page}, {30, parent + "31 0 R >> >> >>"}, {31, other_font}}));
    EXPECT_EQ(forged.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(forged.changes, "những gì cây trang truyền cho trang 1"));
    const auto cropped =
        judge(append_revision(pdf, {{4, page}, {30, parent + "6 0 R >> >> /CropBox [0 0 595 300] >>"}}));
    EXPECT_EQ(cropped.verdict, Verdict::suspicious);
    // Another object that gives the same is none of anybody's business.
    EXPECT_EQ(judge(append_revision(pdf, {{4, page}, {30, parent + "6 0 R >> >> >>"}})).verdict,
              Verdict::valid_with_allowed_changes);
}

TEST(Inheritance, FromAParentAboveTheRootIsSuspicious)
{
    const std::string pdf = inheriting();
    const std::string root = replaced(object_text(pdf, 2), "/Type /Pages", "/Type /Pages /Parent 30 0 R");
    for (const char* gift : {"/Rotate 180", "/CropBox [0 0 100 100]", "/Resources << /Font << /F1 31 0 R >> >>"})
        EXPECT_EQ(
            judge(append_revision(pdf, {{2, root}, {30, std::string("<< ") + gift + " >>"}, {31, other_font}})).verdict,
            Verdict::suspicious)
            << gift;
    const std::string circle = replaced(object_text(pdf, 2), "/Type /Pages", "/Type /Pages /Parent 3 0 R");
    EXPECT_EQ(judge(append_revision(pdf, {{2, circle}})).verdict, Verdict::suspicious);
}

// The parent stands outside the tree, and did when the document was signed: only a reader that climbs meets it.
TEST(Inheritance, OfAParentOutsideTheTreeIsComparedToo)
{
    const std::string pdf = inheriting(
        "/Parent 7 0 R", {}, {"<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] >>"});
    ASSERT_EQ(judge(pdf).verdict, Verdict::valid);
    const auto forged =
        judge(append_revision(pdf, {{7, replaced(object_text(pdf, 7), "/Count", "/Rotate 180 /Count")}}));
    EXPECT_EQ(forged.verdict, Verdict::suspicious);
}

TEST(PageTree, WithAnotherCountOrAForeignNodeIsSuspicious)
{
    const std::string pdf = inheriting();
    EXPECT_EQ(judge(append_revision(pdf, {{3, replaced(object_text(pdf, 3), "/Count 1", "/Count 0")}})).verdict,
              Verdict::suspicious);
    const std::string root = replaced(object_text(pdf, 2), "/Kids [ 3 0 R", "/Kids [ 30 0 R");
    EXPECT_EQ(judge(append_revision(pdf, {{2, root}, {30, object_text(pdf, 3)}})).verdict, Verdict::suspicious);
}

// A signature of one's own behind such a change makes nothing of it valid.
TEST(Inheritance, ThatChangedStaysSuspiciousUnderAnotherSignature)
{
    const std::string pdf = inheriting();
    const std::string page = replaced(object_text(pdf, 4), "/Parent 3 0 R", "/Parent 30 0 R");
    const std::string parent = "<< /Type /Pages /Parent 2 0 R /Kids [4 0 R] /Count 1 /Rotate 180 >>";
    const std::string forged = append_revision(pdf, {{4, page}, {30, parent}});
    EXPECT_EQ(judge(sign_pdf(forged, pki().organisation, {.field = "Signature2"})).verdict, Verdict::suspicious);
}

std::string amount(const std::string& words)
{
    const std::string drawing = "1 g 0 0 100 20 re f 0 g BT /F1 12 Tf 2 5 Td (" + words + ") Tj ET";
    return "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Length " + std::to_string(drawing.size()) +
           " >>\nstream\n" + drawing + "\nendstream";
}

// 5 and 7 are two stamps, the second at `rectangle`, drawn by 6 and 8.
std::string with_two_stamps(const std::string& rectangle)
{
    const std::string stamp = "<< /Type /Annot /Subtype /Stamp /Rect ";
    return sign_pdf(
        make_pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R 7 0 R] >>",
                     "<< /Length 1 >>\nstream\nn\nendstream", stamp + "[72 600 172 620] /AP << /N 6 0 R >> >>",
                     amount("100"), stamp + rectangle + " /AP << /N 8 0 R >> >>", amount("900")}),
        pki().person);
}

Verdict with_list(const std::string& pdf, const std::string& list)
{
    std::string page = object_text(pdf, 3);
    const std::size_t at = page.find("/Annots ["), end = page.find(']', at);
    return judge(append_revision(pdf, {{3, page.replace(at, end - at, "/Annots [" + list)}})).verdict;
}

TEST(Annotations, MayNotChangeTheirOrderWhereTheyMeet)
{
    const std::string pdf = with_two_stamps("[80 600 180 620]");
    std::string page = object_text(pdf, 3);
    const std::size_t at = page.find("/Annots [") + 9;
    const std::string list = page.substr(at, page.find(']', at) - at);
    const std::string swapped = replaced(replaced(replaced(list, "5 0 R", "X"), "7 0 R", "5 0 R"), "X", "7 0 R");
    EXPECT_EQ(with_list(pdf, list), Verdict::valid_with_allowed_changes);
    EXPECT_EQ(with_list(pdf, swapped), Verdict::suspicious);
    EXPECT_EQ(with_list(pdf, list + " 5 0 R"), Verdict::suspicious);
    const std::string forged = append_revision(pdf, {{3, replaced(page, list, swapped)}});
    EXPECT_EQ(judge(sign_pdf(forged, pki().organisation, {.field = "Signature2"})).verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(judge(forged).changes, "thứ tự xếp chồng"));
    EXPECT_EQ(with_list(with_two_stamps("[300 600 400 620]"), swapped), Verdict::valid_with_allowed_changes)
        << "apart from each other";
}

TEST(Upkeep, OfPagesTreeAndCatalogIsNoAlarm)
{
    const std::string first = inheriting("/Parent 3 0 R", "/ITXT (5.0.0)");
    const auto with = [&](int object, const std::string& entry) {
        std::string text = object_text(first, object);
        return append_revision(first, {{object, text.insert(text.rfind(">>"), " " + entry)}});
    };
    const std::string private_part = "/PieceInfo << /Foxit << /LastModified (D:20261101090000) /Private 1 >> >> ";
    for (const auto& pdf : {with(1, private_part + "/Lang (vi-VN)"), with(1, "/LastModified (D:20261101090000)"),
                            with(3, "/ITXT (2.1.7)"), with(4, private_part + "/LastModified (D:20261101090000)"),
                            append_revision(first, {{2, replaced(object_text(first, 2), "(5.0.0)", "(2.1.7)")}})}) {
        const auto report = judge(pdf);
        EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << ::testing::PrintToString(report.reasons);
        EXPECT_EQ(judge(sign_pdf(pdf, pki().organisation, {.field = "Signature2"})).verdict, Verdict::valid);
    }
    // Of another kind it is something else.
    EXPECT_EQ(judge(with(1, "/Lang << /S /JavaScript >>")).verdict, Verdict::suspicious);
    EXPECT_EQ(judge(with(4, "/PieceInfo 5 0 R")).verdict, Verdict::suspicious);
}

}  // namespace
}  // namespace chamber::inspect
