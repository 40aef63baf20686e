// The client and its child together: what comes out of good files, which code comes out of bad ones, and that a hostile
// file costs one child and no more than the time it was given.
#include "server/inspect/sealed_input.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pdf.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

namespace chamber::inspect {
namespace {

using testing::make_pdf;
using testing::make_pdf_of;

ErrorCode code_of(const Result<Inspection>& result)
{
    return result ? ErrorCode::internal : result.error().code;
}

std::string deflate(const std::string& bytes)
{
    uLongf length = compressBound(bytes.size());
    std::string out(length, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
              9);
    out.resize(length);
    return out;
}

std::string stream(const std::string& entries, const std::string& bytes)
{
    return "<< " + entries + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

// Ten forms that each draw the next one ten times: 10^10 drawings from two kilobytes.
std::string fan_out_bomb()
{
    std::vector<std::string> objects{
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        stream("", "/X Do")};
    for (int level = 0; level < 10; ++level) {
        const std::string next = std::to_string(6 + level) + " 0 R";
        objects.push_back(
            stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X " + next + " >> >>",
                   "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do"));
    }
    objects.push_back(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 9 9 re f"));
    return make_pdf_of(objects);
}

// One path of fifty million rectangles, none of which is ever drawn; each costs the reader some hundred bytes.
std::string memory_bomb()
{
    std::string some;
    while (some.size() < 4'000'000) some += "0 0 1 1 re\n";
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"};
    std::string contents;
    for (int i = 0; i < 150; ++i) contents += (i == 0 ? "4 0 R " : "5 0 R ");
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [" + contents + "] >>");
    objects.push_back(stream("", "0 0 m"));
    objects.push_back(stream("/Filter /FlateDecode", deflate(some)));
    return make_pdf_of(objects);
}

TEST(Client, ReadsTextAndSizesAndDrawsPreviews)
{
    const auto inspection = inspect_bytes(make_pdf({"To trinh so 12", "Trang hai"}));
    ASSERT_TRUE(inspection) << inspection.error().detail;
    ASSERT_EQ(inspection->page_sizes.size(), 2U);
    EXPECT_DOUBLE_EQ(inspection->page_sizes[0].width_pt, 595);
    EXPECT_DOUBLE_EQ(inspection->page_sizes[0].height_pt, 842);
    EXPECT_NE(inspection->page_text[0].find("To trinh so 12"), std::string::npos);
    EXPECT_NE(inspection->page_text[1].find("Trang hai"), std::string::npos);
    ASSERT_EQ(inspection->preview_ends.size(), 2U);
    EXPECT_EQ(inspection->preview_ends.back(), inspection->preview.size());
    EXPECT_TRUE(inspection->preview.starts_with("\x89PNG\r\n\x1A\n"));
    EXPECT_EQ(inspection->report.verdict, Verdict::unsigned_document);
    EXPECT_EQ(inspection->report.checked_at, "2026-11-24T00:00:00Z");
}

TEST(Client, TurnsTheSizeAsThePageIsTurned)
{
    std::string pdf = make_pdf({"nam ngang"});
    pdf = testing::append_revision(
        pdf, {{3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 90 /Contents 4 0 R >>"}});
    const auto inspection = inspect_bytes(pdf);
    ASSERT_TRUE(inspection);
    EXPECT_DOUBLE_EQ(inspection->page_sizes[0].width_pt, 842);
    EXPECT_DOUBLE_EQ(inspection->page_sizes[0].height_pt, 595);
}

TEST(Client, LeavesOutWhatIsNotAskedFor)
{
    InspectOptions options = test_options();
    options.previews = false;
    options.text = false;
    const auto inspection = inspect_bytes(make_pdf({"chu"}), options);
    ASSERT_TRUE(inspection);
    EXPECT_TRUE(inspection->preview.empty());
    EXPECT_EQ(inspection->page_text, std::vector<std::string>{""});
}

TEST(Client, NamesWhatIsWrongWithAFile)
{
    const std::string good = make_pdf({"mot", "hai"});
    EXPECT_EQ(code_of(inspect_bytes("")), ErrorCode::empty_file);
    EXPECT_EQ(code_of(inspect_bytes("PK\x03\x04 a zip")), ErrorCode::not_pdf);
    EXPECT_EQ(code_of(inspect_bytes(good.substr(0, good.size() / 2))), ErrorCode::pdf_truncated);
    EXPECT_EQ(code_of(inspect_bytes(good.substr(0, good.size() - 8))), ErrorCode::pdf_truncated);
    EXPECT_EQ(code_of(inspect_bytes(testing::encrypt_pdf(good, "secret"))), ErrorCode::pdf_encrypted);
    EXPECT_TRUE(inspect_bytes(testing::encrypt_pdf(good, "")));  // only rights are locked
    EXPECT_EQ(code_of(inspect_bytes("%PDF-1.7\nnothing that follows\nstartxref\n0\n%%EOF\n")),
              ErrorCode::pdf_unreadable);
    EXPECT_EQ(code_of(inspect_bytes(make_pdf({}))), ErrorCode::pdf_unreadable);
}

TEST(Client, SaysTooLargeBeforeItCopies)
{
    EXPECT_EQ(inspect(-1, limits::document_bytes_max + 1, test_options()).error().code, ErrorCode::too_large);
}

TEST(Client, SaysTruncatedWhenTheFileIsShorterThanTold)
{
    const auto source = seal_bytes(make_pdf({"ngan"}));
    EXPECT_EQ(code_of(inspect(source->number(), 1'000'000, test_options())), ErrorCode::pdf_truncated);
}

TEST(Client, SaysWhenTheProgramIsMissing)
{
    InspectOptions options = test_options();
    options.program = "/nowhere/chamber-inspect";
    EXPECT_EQ(code_of(inspect_bytes(make_pdf({"chu"}), options)), ErrorCode::inspector_missing);
}

TEST(Client, EndsAChildThatDoesNotEnd)
{
    InspectOptions options = test_options();
    options.wall_ms = 700;
    const auto started = std::chrono::steady_clock::now();
    EXPECT_EQ(code_of(inspect_bytes(fan_out_bomb(), options)), ErrorCode::parser_timeout);
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
    EXPECT_TRUE(inspect_bytes(make_pdf({"van chay"}))) << "the next document is not harmed";
}

TEST(Client, SurvivesAChildThatRunsOutOfMemory)
{
    EXPECT_EQ(code_of(inspect_bytes(memory_bomb())), ErrorCode::parser_died);
    EXPECT_TRUE(inspect_bytes(make_pdf({"van chay"})));
}

TEST(Client, DoesNotMoveTheReadPositionOfTheSource)
{
    const std::string pdf = make_pdf({"chu"});
    const auto source = seal_bytes(pdf);
    lseek(source->number(), 7, SEEK_SET);
    ASSERT_TRUE(inspect(source->number(), pdf.size(), test_options()));
    EXPECT_EQ(lseek(source->number(), 0, SEEK_CUR), 7);
}

}  // namespace
}  // namespace chamber::inspect
