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
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(value >> (8 * i));
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
    out += std::to_string(stream) + " 0 obj\n<< /Type /XRef /Size " + std::to_string(stream + 1) + " /W [1 4 1] /Index [" +
           std::to_string(hidden) + " 2] /Length " + std::to_string(rows.size()) + " >>\nstream\n" + rows + "\nendstream\nendobj\n";
    const std::size_t section = out.size();
    std::string tail = plain.substr(table);
    tail = tail.substr(0, tail.find("trailer"));
    out += tail + "trailer\n<< /Root 1 0 R /Size " + std::to_string(stream + 1) + " /XRefStm " + std::to_string(stream_at) +
           " >>\nstartxref\n" + std::to_string(section) + "\n%%EOF\n";
    return out;
}

TEST(HybridFiles, AreNoAlarm)
{
    const std::string first = sign_pdf(hybrid_document(), pki().person, {.certification = 2});
    EXPECT_EQ(judge(first).verdict, Verdict::valid);
    const auto both = judge(sign_pdf(first, pki().organisation, {.field = "Signature2", .rectangle = "[300 300 400 340]"}));
    EXPECT_EQ(both.verdict, Verdict::valid) << ::testing::PrintToString(both.reasons);
}

// A signature whose field and widget are two objects, below a field that only groups.
TEST(NestedFields, MayHoldASignature)
{
    const std::string first = sign_pdf(document(), pki().person, {.certification = 2});
    const std::string second = sign_pdf(first, pki().organisation, {.field = "S2", .rectangle = "[300 300 400 340]", .grouped = true});
    const auto report = judge(second);
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.reasons);
    ASSERT_EQ(report.signatures.size(), 2U);
    EXPECT_EQ(report.signatures[1].field, "Nhom.S2");
}

TEST(Seals, OverAThirdOfThePersonsSignatureAreNoAlarm)
{
    const std::string first = sign_pdf(document(), pki().person, {.certification = 2, .rectangle = "[300 100 460 160]"});
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

TEST(UsageRights, OfTheReaderAreNoSignature)
{
    const std::string pdf = document();
    std::string catalog = object_text(pdf, 1);
    catalog.insert(catalog.rfind(">>"), "/Perms << /UR3 << /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >> >> ");
    EXPECT_EQ(judge(append_revision(pdf, {{1, catalog}})).verdict, Verdict::unsigned_document);
}

}  // namespace
}  // namespace chamber::inspect
