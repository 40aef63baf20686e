// What a forger who knows the rules would try next, and what honest software does that looks much the same.
#include "tests/inspect/judging.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::make_pdf_of;
using testing::next_object;
using testing::object_text;
using testing::sign_pdf;

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// Another entry in an object's dictionary.
std::string with(const std::string& pdf, int object, const std::string& entry)
{
    std::string text = object_text(pdf, object);
    return text.insert(text.rfind(">>"), entry + " ");
}

std::string certified(int permission = 2)
{
    return sign_pdf(document(), pki().person, {.certification = permission});
}

// A document with what forms and views have: 6 a text field, 7 its appearance, 8 a layer, 9 a font, 10 a push button.
std::string rich_document()
{
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 10 0 R] /DR << /Font << /F1 9 0 R >> >> /DA (/F1 12 Tf 0 g) >> "
         "/OCProperties << /OCGs [8 0 R] /D << /ON [8 0 R] >> >> >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources 5 0 R /MediaBox [0 0 595 842] >>",
         "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R 10 0 R] >>",
         "<< /Length 60 >>\nstream\nBT /F1 14 Tf 72 720 Td (Dieu 1. So tien la 100 trieu) Tj ET    \nendstream",
         "<< /Font << /F1 9 0 R >> >>",
         "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /V () /Rect [72 600 172 620] /AP << /N 7 0 R >> >>",
         "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Length 1 >>\nstream\nn\nendstream",
         "<< /Type /OCG /Name (Lop) >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
         "<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (Nut) /Rect [200 600 240 620] /AP << /N 7 0 R >> >>"});
}

struct Change {
    const char* what;
    int object;
    const char* from;  // in that object's text; empty: an entry is added
    const char* to;
};

TEST(LaterRevisions, AreSuspiciousWhateverElseTheyTouch)
{
    const std::string pdf = sign_pdf(rich_document(), pki().person);
    const Change changes[] = {
        {"something runs on opening", 1, "", "/OpenAction << /S /JavaScript /JS (x) >>"},
        {"something runs on closing", 1, "", "/AA << /WC << /S /JavaScript /JS (x) >> >>"},
        {"files are attached", 1, "", "/Names << /EmbeddedFiles << /Names [] >> >>"},
        {"scripts are named", 1, "", "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"},
        {"the outline comes", 1, "", "/Outlines << /Type /Outlines >>"},
        {"pages are labelled anew", 1, "", "/PageLabels << /Nums [0 << /S /r >>] >>"},
        {"a layer is hidden", 1, "/ON [", "/OFF ["},
        {"a layer is renamed", 8, "(Lop)", "(Khac)"},
        {"the form becomes XFA", 1, "/Fields", "/XFA (x) /Fields"},
        {"the order of calculation comes", 1, "/Fields", "/CO [6 0 R] /Fields"},
        {"all pages are turned", 2, "", "/Rotate 180"},
        {"all pages are cut", 2, "[ 0 0 595 842 ]", "[ 0 0 595 400 ]"},
        {"one page is cropped", 3, "", "/CropBox [0 0 595 400]"},
        {"one page gets a scale", 3, "", "/UserUnit 2"},
        {"one page acts", 3, "", "/AA << /O << /S /JavaScript /JS (x) >> >>"},
        {"one page shadows its resources", 3, "", "/Resources << /Font << /F1 << /Type /Font /Subtype /Type3 >> >> >>"},
        {"inherited resources change", 5, "9 0 R", "7 0 R"},
        {"a font is exchanged", 9, "Helvetica", "ZapfDingbats"},
        {"a font gets an encoding", 9, "", "/Encoding << /Differences [49 /nine] >>"},
        {"a field is renamed", 6, "(Ten)", "(Ten2)"},
        {"a field is moved", 6, "72 600 172", "72 700 172"},
        {"a field changes its kind", 6, "/Tx", "/Ch"},
        {"a field calculates", 6, "", "/AA << /K << /S /JavaScript /JS (x) >> >>"},
        {"a push button gets another picture", 10, "7 0 R", "4 0 R"},
    };
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid);
    for (const auto& change : changes) {
        const std::string text = *change.from == '\0'
                                     ? with(pdf, change.object, change.to)
                                     : replaced(object_text(pdf, change.object), change.from, change.to);
        const auto report = judge(append_revision(pdf, {{change.object, text}}));
        EXPECT_EQ(report.verdict, Verdict::suspicious) << change.what;
        EXPECT_FALSE(std::all_of(report.changes.begin(), report.changes.end(), [](const LaterChange& one) {
            return one.allowed;
        })) << change.what;
    }
}

TEST(LaterRevisions, MayRedrawAFormAndAreSaidTo)
{
    const std::string pdf = sign_pdf(rich_document(), pki().person);
    for (const auto& [from, to] :
         {std::pair{"/Fields", "/NeedAppearances true /Fields"}, {"(/F1 12 Tf 0 g)", "(/F1 12 Tf 1 g)"}}) {
        const auto report = judge(append_revision(pdf, {{1, replaced(object_text(pdf, 1), from, to)}}));
        EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << to;
        EXPECT_TRUE(tells(report.changes, "cách hiển thị")) << to;
    }
}

TEST(LaterRevisions, MayNotFillAFormThatIsClosed)
{
    const std::string pdf = sign_pdf(rich_document(), pki().person, {.certification = 1});
    EXPECT_EQ(judge(append_revision(pdf, {{6, replaced(object_text(pdf, 6), "/V ()", "/V (Binh)")}})).verdict,
              Verdict::suspicious);
}

TEST(LaterRevisions, MayNotFillAFieldThatIsLocked)
{
    const std::string lock = " /Lock << /Type /SigFieldLock /Action /Include /Fields [(Ten)] >>";
    const std::string pdf = sign_pdf(rich_document(), pki().person, {.field_extra = lock});
    const auto report = judge(append_revision(pdf, {{6, replaced(object_text(pdf, 6), "/V ()", "/V (Binh)")}}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    ASSERT_EQ(report.changes.size(), 1U);
    EXPECT_FALSE(report.changes[0].allowed);
    EXPECT_EQ(report.changes[0].page, 1);
}

// A lock that comes later says nothing about what was filled in before it.
TEST(LaterRevisions, AreJudgedByTheSignaturesBeforeThem)
{
    const std::string pdf = sign_pdf(rich_document(), pki().person);
    const std::string filled = append_revision(pdf, {{6, replaced(object_text(pdf, 6), "/V ()", "/V (Binh)")}});
    const std::string lock = " /Lock << /Type /SigFieldLock /Action /All /P 1 >>";
    const auto report = judge(sign_pdf(filled, pki().organisation, {.field = "Signature2", .field_extra = lock}));
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes);
    for (const auto& change : report.changes) EXPECT_TRUE(change.allowed) << change.sentence;
}

TEST(LaterRevisions, AfterALockWithAPermissionMayDoNoMoreThanIt)
{
    const std::string lock = " /Lock << /Type /SigFieldLock /Action /Exclude /Fields [(Ten)] /P 1 >>";
    const std::string pdf = sign_pdf(rich_document(), pki().person, {.field_extra = lock});
    EXPECT_EQ(judge(append_revision(pdf, {{6, replaced(object_text(pdf, 6), "/V ()", "/V (Binh)")}})).verdict,
              Verdict::suspicious);
}

TEST(LaterRevisions, OfTheSameKindAreCounted)
{
    const std::string note = "<< /Type /Annot /Subtype /Text /Rect [300 300 320 320] /Contents (xem) >>";
    const std::string pdf = certified(3);
    const std::string twice = add_annotation(pdf, note);
    const int second = next_object(twice);
    const std::string page =
        replaced(object_text(twice, 3), "/Annots [", "/Annots [ " + std::to_string(second) + " 0 R ");
    const std::string both = append_revision(pdf, {{3, page}, {second - 1, note}, {second, note}});
    const auto report = judge(both);
    ASSERT_EQ(report.changes.size(), 1U);
    EXPECT_EQ(report.changes[0].sentence, "Sau khi ký có thêm 2 chú thích ở trang 1");
    EXPECT_EQ(report.changes[0].page, 1);
    EXPECT_TRUE(report.changes[0].allowed);
}

TEST(Closings, ThatPointBackAreNoRevisions)
{
    const std::string pdf = certified();
    const std::size_t last = pdf.rfind("startxref");
    const std::string hidden = pdf + "4 0 obj\n<< /Length 1 >>\nstream\nf\nendstream\nendobj\n" + pdf.substr(last);
    EXPECT_EQ(judge(hidden).verdict, Verdict::suspicious);
}

TEST(Closings, WithAChainThatLeavesTheSignedRevisionOutAreSuspicious)
{
    const std::string pdf = certified();
    for (const char* previous : {" /Prev 0 ", " /Prev 17 ", " "}) {
        std::string forged = append_revision(pdf, {{30, "(x)"}});
        const std::size_t at = forged.rfind("/Prev "), end = forged.find("/Size", at);
        forged.replace(at, end - at, previous);
        const Verdict verdict = judge(forged).verdict;
        EXPECT_TRUE(verdict == Verdict::invalid || verdict == Verdict::suspicious || verdict == Verdict::unreadable)
            << previous;
    }
}

TEST(Closings, MoreThanOneAreForeignBytes)
{
    EXPECT_EQ(judge(certified() + "%%EOF\n%%EOF\n").verdict, Verdict::suspicious);
    EXPECT_EQ(judge(certified() + "\r\n").verdict, Verdict::valid);
}

TEST(Closings, WithABrokenTableAreSuspicious)
{
    std::string forged = forge_page(certified());
    forged.replace(forged.rfind("xref\n", forged.rfind("startxref") - 2), 4, "xxxx");
    const Verdict verdict = judge(forged).verdict;
    EXPECT_TRUE(verdict == Verdict::suspicious || verdict == Verdict::invalid);
}

struct Spelling {
    const char* what;
    const char* from;
    const char* to;  // as long as `from`
};

// The dictionary of the signature itself is spelled anew: nothing of it may pass.
TEST(SignatureDictionary, IsRefusedWhenItIsSpelledOddly)
{
    const Spelling spellings[] = {
        {"a second /Contents under an escaped name", "/Filter /Adobe.PPKLite", "/Cont#65nts <30030201>"},
        {"a second /ByteRange", "/Filter /Adobe.PPKLite", "/ByteRange [0 1 2 3]  "},
        {"no /Contents", "/Contents <", "/Contentz <"},
        {"an empty /ByteRange", "/ByteRange [0 ", "/ByteRang_ [0 "}};
    for (const auto& spelling : spellings) {
        std::string pdf = certified();
        const std::size_t at = pdf.find(spelling.from);
        ASSERT_NE(at, std::string::npos) << spelling.what;
        std::string to = spelling.to;
        to.resize(std::string(spelling.from).size(), ' ');
        EXPECT_EQ(judge(pdf.replace(at, to.size(), to)).verdict, Verdict::invalid) << spelling.what;
    }
}

// Signed as it stands, so that only the place of the second key gives it away.
TEST(SignatureDictionary, WithTwoContentsIsRefusedEvenWhenItWasSignedSo)
{
    EXPECT_EQ(judge(sign_pdf(document(), pki().person, {.extra = " /Cont#65nts <30030201>"})).verdict,
              Verdict::invalid);
    EXPECT_EQ(judge(sign_pdf(document(), pki().person, {.extra = " /ByteRange [0 1 2 3]"})).verdict, Verdict::invalid);
}

TEST(SignatureDictionary, IsReadFromItsOwnRevision)
{
    const std::string pdf = certified();
    const int signature = next_object(pdf) - 3;
    std::string other = object_text(pdf, signature);
    other = replaced(other, "/SubFilter", "/Reason (khac) /SubFilter");
    const auto report = judge(append_revision(pdf, {{signature, other}}));
    EXPECT_EQ(report.verdict, Verdict::invalid);
    const auto whole = [](const SignatureFinding& finding) {
        return finding.integrity && finding.verdict == Verdict::suspicious;
    };
    EXPECT_EQ(std::count_if(report.signatures.begin(), report.signatures.end(), whole), 1);
}

TEST(SignatureDictionary, MayNotShrinkItsRange)
{
    std::string pdf = certified();
    const std::size_t at = pdf.find("/ByteRange [0 ") + 14 + 22;
    pdf.replace(at, 10, "0000000010");
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
    pdf.replace(at, 10, "9999999999");
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
}

// A field without a signature, in the place of one: only its picture is real.
TEST(NewFields, ThatOnlyLookLikeSignaturesAreSuspicious)
{
    const std::string pdf = certified();
    const Change pictures[] = {
        {"a place kept for a signature", 0, "",
         "/V << /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3] /Contents <0000> >> /AP << /N 6 0 R >>"},
        {"an empty field with a background", 0, "", "/MK << /BG [1 1 1] >>"},
        {"an empty field with a picture", 0, "", "/AP << /N 6 0 R >>"},
        {"an empty field that acts", 0, "", "/AA << /PV << /S /JavaScript /JS (x) >> >>"},
        {"an empty field with another below it", 0, "", "/Kids [<< /T (x) /FT /Tx /Rect [0 0 9 9] >>]"}};
    for (const auto& picture : pictures) {
        const std::string field =
            std::string("<< /Type /Annot /Subtype /Widget /FT /Sig /T (S2) /Rect [300 300 400 340] ") + picture.to +
            " >>";
        const int added = next_object(pdf);
        const std::string list = "/Annots [ " + std::to_string(added) + " 0 R ";
        const std::string fields = "/Fields [ " + std::to_string(added) + " 0 R ";
        const auto report = judge(append_revision(pdf, {{1, replaced(object_text(pdf, 1), "/Fields [", fields)},
                                                        {3, replaced(object_text(pdf, 3), "/Annots [", list)},
                                                        {added, field}}));
        EXPECT_EQ(report.verdict, Verdict::suspicious) << picture.what;
    }
}

TEST(NewFields, OfAVisibleTimeStampAreSuspicious)
{
    const std::string stamped = sign_pdf(certified(), pki().time_stamper,
                                         {.field = "Stamp",
                                          .sub_filter = "ETSI.RFC3161",
                                          .rectangle = "[300 300 400 340]",
                                          .stamped_at_s = testing::judging_day_s - 86'400});
    EXPECT_EQ(judge(stamped).verdict, Verdict::suspicious);
}

TEST(EmbeddedFiles, WithSignaturesOfTheirOwnAreLeftAlone)
{
    const std::string inner = certified();
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.pdf) << /Type /Filespec /F (a.pdf) "
        "/EF << /F 4 0 R >> >>] >> >> >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        "<< /Type /EmbeddedFile /Length " + std::to_string(inner.size()) + " >>\nstream\n" + inner + "\nendstream"};
    const std::string outer = make_pdf_of(objects);
    EXPECT_EQ(judge(outer).verdict, Verdict::unsigned_document);
    EXPECT_EQ(judge(sign_pdf(outer, pki().person)).verdict, Verdict::valid);
}

TEST(TaggedDocuments, MayGetAnElementForANewSignature)
{
    const std::string pdf = make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 >>", "<< /Nums [0 [6 0 R]] >>",
         "<< /Type /StructTreeRoot /K 6 0 R /ParentTree 4 0 R /ParentTreeNextKey 1 >>",
         "<< /Type /StructElem /S /Document /P 5 0 R /K [7 0 R] >>",
         "<< /Type /StructElem /S /P /P 6 0 R /Alt (mot) >>"});
    const std::string signed_pdf = sign_pdf(pdf, pki().person);
    const int added = next_object(signed_pdf);
    const std::string reference = std::to_string(added) + " 0 R";
    const std::map<int, std::string> growth{
        {4, "<< /Nums [0 [6 0 R] 1 " + reference + "] >>"},
        {5, "<< /Type /StructTreeRoot /K 6 0 R /ParentTree 4 0 R /ParentTreeNextKey 2 >>"},
        {6, "<< /Type /StructElem /S /Document /P 5 0 R /K [7 0 R " + reference + "] >>"},
        {added, "<< /Type /StructElem /S /Form /P 6 0 R >>"}};
    EXPECT_EQ(judge(append_revision(signed_pdf, growth)).verdict, Verdict::valid_with_allowed_changes);
    EXPECT_EQ(judge(append_revision(signed_pdf, {{7, "<< /Type /StructElem /S /P /P 6 0 R /Alt (hai) >>"}})).verdict,
              Verdict::suspicious);
}

}  // namespace
}  // namespace chamber::inspect
