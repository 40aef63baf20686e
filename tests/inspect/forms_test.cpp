// A form may be filled in after signing, and what it then shows is what was filled in. Nothing that it showed or said
// when signed may change.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::make_pdf_of;
using testing::next_object;
using testing::object_text;
using testing::sign_pdf;

std::string stream(const std::string& content, const std::string& entries = {}, const std::string& resources = {})
{
    return "<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 9 0 R >> " + resources +
           " >> " + entries + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream";
}

std::string line(const std::string& text)
{
    return stream("/Tx BMC q 1 1 198 18 re W n BT /F1 12 Tf 0 g 2 5 Td (" + text + ") Tj ET Q EMC");
}

constexpr const char* widget = "<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [72 600 272 620] ";

// 6 the field "So tien", 7 its appearance, 9 the form's font; the page's words stand at 72 720.
std::string form(const std::string& entries, const std::string& appearance, const std::string& more = {})
{
    const std::string words = "BT /F1 14 Tf 72 720 Td (Dieu 1. So tien la 100 trieu) Tj ET";
    return make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /F1 9 0 R >> >> /DA (/F1 12 Tf 0 g) " +
             more + " >> >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] /Resources << /Font << /F1 8 0 R >> >> >>",
         "<< /Length " + std::to_string(words.size()) + " >>\nstream\n" + words + "\nendstream", "null",
         widget + std::string("/T (So tien) ") + entries + " >>", appearance,
         "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
         "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"});
}

const std::string text = "/FT /Tx /AP << /N 7 0 R >> ";

std::string signed_form(const std::string& entries, const std::string& appearance, const std::string& more = {})
{
    const std::string pdf = sign_pdf(form(entries, appearance, more), pki().person);
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid);
    return pdf;
}

std::string field(const std::string& entries)
{
    return widget + std::string("/T (So tien) ") + entries + " >>";
}

// Also after the forger has signed what he did.
void expect_forged(const std::string& pdf, const std::map<int, std::string>& objects, const char* words)
{
    const std::string changed = append_revision(pdf, objects);
    const auto report = judge(changed);
    EXPECT_EQ(report.verdict, Verdict::suspicious) << words;
    EXPECT_TRUE(tells(report.changes, words))
        << words << ": " << (report.changes.empty() ? "" : report.changes[0].sentence);
    EXPECT_EQ(judge(sign_pdf(changed, pki().organisation, {.field = "S9"})).verdict, Verdict::suspicious) << words;
    if (objects.count(1) == 0 &&
        objects.count(3) == 0)  // in one revision with his signature, which writes these itself
        EXPECT_EQ(judge(sign_pdf(pdf, pki().organisation, {.field = "S9", .beside = objects})).verdict,
                  Verdict::suspicious)
            << words;
}

void expect_honest(const std::string& pdf, const std::map<int, std::string>& objects, const char* what)
{
    const auto report = judge(append_revision(pdf, objects));
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << what << ::testing::PrintToString(report.reasons);
}

TEST(FilledFields, ShowWhatWasFilledIn)
{
    const std::string pdf = signed_form(text, stream("n"));
    expect_honest(pdf, {{6, field(text + "/V (ho ten)")}, {7, line("ho ten")}}, "one line");
    expect_honest(
        pdf, {{6, field(text + "/V (mot hai ba)")}, {7, stream("BT /F1 6 Tf 2 12 Td 7 TL (mot hai) Tj T* (ba) Tj ET")}},
        "two lines");
    expect_honest(pdf,
                  {{6, field(text + "/V (\\376\\377\\000V\\001\\003\\000n\\000 \\000A\\000n)")}, {7, line("Vn An")}},
                  "letters that no font has are missing");
    expect_honest(pdf, {{6, field("/FT /Tx /V (chua ve)")}}, "no picture yet");
    expect_forged(pdf, {{6, field(text + "/V (100)")}, {7, line("999")}}, "hiện khác với giá trị");
    expect_forged(
        pdf, {{6, field(text + "/V (100)")}, {7, stream("BT /F1 12 Tf 3 Tr 2 5 Td (100) Tj 0 Tr 40 0 Td (999) Tj ET")}},
        "hiện khác với giá trị");
    expect_forged(pdf, {{6, field(text + "/V (100)")}, {7, stream("BT /F1 12 Tf 1 g 2 5 Td (100) Tj ET")}},
                  "hiện khác với giá trị");
}

// The number of such an ink says nothing: readers draw these letters in white.
TEST(FilledFields, AreNotReadInAnInkThatMayBeAnything)
{
    const std::string pdf = signed_form(text, stream("n"));
    const std::string spot =
        "/ColorSpace << /Spot [/Separation /Sheet /DeviceGray "
        "<< /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>] /Grey [/CalGray << /WhitePoint [0.95 1 1.09] >>] >>";
    const std::string letters = " BT /F1 12 Tf 2 5 Td (100) Tj ET";
    expect_forged(pdf, {{6, field(text + "/V (100)")}, {7, stream("/Spot cs 0 scn" + letters, {}, spot)}},
                  "hiện khác với giá trị");
    expect_honest(pdf, {{6, field(text + "/V (100)")}, {7, stream("/Grey cs 0 scn" + letters, {}, spot)}},
                  "a calibrated grey");
}

TEST(FilledFields, AreNotReadBehindMoreSavedStatesThanReadersKeep)
{
    const std::string pdf = signed_form(text, stream("n"));
    std::string saved;
    for (int i = 0; i < 300; ++i) saved += "q ";
    expect_forged(pdf, {{6, field(text + "/V (100)")}, {7, stream(saved + "BT /F1 12 Tf 2 5 Td (100) Tj ET")}},
                  "hiện khác với giá trị");
}

TEST(FilledFields, ThatStoodWhenSignedStay)
{
    const std::string pdf = signed_form(text + "/V (100)", line("100"));
    expect_forged(pdf, {{6, field(text + "/V (999)")}, {7, line("999")}}, "sửa giá trị");
    expect_forged(pdf, {{6, field(text)}, {7, stream("n")}}, "sửa giá trị");
    expect_forged(pdf, {{6, field(text + "/V (100) /DA (/F1 0.1 Tf 1 g)")}}, "cách hiển thị");
}

// What a clerk filled in and corrected behind the signature never stood under it; a signature between the two is
// another matter.
TEST(FilledFields, MayBeCorrectedUntilSomebodySigns)
{
    const std::string filled =
        append_revision(signed_form(text, stream("n")), {{6, field(text + "/V (100)")}, {7, line("100")}});
    expect_honest(filled, {{6, field(text + "/V (200)")}, {7, line("200")}}, "corrected");
    const std::string second = sign_pdf(filled, pki().organisation, {.field = "S2"});
    expect_forged(second, {{6, field(text + "/V (200)")}, {7, line("200")}}, "sửa giá trị");
}

TEST(FilledFields, MayNotBeReadOnly)
{
    const std::string pdf = signed_form(text + "/Ff 1", stream("n"));
    expect_forged(pdf, {{6, field(text + "/Ff 1 /V (9)")}, {7, line("9")}}, "chỉ đọc");
    expect_forged(pdf, {{6, field(text + "/Ff 0 /V (9)")}, {7, line("9")}}, "(Ff)");
    const std::string open = signed_form(text, stream("n"));
    expect_honest(open, {{6, field(text + "/Ff 1 /V (9)")}, {7, line("9")}}, "filled in and closed");
}

TEST(FilledFields, MayNotComeOutOfHiding)
{
    std::string hidden = field(text + "/V (999)"), shown = hidden;
    hidden.replace(hidden.find("/F 4"), 4, "/F 2");
    const std::string base = append_revision(form(text, line("999")), {{6, hidden}});
    expect_forged(sign_pdf(base, pki().person), {{6, shown}}, "ẩn đi hoặc cho hiện ra");
    expect_forged(signed_form(text + "/V (999)", line("999")), {{6, hidden}}, "ẩn đi hoặc cho hiện ra");
}

TEST(FilledFields, MayNotHideThePagesWords)
{
    const std::string over = "<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [60 700 500 740] /T (So tien) ";
    const std::string pdf = sign_pdf(append_revision(form(text, stream("n")), {{6, over + text + ">>"}}), pki().person);
    expect_forged(
        pdf, {{6, over + text + "/V (a) >>"}, {7, stream("1 g 0 0 200 20 re f 0 g BT /F1 12 Tf 2 5 Td (a) Tj ET")}},
        "làm lộ nội dung trang 1");
    expect_honest(pdf,
                  {{6, over + text + "/V (a) >>"}, {7, stream("0 G 1 1 198 18 re S BT /F1 4 Tf 190 15 Td (a) Tj ET")}},
                  "a frame");
}

TEST(FilledFields, MayNotUncoverThePagesWords)
{
    const std::string over = "<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [60 700 500 740] /T (So tien) ";
    const std::string pdf =
        sign_pdf(append_revision(form(text, stream("1 g 0 0 200 20 re f")), {{6, over + text + ">>"}}), pki().person);
    expect_forged(pdf, {{6, over + text + "/V (a) >>"}, {7, stream("BT /F1 4 Tf 190 15 Td (a) Tj ET")}},
                  "làm lộ nội dung trang 1");
}

TEST(FilledFields, ThatReadersDrawThemselvesMayNotLieOverWords)
{
    const std::string over =
        "<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [60 700 500 740] /T (So tien) /FT /Tx ";
    const std::string pdf = sign_pdf(append_revision(form(text, stream("n")), {{6, over + ">>"}}), pki().person);
    expect_forged(pdf, {{6, over + "/V (Dieu 1. So tien la 900 trieu) >>"}}, "chồng lên chữ của trang 1");
}

TEST(Boxes, MayBeTickedAndNoMore)
{
    const std::string box = "/FT /Btn /AP << /N << /Yes 7 0 R >> >> ", on = "/V /Yes /AS /Yes",
                      off = "/V /Off /AS /Off";
    const std::string tick = stream("BT /ZaDb 12 Tf 2 5 Td (4) Tj ET");
    const std::string pdf = signed_form(box + off, tick);
    expect_honest(pdf, {{6, field(box + on)}}, "ticked");
    expect_forged(pdf, {{6, field(box + "/V /Off /AS /Yes")}}, "hiện khác với giá trị");
    expect_forged(pdf, {{6, field(box + on)}, {7, line("999")}}, "hình của ô đánh dấu");
    expect_forged(signed_form(box + on, tick), {{6, field(box + off)}}, "sửa giá trị");
    const std::string over = "<< /Type /Annot /Subtype /Widget /F 4 /P 3 0 R /Rect [60 700 500 740] /T (So tien) ";
    const std::string sheet =
        append_revision(form(box + off, stream("1 g 0 0 200 20 re f")), {{6, over + box + off + ">>"}});
    expect_forged(sign_pdf(sheet, pki().person), {{6, over + box + on + ">>"}}, "làm lộ nội dung trang 1");
}

TEST(Appearances, OfAValueThatStaysShowTheSame)
{
    const std::string pdf = signed_form(text + "/V (999)", line("100"));
    expect_forged(pdf, {{7, line("999")}}, "giá trị không đổi");
    const std::string good = signed_form(text + "/V (100)", line("100"));
    expect_honest(good, {{7, stream("BT /F1 10 Tf 3 6 Td [(1) -10 (00)] TJ ET")}}, "drawn anew");
    const std::pair<const char*, std::string> forged[] = {
        {"other letters", line("900")},
        {"letters in white", stream("BT /F1 12 Tf 1 g 2 5 Td (100) Tj ET")},
        {"letters behind a sheet", stream("BT /F1 12 Tf 2 5 Td (100) Tj ET 1 g 0 0 200 20 re f")},
        {"letters in another order", stream("BT /F1 12 Tf 40 5 Td (1) Tj -30 0 Td (00) Tj ET")},
        {"tiny letters", stream("BT /F1 1 Tf 2 5 Td (100) Tj ET")},
        {"figures drawn as lines",
         stream(
             "BT /F1 12 Tf 2 5 Td (100) Tj ET 50 2 m 60 2 l 60 18 l 50 18 l 50 10 l 60 10 l S 70 2 m 80 2 l 80 18 l 70 18 l 70 2 l S")},
        {"letters that stand on their heads", stream("BT /F1 12 Tf 2 5 Td (100) Tj ET", "/Matrix [-1 0 0 -1 0 0]")},
        {"a picture",
         stream("BT /F1 12 Tf 2 5 Td (100) Tj ET q 50 0 0 20 50 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xFF EI Q")}};
    for (const auto& [what, appearance] : forged) {
        SCOPED_TRACE(what);
        expect_forged(good, {{7, appearance}}, "giá trị không đổi");
    }
}

TEST(Appearances, KeepTheirFonts)
{
    const std::string pdf = signed_form(text + "/V (100)", line("100"));
    const std::string lying =
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [49 /nine] >> >>";
    expect_forged(pdf, {{9, lying}}, "giá trị không đổi");
    const std::string embedded =
        "<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /WinAnsiEncoding /FontDescriptor << /FontFile2 7 0 R >> >>";
    expect_forged(pdf, {{9, embedded}}, "giá trị không đổi");
    expect_forged(pdf, {{9, "<< /Type /Font /Subtype /TrueType /BaseFont /Marlett /Encoding /WinAnsiEncoding >>"}},
                  "giá trị không đổi");
    expect_honest(pdf, {{9, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"}},
                  "another font of the readers");
}

TEST(Forms, AreDrawnFromTheirValuesOnlyWhereThatShowsTheSame)
{
    const auto redrawn = [](const std::string& pdf) {
        std::string catalog = object_text(pdf, 1);
        return std::map<int, std::string>{{1, catalog.insert(catalog.find("/Fields"), "/NeedAppearances true ")}};
    };
    const std::string honest = signed_form(text + "/V (100)", line("100")),
                      shadow = signed_form(text + "/V (999)", line("100"));
    expect_honest(honest, redrawn(honest), "the same letters");
    expect_forged(shadow, redrawn(shadow), "sẽ hiện khác với khi ký");
}

TEST(Forms, KeepTheFontsAndTheStyleThatFieldsAreDrawnWith)
{
    const std::string pdf = signed_form(text + "/V (100)", line("100"));
    const auto catalog = [&](const std::string& from, const std::string& to) {
        std::string entries = object_text(pdf, 1);
        return std::map<int, std::string>{{1, entries.replace(entries.find(from), from.size(), to)},
                                          {20, "<< /Type /Font /Subtype /Type3 >>"}};
    };
    expect_forged(pdf, catalog("/F1 9 0 R", "/F1 20 0 R"), "phông chữ của biểu mẫu");
    expect_forged(pdf, catalog("12 Tf 0 g", "12 Tf 1 g"), "cách hiển thị");
    expect_honest(pdf, catalog("/F1 9 0 R", "/F1 9 0 R /F2 8 0 R /F3 20 0 R"), "more fonts");
}

TEST(Fields, OfOneNameAreTold)
{
    const std::string first = sign_pdf(document(), pki().person, {.certification = 2});
    EXPECT_EQ(judge(sign_pdf(first, pki().organisation, {.field = "Signature2"})).verdict, Verdict::valid);
    const auto twice = judge(sign_pdf(first, pki().organisation, {.field = "Signature1"}));
    EXPECT_EQ(twice.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(twice.changes, "trùng tên"));
}

// 5 a place for a second signature that the office prepared.
std::string with_a_place(const std::string& entries = {})
{
    std::string pdf = make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>",
         "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [5 0 R] >>",
         "<< /Length 1 >>\nstream\nn\nendstream",
         "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Cho ky) /P 3 0 R /Rect [0 0 0 0] " + entries + " >>"});
    return sign_pdf(pdf, pki().person);
}

Verdict signed_in_place(const std::string& pdf, const std::string& entries)
{
    return judge(sign_pdf(pdf, pki().organisation, {.field_extra = entries, .place = 5})).verdict;
}

TEST(SignatureFields, MayBeLockedByTheSignatureThatFillsThem)
{
    const std::string lock = "/Lock << /Type /SigFieldLock /Action /All >>";
    EXPECT_EQ(signed_in_place(with_a_place(), lock), Verdict::valid);
    EXPECT_EQ(signed_in_place(with_a_place(), "/F 132"), Verdict::valid);
    EXPECT_EQ(signed_in_place(with_a_place("/F 2"), {}), Verdict::valid);
    const std::string without = append_revision(with_a_place(), {{5, object_text(with_a_place(), 5).insert(2, lock)}});
    EXPECT_EQ(judge(without).verdict, Verdict::suspicious);
}

TEST(SignatureFields, MayHaveAWidgetOfTheirOwn)
{
    const std::string kid = "<< /Type /Annot /Subtype /Widget /Parent 5 0 R /P 3 0 R /Rect [300 300 400 340] /F ";
    const std::string pdf =
        sign_pdf(make_pdf_of({"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] /SigFlags 3 >> >>",
                              "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R] >>",
                              "<< /Length 1 >>\nstream\nn\nendstream", "<< /FT /Sig /T (Cho ky) /Kids [6 0 R] >>",
                              kid + "4 >>", stream("1 0 0 RG 1 1 98 38 re S")}),
                 pki().person);
    const std::map<int, std::string> pictured{{6, kid + "132 /AP << /N 7 0 R >> >>"}};
    EXPECT_EQ(judge(sign_pdf(pdf, pki().organisation, {.place = 5, .beside = pictured})).verdict, Verdict::valid);
    EXPECT_EQ(judge(append_revision(pdf, pictured)).verdict, Verdict::suspicious) << "a picture without a signature";
}

TEST(Appearances, AreNotChangedByTheRulesOfWhatTheyName)
{
    const std::string drawn =
        "<< /Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /XObject 1 0 R >> /Length 12 "
        ">>\nstream\n/Metadata Do\nendstream";
    std::string base = form(text + "/V (100)", drawn);
    std::string catalog = object_text(base, 1);
    catalog.insert(2, " /Metadata 20 0 R ");
    base = append_revision(base, {{1, catalog}, {20, line("100")}});
    expect_forged(sign_pdf(base, pki().person), {{20, line("999")}}, "giá trị không đổi");
}

TEST(SignatureFields, StayHiddenOrShown)
{
    const std::string hidden = with_a_place("/F 2");
    std::string entries = object_text(hidden, 5);
    entries.replace(entries.find("/F 2"), 4, "/F 4");
    const auto report = judge(sign_pdf(append_revision(hidden, {{5, entries}}), pki().organisation, {.place = 5}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(report.changes, "ẩn đi hoặc cho hiện ra"));
}

TEST(Certifications, MayComeBehindAnInitialAndAreSaid)
{
    const std::string initial = sign_pdf(document(), pki().person);
    const auto report = judge(sign_pdf(initial, pki().organisation, {.field = "S2", .certification = 2}));
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes);
    EXPECT_TRUE(tells(report.changes, "chữ ký chứng thực"));
    std::string catalog = object_text(initial, 1);
    catalog.insert(catalog.rfind(">>"), "/Perms << /DocMDP " + std::to_string(next_object(initial) - 3) + " 0 R >> ");
    EXPECT_EQ(judge(append_revision(initial, {{1, catalog}})).verdict, Verdict::suspicious);
}

TEST(Certifications, MayComeBehindADocumentTimeStamp)
{
    const std::string stamped =
        sign_pdf(document(), pki().time_stamper,
                 {.field = "Stamp", .sub_filter = "ETSI.RFC3161", .stamped_at_s = testing::judging_day_s - 90'000});
    const auto report = judge(sign_pdf(stamped, pki().organisation, {.field = "S2", .certification = 2}));
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.reasons);
}

const std::string note = "<< /Type /Annot /Subtype /Text /Rect [300 300 320 320] /Contents (xem lai) >>";

TEST(Notes, StayAllowedBehindAnApprovalUnderP3)
{
    const std::string certified = sign_pdf(document(), pki().person, {.certification = 3});
    EXPECT_EQ(judge(add_annotation(sign_pdf(certified, pki().organisation, {.field = "S2"}), note)).verdict,
              Verdict::valid_with_allowed_changes);
    const std::string closed =
        sign_pdf(certified, pki().organisation,
                 {.field = "S2", .field_extra = " /Lock << /Type /SigFieldLock /Action /All /P 2 >>"});
    EXPECT_EQ(judge(add_annotation(closed, note)).verdict, Verdict::suspicious);
    const std::string late =
        sign_pdf(sign_pdf(document(), pki().person), pki().organisation, {.field = "S2", .certification = 3});
    EXPECT_EQ(judge(add_annotation(late, note)).verdict, Verdict::suspicious) << "the first signer granted nothing";
}

TEST(Notes, MayBeDeletedWhereTheyMayBeAdded)
{
    const std::string noted = add_annotation(document(), note);
    const int added = next_object(noted) - 1;
    for (const auto& [permission, verdict] :
         {std::pair{3, Verdict::valid_with_allowed_changes}, {2, Verdict::suspicious}}) {
        const std::string pdf = sign_pdf(noted, pki().person, {.certification = permission});
        std::string page = object_text(pdf, 3);
        const std::string reference = std::to_string(added) + " 0 R";
        page.erase(page.find(reference), reference.size());
        const auto report = judge(append_revision(pdf, {{3, page}}));
        EXPECT_EQ(report.verdict, verdict);
        EXPECT_TRUE(tells(report.changes, "bị xóa khỏi trang 1"));
    }
}

TEST(Notes, ThatHidWordsMayNotBeDeletedOrEdited)
{
    const std::string sheet =
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 16 >>\nstream\n1 g 0 0 9 9 re f\nendstream";
    const std::string plain = append_revision(document(), {{20, sheet}});
    const std::string noted =
        add_annotation(plain, "<< /Type /Annot /Subtype /Highlight /Rect [70 710 320 740] /AP << /N 20 0 R >> >>");
    const std::string pdf = sign_pdf(noted, pki().person, {.certification = 3});
    std::string page = object_text(pdf, 3);
    const std::string reference = std::to_string(next_object(noted) - 1) + " 0 R";
    page.erase(page.find(reference), reference.size());
    const auto report = judge(append_revision(pdf, {{3, page}}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(report.changes, "làm lộ nội dung trang 1"));
    EXPECT_EQ(
        judge(append_revision(
                  pdf, {{20, "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 1 >>\nstream\nn\nendstream"}}))
            .verdict,
        Verdict::suspicious);
}

TEST(Changes, EndWhereTheSignatureThatTheyCameWithEnds)
{
    const auto report = judge(sign_pdf(sign_pdf(document(), pki().person), pki().organisation, {.field = "S2"}));
    ASSERT_EQ(report.signatures.size(), 2U);
    ASSERT_FALSE(report.changes.empty());
    EXPECT_EQ(report.changes[0].revision_end, report.signatures[1].revision_end);
}

}  // namespace
}  // namespace chamber::inspect
