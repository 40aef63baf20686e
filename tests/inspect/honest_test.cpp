// Shapes that honest software gives a signed file and that a strict reader could take for an attack.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::next_object;
using testing::object_text;
using testing::sign_pdf;

std::string big_endian(std::size_t value, int bytes)
{
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i));
    return out;
}

// Word writes files for old and new readers at once: the table calls an object free that a stream beside it knows.
std::string hybrid_document()
{
    const std::string plain = document();
    const std::size_t table = plain.rfind("xref\n", plain.rfind("startxref") - 1);
    std::string out = plain.substr(0, table);
    const int hidden = next_object(plain), stream = hidden + 1;
    const std::size_t hidden_at = out.size();
    out += std::to_string(hidden) + " 0 obj\n<< /Type /Metadata >>\nendobj\n";
    const std::size_t stream_at = out.size();
    const std::string rows = '\1' + big_endian(hidden_at, 4) + '\0' + '\1' + big_endian(stream_at, 4) + '\0';
    out += std::to_string(stream) + " 0 obj\n<< /Type /XRef /Size " + std::to_string(stream + 1) +
           " /W [1 4 1] /Index [" + std::to_string(hidden) + " 2] /Length " + std::to_string(rows.size()) +
           " >>\nstream\n" + rows + "\nendstream\nendobj\n";
    const std::size_t section = out.size();
    std::string tail = plain.substr(table);
    tail = tail.substr(0, tail.find("trailer"));
    out += tail + "trailer\n<< /Root 1 0 R /Size " + std::to_string(stream + 1) + " /XRefStm " +
           std::to_string(stream_at) + " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
    return out;
}

TEST(HybridFiles, AreNoAlarm)
{
    const std::string first = sign_pdf(hybrid_document(), pki().person, {.certification = 2});
    EXPECT_EQ(judge(first).verdict, Verdict::valid);
    const auto both =
        judge(sign_pdf(first, pki().organisation, {.field = "Signature2", .rectangle = "[300 300 400 340]"}));
    EXPECT_EQ(both.verdict, Verdict::valid) << ::testing::PrintToString(both.reasons);
}

// A signature whose field and widget are two objects, below a field that only groups.
TEST(NestedFields, MayHoldASignature)
{
    const std::string first = sign_pdf(document(), pki().person, {.certification = 2});
    const std::string second =
        sign_pdf(first, pki().organisation, {.field = "S2", .rectangle = "[300 300 400 340]", .grouped = true});
    const auto report = judge(second);
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.reasons);
    ASSERT_EQ(report.signatures.size(), 2U);
    EXPECT_EQ(report.signatures[1].field, "Nhom.S2");
}

TEST(Seals, OverAThirdOfThePersonsSignatureAreNoAlarm)
{
    const std::string first =
        sign_pdf(document(), pki().person, {.certification = 2, .rectangle = "[300 100 460 160]"});
    const auto report = judge(sign_pdf(first, pki().organisation, {.field = "S2", .rectangle = "[250 90 352 192]"}));
    EXPECT_EQ(report.verdict, Verdict::valid);
    ASSERT_EQ(report.changes.size(), 1U);
    EXPECT_EQ(report.changes[0].sentence, "Sau khi ký có thêm 1 chữ ký số ở trang 1");
    EXPECT_TRUE(report.changes[0].allowed);
    EXPECT_GT(report.changes[0].revision_end, report.signatures[0].revision_end);
}

TEST(ThreeSigners, EachWithASealOnAnotherPageAreValid)
{
    std::string pdf = sign_pdf(document(), pki().person, {.certification = 2, .rectangle = "[300 100 460 160]"});
    pdf = sign_pdf(pdf, pki().organisation, {.field = "S2", .rectangle = "[250 90 352 192]"});
    pdf = sign_pdf(pdf, pki().organisation, {.field = "S3", .rectangle = "[250 90 352 192]", .page = 2});
    const auto report = judge(pdf);
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_EQ(report.changes.at(1).page, 2);
}

// One revision whose table is written by hand.
std::string append_table(const std::string& pdf, const std::string& objects, const std::string& lines,
                         const std::string& trailer)
{
    const std::size_t last = pdf.rfind("startxref") + 10, section = pdf.size() + objects.size();
    const std::string size = std::to_string(next_object(pdf) + 40),
                      previous = pdf.substr(last, pdf.find('\n', last) - last);
    return pdf + objects + "xref\n" + lines + "trailer\n<< /Root 1 0 R /Size " + size + " /Prev " + previous + " " +
           trailer + " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
}

TEST(FreedObjects, ThatNothingLeadsToAreNoAlarm)
{
    const std::string unused = append_revision(document(), {{30, "<< /x 31 0 R >>"}, {31, "<< /y 1 >>"}});
    const std::string pdf = sign_pdf(unused, pki().person, {.certification = 2});
    const std::string line = "0000000000 00001 f \n";
    EXPECT_EQ(judge(append_table(pdf, {}, "30 1\n" + line, {})).verdict, Verdict::valid_with_allowed_changes);
    EXPECT_EQ(judge(append_table(pdf, {}, "4 1\n" + line, {})).verdict, Verdict::suspicious);
    const std::string both = sign_pdf(append_table(pdf, {}, "30 1\n" + line, {}), pki().organisation, {.field = "S2"});
    EXPECT_EQ(judge(both).verdict, Verdict::valid);
}

// A new description, and the old one's number given back.
TEST(FreedObjects, ThatWereReplacedAreNoAlarm)
{
    std::string plain = append_revision(document(), {{30, "<< /Title (a) >>"}});
    plain.insert(plain.rfind("/Root"), "/Info 30 0 R ");
    const std::string pdf =
        sign_pdf(append_table(plain, {}, "0 0\n", "/Info 30 0 R"), pki().person, {.certification = 2});
    const std::string line = "0000000000 00001 f \n", place = std::to_string(pdf.size());
    const std::string fresh = std::string(10 - place.size(), '0') + place + " 00000 n \n";
    const auto report = judge(
        append_table(pdf, "31 0 obj\n<< /Title (b) >>\nendobj\n", "30 1\n" + line + "31 1\n" + fresh, "/Info 31 0 R"));
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << ::testing::PrintToString(report.reasons);
}

TEST(PrivateTrailerEntries, MayBeDroppedAndNotCome)
{
    std::string plain = document();
    plain.insert(plain.rfind("/Root"), "/DocChecksum /ABCDEF /Source (x) ");
    const std::string pdf = sign_pdf(append_table(plain, {}, "0 0\n", "/DocChecksum /ABCDEF /Source (x)"), pki().person,
                                     {.certification = 2});
    EXPECT_EQ(judge(sign_pdf(pdf, pki().organisation, {.field = "S2"})).verdict, Verdict::valid);
    EXPECT_EQ(judge(append_table(pdf, {}, "0 0\n", "/Mine (x)")).verdict, Verdict::suspicious);
}

// Places may count from the file's first byte or from the header; a signature's range always counts from the first
// byte.
TEST(BlanksBeforeTheHeader, ThatWereThereWhenItWasSignedAreAtMostSuspicious)
{
    for (const std::string before : {"\xEF\xBB\xBF", "\r\n", " \n \n"}) {
        std::string shifted = document();
        for (std::size_t line = shifted.find(" 00000 n"); line != std::string::npos;
             line = shifted.find(" 00000 n", line + 1)) {
            std::string place = std::to_string(std::stoull(shifted.substr(line - 10, 10)) + before.size());
            shifted.replace(line - 10, 10, std::string(10 - place.size(), '0') + place);
        }
        const std::size_t number = shifted.rfind("startxref") + 10, end = shifted.find('\n', number);
        shifted.replace(number, end - number,
                        std::to_string(std::stoull(shifted.substr(number, end - number)) + before.size()));
        for (const bool from_header : {true, false}) {
            const std::string pdf = from_header
                                        ? sign_pdf(document(), pki().person, {.certification = 2, .before = before})
                                        : sign_pdf(before + shifted, pki().person, {.certification = 2});
            const auto report = judge(pdf);
            EXPECT_EQ(report.verdict, Verdict::suspicious) << ::testing::PrintToString(report.reasons);
            ASSERT_EQ(report.signatures.size(), 1U);
            EXPECT_TRUE(report.signatures[0].integrity);
            EXPECT_EQ(static_cast<std::size_t>(report.signatures[0].revision_end), pdf.size());
            EXPECT_EQ(judge(" " + pdf).verdict, Verdict::invalid);
        }
    }
}

// A tagged document that is signed again: an element for the new field, a place in the parent tree, the counter one
// higher.
TEST(TaggedDocuments, MayGrowWhereTheStandardHasThemGrow)
{
    std::string pdf = document();
    std::string catalog = object_text(pdf, 1);
    catalog.insert(catalog.rfind(">>"), "/StructTreeRoot 30 0 R /MarkInfo << /Marked true >> ");
    const auto tree = [](const std::string& nums, const std::string& last, const std::string& next) {
        return std::map<int, std::string>{
            {30, "<< /Type /StructTreeRoot /K 31 0 R /ParentTree 32 0 R /ParentTreeNextKey " + next + " >>"},
            {32, "<< /Kids [33 0 R] >>"},
            {33, "<< /Nums [" + nums + "] /Limits [0 " + last + "] >>"}};
    };
    const auto element = [](const std::string& kids) {
        return "<< /Type /StructElem /S /Document /P 30 0 R /K " + kids + " >>";
    };
    auto objects = tree("0 [31 0 R]", "0", "1");
    objects[1] = catalog;
    objects[31] = element("0");
    pdf = sign_pdf(append_revision(pdf, objects), pki().person, {.certification = 2});
    EXPECT_EQ(judge(pdf).verdict, Verdict::valid);
    auto grown = tree("0 [31 0 R] 1 40 0 R", "1", "2");
    grown[31] = element("[0 40 0 R]");
    grown[40] = "<< /Type /StructElem /S /Form /P 31 0 R /K << /Type /OBJR /Obj " +
                std::to_string(next_object(pdf) - 2) + " 0 R >> >>";
    const auto report = judge(append_revision(pdf, grown));
    EXPECT_EQ(report.verdict, Verdict::valid_with_allowed_changes) << ::testing::PrintToString(report.reasons);
    EXPECT_TRUE(tells(report.changes, "cây cấu trúc của tài liệu có thêm phần tử"));
    grown[31] = "<< /Type /StructElem /S /Document /P 30 0 R /K [0 40 0 R] /ActualText (900 trieu) >>";
    EXPECT_EQ(judge(append_revision(pdf, grown)).verdict, Verdict::suspicious);
}

TEST(UsageRights, OfTheReaderAreNoSignature)
{
    const std::string pdf = document();
    std::string catalog = object_text(pdf, 1);
    catalog.insert(catalog.rfind(">>"), "/Perms << /UR3 << /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >> >> ");
    EXPECT_EQ(judge(append_revision(pdf, {{1, catalog}})).verdict, Verdict::unsigned_document);
}

}  // namespace
}  // namespace chamber::inspect
