// Signatures that no field of the form leads to: remains of a re-saved copy, whole ones that were never listed, and
// what is neither.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::make_pdf_of;
using testing::object_text;
using testing::sign_pdf;

// As a program writes it that keeps the pages and knows nothing of forms: all objects anew, the old numbers, no form.
std::string re_saved()
{
    const std::string content = "BT /F1 14 Tf 72 720 Td (Dieu 1) Tj ET";
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R] /Resources << /Font << /F1 "
         "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
         "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
         "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /Rect [0 0 100 40] /V 6 0 R >>",
         "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 840 12842 720] /Contents <" +
             std::string(12'000, '3') + "> >>"});
}

TEST(ReSavedCopies, AreUnsignedAndSaidToBeCopies)
{
    const auto report = judge(re_saved());
    EXPECT_EQ(report.verdict, Verdict::unsigned_document);
    EXPECT_TRUE(report.signatures.empty());
    EXPECT_TRUE(tells(report.reasons, "bản lưu lại của một văn bản đã ký, chữ ký cũ không còn"));
}

// In an object stream nobody sees the word /ByteRange; the widget on the page leads there.
TEST(ReSavedCopies, AreKnownByTheirPagesWhenTheBytesTellNothing)
{
    const auto report = judge(testing::pack_pdf(re_saved()));
    EXPECT_EQ(report.verdict, Verdict::unsigned_document);
    EXPECT_TRUE(tells(report.reasons, "bản lưu lại"));
}

TEST(ReSavedCopies, MayBeSignedAnew)
{
    const auto report = judge(sign_pdf(re_saved(), pki().organisation));
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_TRUE(tells(report.reasons, "còn sót chữ ký của một bản trước"));
    EXPECT_FALSE(tells(report.reasons, "bản lưu lại"));
}

TEST(Remains, BehindASignatureAreReported)
{
    const std::string pdf = sign_pdf(document(), pki().person);
    const std::string object = "<< /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >>";
    EXPECT_EQ(judge(append_revision(pdf, {{testing::next_object(pdf), object}})).verdict, Verdict::suspicious);
}

TEST(Remains, InADamagedFileAreReported)
{
    std::string pdf = re_saved();
    pdf.replace(pdf.rfind("startxref") + 10, 1, "9");
    EXPECT_EQ(judge(pdf).verdict, Verdict::suspicious);
}

TEST(UnlistedSignatures, ThatAreWholeAreJudgedLikeAnyOther)
{
    const std::string pdf = sign_pdf(document(), pki().person, {.rectangle = "[300 300 400 340]", .listed = false});
    const auto report = judge(pdf);
    EXPECT_EQ(report.verdict, Verdict::valid);
    ASSERT_EQ(report.signatures.size(), 1U);
    EXPECT_EQ(report.signatures[0].field, "Signature1");
    EXPECT_TRUE(tells(report.signatures[0].reasons, "không có trong danh sách ô của biểu mẫu"));
    EXPECT_EQ(judge(forge_page(pdf)).verdict, Verdict::suspicious);
}

TEST(UnlistedSignatures, ThatDoNotMatchAreReportedAndNeverCounted)
{
    std::string pdf = sign_pdf(document(), pki().person, {.listed = false});
    pdf[pdf.find("100 trieu")] = '9';
    const auto report = judge(pdf);
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(report.signatures.empty());
}

// Whoever writes another document behind the signed one, without a way back, leaves a signature that is right and
// covers what nobody sees.
TEST(UnlistedSignatures, UnderAnotherDocumentAreReported)
{
    const std::string pdf = sign_pdf(document(), pki().person),
                      other = testing::make_pdf({"Dieu 1. So tien la 900 trieu dong"});
    std::map<int, std::string> objects;
    for (int number = 1; number <= 4; ++number) objects[number] = object_text(other, number);
    objects[4] = "<< /Length 5 >>\nstream\nq Q q\nendstream";
    std::string moved = append_revision(pdf, objects);
    const std::size_t back = moved.rfind("/Prev ");
    moved.replace(back, moved.find(" /Size", back) - back, moved.find(" /Size", back) - back, ' ');
    const auto report = judge(moved);
    EXPECT_EQ(report.verdict, Verdict::suspicious) << ::testing::PrintToString(report.reasons);
    EXPECT_TRUE(report.signatures.empty());
}

}  // namespace
}  // namespace chamber::inspect
