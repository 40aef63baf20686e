// The engine in this process, under the sanitizers, on documents made and signed here. Each test is one thing a forger
// or an honest office may do to a signed file.
#include "server/inspect/trust_folder.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/inspect/judging.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::judging_day_s;
using testing::make_pdf;
using testing::object_text;
using testing::sign_pdf;
using testing::Signing;

TEST(Signatures, OfATrustedPersonAreValid)
{
    const auto report = judge(sign_pdf(document(), pki().person, {.certification = 2}));
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.reasons);
    EXPECT_EQ(report.trust, Trust::unknown_revocation);  // the list speaks of the person, nobody's of the authority
    ASSERT_EQ(report.signatures.size(), 1U);
    EXPECT_EQ(report.signatures[0].signer_name, "Nguyễn Văn Đức");
    EXPECT_EQ(report.signatures[0].signer_kind, SignerKind::person);
    EXPECT_EQ(report.signatures[0].certification, 2);
    EXPECT_TRUE(report.signatures[0].covers_whole_file);
    EXPECT_TRUE(report.signatures[0].integrity);
}

TEST(Signatures, OfAStrangerAreIntactAndUntrusted)
{
    const auto report = judge(sign_pdf(document(), pki().stranger));
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_EQ(report.trust, Trust::untrusted);
    EXPECT_EQ(report.signatures[0].sub_indication, "NO_CERTIFICATE_CHAIN_FOUND");
}

// Somebody's own certificate got into the trust folder: it is no authority, so it vouches for nobody.
TEST(Signatures, AreNotTrustedForTheirOwnCertificateInTheFolder)
{
    const TemporaryFolder folder;
    pki().write_trust(folder.path());
    testing::write_certificate(folder.path() / "stranger.pem", pki().stranger);
    const std::string trust = *read_trust_folder(folder.path()), pdf = sign_pdf(document(), pki().stranger);
    EXPECT_EQ(judge_with(trust, pdf).trust, Trust::untrusted);
}

TEST(Signatures, AreTrustedByNobodyOutOfTheBox)
{
    EXPECT_EQ(judge_with({}, sign_pdf(document(), pki().person)).trust, Trust::untrusted);
}

TEST(Signatures, OfPersonThenOrganisationAreValidTogether)
{
    const std::string first = sign_pdf(document(), pki().person, {.certification = 2});
    const auto report =
        judge(sign_pdf(first, pki().organisation, {.field = "Signature2", .rectangle = "[72 72 172 112]"}));
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.reasons);
    ASSERT_EQ(report.signatures.size(), 2U);
    EXPECT_EQ(report.signatures[1].signer_kind, SignerKind::organisation);
    EXPECT_FALSE(report.signatures[0].covers_whole_file);
    EXPECT_TRUE(report.signatures[1].covers_whole_file);
}

TEST(Signatures, MayNotBeAddedVisiblyWhenTheFirstAllowsNothing)
{
    const std::string first = sign_pdf(document(), pki().person, {.certification = 1});
    EXPECT_EQ(
        judge(sign_pdf(first, pki().organisation, {.field = "Signature2", .rectangle = "[72 72 172 112]"})).verdict,
        Verdict::suspicious);
}

TEST(Signatures, NoticeAPageThatWasForgedByAnUpdate)
{
    const auto report = judge(forge_page(sign_pdf(document(), pki().person)));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(report.changes, "nội dung trang 1"));
}

TEST(Signatures, NoticeAForgedPageUnderAnHonestSecondSignature)
{
    const std::string forged = forge_page(sign_pdf(document(), pki().person));
    const auto report = judge(sign_pdf(forged, pki().organisation, {.field = "Signature2"}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(report.signatures[1].covers_whole_file);
}

TEST(Signatures, NoticeAChangeThatALaterRevisionTakesBack)
{
    const std::string pdf = sign_pdf(document(), pki().person);
    const std::string back = append_revision(forge_page(pdf), {{4, object_text(pdf, 4) + "\nstream\nx\nendstream"}});
    EXPECT_EQ(judge(back).verdict, Verdict::suspicious);
}

TEST(Signatures, BreakWhenASignedByteChanges)
{
    std::string pdf = sign_pdf(document(), pki().person);
    pdf[pdf.find("100 trieu")] = '9';
    const auto report = judge(pdf);
    EXPECT_EQ(report.verdict, Verdict::invalid);
    EXPECT_EQ(report.signatures[0].sub_indication, "HASH_FAILURE");
}

TEST(Signatures, BreakWhenTheirValueChanges)
{
    std::string pdf = sign_pdf(document(), pki().person);
    const std::size_t contents = pdf.find("/Contents <") + 11;
    const std::size_t last = pdf.find_last_not_of('0', pdf.find('>', contents) - 1);
    pdf[last] = pdf[last] == '1' ? '2' : '1';
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
}

TEST(Signatures, TellOfBytesInTheGapBehindTheCms)
{
    std::string pdf = sign_pdf(document(), pki().person);
    pdf.replace(pdf.find('>', pdf.find("/Contents <")) - 6, 6, "c0ffee");
    const auto report = judge(pdf);
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_THAT(report.signatures[0].reasons, Contains(HasSubstr("byte thừa")));
}

// The first zeros of the padding become white space, in an even and in an odd number.
TEST(Signatures, TellOfWhiteSpaceAmongTheirDigits)
{
    for (const std::string_view blanks : {"  \r\n", "\n\t ", " "}) {
        std::string pdf = sign_pdf(document(), pki().person);
        const std::size_t close = pdf.find('>', pdf.find("/Contents <"));
        pdf.replace(close - 40, blanks.size(), blanks);
        const auto report = judge(pdf);
        EXPECT_EQ(report.verdict, Verdict::valid) << blanks.size();
        EXPECT_THAT(report.signatures[0].reasons, Contains(HasSubstr("khoảng trắng")));
    }
}

TEST(Signatures, RefuseAGapThatHoldsMoreThanDigitsAndWhiteSpace)
{
    std::string pdf = sign_pdf(document(), pki().person);
    pdf.replace(pdf.find('>', pdf.find("/Contents <")) - 40, 6, "%word\n");
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
}

TEST(Signatures, RefuseAGapThatIsMoreThanTheirContents)
{
    std::string pdf = sign_pdf(document(), pki().person);
    const std::size_t close = pdf.find('>', pdf.find("/Contents <"));
    pdf.replace(close - 20, 20, "> /Reason (smuggled)");
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
}

TEST(Signatures, RefuseATailThatTheyDoNotCover)
{
    const auto report = judge(sign_pdf(document(), pki().person) + "% a comment behind the end\n");
    EXPECT_EQ(report.verdict, Verdict::suspicious);
}

TEST(Signatures, RefuseBytesBeforeTheHeader)
{
    EXPECT_EQ(judge("junk\n" + sign_pdf(document(), pki().person)).verdict, Verdict::invalid);
}

TEST(Signatures, NoticeAnAddedPage)
{
    const std::string pdf = append_revision(sign_pdf(document(), pki().person),
                                            {{2, "<< /Type /Pages /Kids [3 0 R 5 0 R 3 0 R] /Count 3 >>"}});
    EXPECT_TRUE(tells(judge(pdf).changes, "số trang"));
}

TEST(Signatures, NoticeFreeTextLaidOverThePage)
{
    std::string pdf = sign_pdf(document(), pki().person, {.certification = 3});
    const int added = testing::next_object(pdf);
    std::string page = object_text(pdf, 3);
    page.insert(page.find("/Annots [") + 9, " " + std::to_string(added) + " 0 R ");
    pdf = append_revision(
        pdf, {{3, page}, {added, "<< /Type /Annot /Subtype /FreeText /Rect [72 700 300 730] /Contents (900) >>"}});
    EXPECT_EQ(judge(pdf).verdict, Verdict::suspicious);
}

TEST(Signatures, LetNotesBeAddedWhereTheCertificationAllowsThem)
{
    std::string pdf = sign_pdf(document(), pki().person, {.certification = 3});
    const int added = testing::next_object(pdf);
    std::string page = object_text(pdf, 3);
    page.insert(page.find("/Annots [") + 9, " " + std::to_string(added) + " 0 R ");
    pdf = append_revision(
        pdf, {{3, page}, {added, "<< /Type /Annot /Subtype /Text /Rect [72 700 90 720] /Contents (xem) >>"}});
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid_with_allowed_changes);
}

TEST(Signatures, NoticeARemovedField)
{
    const std::string pdf =
        append_revision(sign_pdf(document(), pki().person), {{1, "<< /Type /Catalog /Pages 2 0 R >>"}});
    EXPECT_EQ(judge(pdf).verdict, Verdict::suspicious);
}

TEST(Signatures, NoticeAnAppearanceThatIsUsedElsewhereToo)
{
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] "
        "/Resources << /XObject << /X 5 0 R >> >> >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nn\nendstream",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /Rect [9 9 99 29] /AP << /N 5 0 R >> >>"};
    const std::string pdf = sign_pdf(testing::make_pdf_of(objects), pki().person);
    const std::string filled = append_revision(
        pdf, {{5, "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 12 >>\nstream\n0 0 9 9 re f\nendstream"}});
    EXPECT_EQ(judge(filled).verdict, Verdict::suspicious);
}

TEST(Signatures, LetAFormBeFilledIn)
{
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
                                     "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>",
                                     "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /Rect [9 9 99 29] >>"};
    const std::string pdf = sign_pdf(testing::make_pdf_of(objects), pki().person);
    const std::string filled =
        append_revision(pdf, {{4, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /Rect [9 9 99 29] /V (An) >>"}});
    EXPECT_EQ(judge(filled).verdict, Verdict::valid_with_allowed_changes);
    const std::string moved =
        append_revision(pdf, {{4, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /Rect [9 9 999 29] /V (An) >>"}});
    EXPECT_EQ(judge(moved).verdict, Verdict::suspicious);
}

// The later revision calls the page's resources a signature field: that must not take them out of the comparison.
TEST(Signatures, NoticeResourcesDressedUpAsAField)
{
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>",
        "<< /Length 5 >>\nstream\n/X Do\nendstream",
        "<< /XObject << /X 6 0 R >> >>",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nn\nendstream",
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nf\nendstream"};
    const std::string pdf = sign_pdf(testing::make_pdf_of(objects), pki().person);
    const int widget = testing::next_object(pdf) - 2;
    const std::string form = "<< /SigFlags 3 /Fields [" + std::to_string(widget) + " 0 R 5 0 R] >>";
    const std::string forged = append_revision(pdf, {{1, "<< /Type /Catalog /Pages 2 0 R /AcroForm " + form + " >>"},
                                                     {5, "<< /XObject << /X 7 0 R >> /FT /Sig /T (S2) >>"}});
    EXPECT_TRUE(tells(judge(forged).changes, "nội dung trang 1"));
    EXPECT_EQ(judge(forged).verdict, Verdict::suspicious);
}

TEST(Signatures, NoticeAPictureLaidOverThePageAsAnEmptyField)
{
    std::string pdf = sign_pdf(document(), pki().person, {.certification = 2});
    const int added = testing::next_object(pdf), widget = added - 2;
    std::string page = object_text(pdf, 3);
    page.insert(page.find("/Annots [") + 9, " " + std::to_string(added) + " 0 R ");
    const std::string form =
        "<< /SigFlags 3 /Fields [" + std::to_string(widget) + " 0 R " + std::to_string(added) + " 0 R] >>";
    std::string catalog = object_text(pdf, 1);
    catalog.replace(catalog.find("/AcroForm <<"),
                    catalog.find(">>", catalog.find("/AcroForm <<")) + 2 - catalog.find("/AcroForm <<"),
                    "/AcroForm " + form);
    const std::string field = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (S2) /Rect [72 700 300 730]";
    EXPECT_EQ(judge(append_revision(pdf, {{1, catalog}, {3, page}, {added, field + " /AP << /N 6 0 R >> >>"}})).verdict,
              Verdict::suspicious);
    EXPECT_EQ(judge(append_revision(pdf, {{1, catalog}, {3, page}, {added, field + " >>"}})).verdict,
              Verdict::valid_with_allowed_changes);
}

TEST(Signatures, OfAnExpiredCertificateNeedATimeStamp)
{
    const auto bare = judge(sign_pdf(document(), pki().expired));
    EXPECT_EQ(bare.verdict, Verdict::valid);
    EXPECT_EQ(bare.trust, Trust::untrusted);
    EXPECT_EQ(bare.signatures[0].sub_indication, "OUT_OF_BOUNDS_NO_POE");
    const std::int64_t then = judging_day_s - 2 * 365 * 86'400;
    const auto stamped =
        judge(sign_pdf(document(), pki().expired, {.time_stamper = &pki().time_stamper, .stamped_at_s = then}));
    EXPECT_EQ(stamped.signatures[0].proven_at, "2024-11-24T00:00:00Z");
    EXPECT_NE(stamped.trust, Trust::untrusted) << ::testing::PrintToString(stamped.signatures[0].reasons);
}

TEST(Signatures, OfARevokedCertificateCountOnlyWithProofFromBefore)
{
    const auto bare = judge(sign_pdf(document(), pki().revoked));
    EXPECT_EQ(bare.trust, Trust::untrusted);
    EXPECT_EQ(bare.signatures[0].sub_indication, "REVOKED_NO_POE");
    const std::int64_t before = 1'772'323'200 - 86'400, after = 1'772'323'200 + 86'400;
    EXPECT_NE(
        judge(sign_pdf(document(), pki().revoked, {.time_stamper = &pki().time_stamper, .stamped_at_s = before})).trust,
        Trust::untrusted);
    const auto late =
        judge(sign_pdf(document(), pki().revoked, {.time_stamper = &pki().time_stamper, .stamped_at_s = after}));
    EXPECT_EQ(late.signatures[0].sub_indication, "REVOKED");
    EXPECT_EQ(late.signatures[0].indication, Indication::total_failed);
}

TEST(Signatures, AreProvenInTimeByALaterDocumentTimeStamp)
{
    const std::int64_t then = judging_day_s - 2 * 365 * 86'400;
    const std::string pdf = sign_pdf(sign_pdf(document(), pki().expired), pki().time_stamper,
                                     {.field = "Stamp", .sub_filter = "ETSI.RFC3161", .stamped_at_s = then});
    const auto report = judge(pdf);
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_EQ(report.signatures[0].proven_at, "2024-11-24T00:00:00Z");
    EXPECT_EQ(report.signatures[1].signer_kind, SignerKind::timestamp);
}

TEST(Signatures, AreNotMadeByATimeStampAlone)
{
    const auto report = judge(sign_pdf(document(), pki().time_stamper,
                                       {.sub_filter = "ETSI.RFC3161", .stamped_at_s = judging_day_s - 86'400}));
    EXPECT_EQ(report.verdict, Verdict::unsigned_document);
    EXPECT_EQ(report.signatures.size(), 1U);
}

TEST(Signatures, OfAnUnknownKindAreSaidToBeUnsupported)
{
    std::string pdf = sign_pdf(document(), pki().person);
    EXPECT_EQ(judge(sign_pdf(document(), pki().person, {.sub_filter = "PBAD.PAdES"})).verdict, Verdict::unsupported);
}

// For the holders of certain keys, and with AES-GCM (ISO/TS 32003): neither is damage.
TEST(EncryptedFiles, AreSaidToBeEncryptedWhateverTheWay)
{
    const std::string zeros(96, '0'),
        id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] ";
    for (
        const std::string& way :
        {std::string(
             "/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /CF << /DefaultCryptFilter << /CFM /AESV2 /Recipients [<30>] >> >> "
             "/StmF /DefaultCryptFilter /StrF /DefaultCryptFilter"),
         "/Filter /Standard /V 6 /R 7 /CF << /StdCF << /CFM /AESV4 /Length 32 >> >> /StmF /StdCF /StrF /StdCF /P -4 /Length 256 /O <" +
             zeros + "> /U <" + zeros + "> /OE <" + zeros.substr(32) + "> /UE <" + zeros.substr(32) + "> /Perms <" +
             zeros.substr(64) + ">"}) {
        std::string pdf = document();
        pdf.insert(pdf.rfind("/Root"), "/Encrypt << " + way + " >> " + id);
        const auto report = judge(pdf);
        EXPECT_EQ(report.verdict, Verdict::unreadable);
        EXPECT_TRUE(tells(report.reasons, "mã hóa")) << report.reasons.at(0);
        const auto refused = refuse_structure(look_at_structure(pdf));
        EXPECT_TRUE(refused && refused->code == ErrorCode::pdf_encrypted);
    }
}

TEST(Signatures, WithoutContentsAreInvalid)
{
    std::string pdf = sign_pdf(document(), pki().person);
    pdf.replace(pdf.find("/Contents <"), 9, "/Contens ");
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
}

TEST(Signatures, AreAbsentFromAnUnsignedDocument)
{
    const auto report = judge(document());
    EXPECT_EQ(report.verdict, Verdict::unsigned_document);
    EXPECT_EQ(report.trust, Trust::not_applicable);
    EXPECT_TRUE(report.signatures.empty());
}

// Every tenth byte of a signed file, changed: whatever the answer is, it is not "valid" and it is an answer.
TEST(Signatures, NeverStayValidWhenAByteIsChanged)
{
    const std::string pdf = sign_pdf(document(), pki().person);
    const std::size_t hex_begin = pdf.find("/Contents <"), hex_end = pdf.find('>', hex_begin);
    for (std::size_t at = 0; at < pdf.size(); at += 10) {
        if (at > hex_begin && at < hex_end) continue;  // a hex digit's case, or padding, is another test's business
        std::string changed = pdf;
        changed[at] = static_cast<char>(changed[at] ^ 0x15);
        const Verdict verdict = judge(changed).verdict;
        EXPECT_NE(verdict, Verdict::valid) << "byte " << at;
        EXPECT_NE(verdict, Verdict::valid_with_allowed_changes) << "byte " << at;
    }
}

}  // namespace
}  // namespace chamber::inspect
