// Files that are not quite a PDF from the first byte to the last: which are taken, and what is said of them.
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pdf.hpp"

#include <gmock/gmock.h>

namespace chamber::inspect {
namespace {

using namespace std::string_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string good = testing::make_pdf({"mot", "hai"});

Result<Inspection> look(const std::string& bytes)
{
    InspectOptions options = test_options();
    options.previews = false;
    return inspect_bytes(bytes, options);
}

ErrorCode refusal(const std::string& bytes)
{
    const auto inspection = look(bytes);
    return inspection ? ErrorCode::internal : inspection.error().code;
}

ErrorCode refusal_as(const std::string& bytes, std::string_view name)
{
    const auto inspection = look(bytes);
    if (!inspection) return inspection.error().code;
    const auto accepted = accept_inspection(*inspection, {.file_name = name});
    return accepted ? ErrorCode::internal : accepted.error().code;
}

constexpr ErrorCode taken = ErrorCode::internal;

TEST(Acceptance, TakesALittleJunkInFront)
{
    for (const std::string& before : {"\xEF\xBB\xBF"s, "\r\n"s, "\0\0\0\0"s}) {
        EXPECT_EQ(refusal_as(before + good, "35 Phụ lục.bin"), taken);
        EXPECT_THAT(look(before + good)->remarks, IsEmpty());
    }
    const std::string printer = "\x1B%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n";
    EXPECT_EQ(refusal_as(printer + good, "quét.PDF"), taken);
    EXPECT_THAT(look(printer + good)->remarks, Contains(HasSubstr("dữ liệu lạ")));
}

TEST(Acceptance, RefusesWhatOnlyHoldsAPdf)
{
    for (const std::string& before : {"PK\x03\x04\x14\0\0\0\0\0 35 Phu luc.pdf"s, "Rar!\x1A\x07\0"s, "\x1F\x8B\x08"s,
                                      "7z\xBC\xAF\x27\x1C"s, "MZ\x90"s, "\xFF\xD8\xFF\xE0"s, "\xD0\xCF\x11\xE0"s})
        EXPECT_EQ(refusal(before + good), ErrorCode::zip_not_pdf) << before;
}

TEST(Acceptance, RefusesForeignBytesUnderAnotherName)
{
    const std::string mail = "From: van-phong\r\nContent-Type: application/pdf\r\n\r\n" + good;
    EXPECT_EQ(refusal_as(mail, "35 Phụ lục.eml"), ErrorCode::zip_not_pdf);
    EXPECT_EQ(refusal_as(mail, "35 Phụ lục"), ErrorCode::zip_not_pdf);
    EXPECT_EQ(refusal_as(mail, "35 Phụ lục.Pdf"), taken);
    EXPECT_EQ(refusal_as(good, "35 Phụ lục.zip"), taken) << "the bytes are a PDF, whatever it is called";
}

TEST(Acceptance, TakesWhatAScannerOrAMailAddsBehindTheEnd)
{
    const std::vector<std::string> tails = {std::string(4'845, '\0'),
                                            std::string(3'000, '\0') + "\r\n--=_mail_boundary--\r\n",
                                            std::string(200'000, ' '), "\r\n--x\r\nthanks\r\n"};
    for (const std::string& tail : tails) {
        const auto inspection = look(good + tail);
        ASSERT_TRUE(inspection) << tail.size();
        EXPECT_EQ(inspection->page_sizes.size(), 2U);
        EXPECT_THAT(inspection->remarks, Contains(HasSubstr("byte thừa")));
        EXPECT_THAT(check_bytes(good + tail)->remarks, Contains(HasSubstr("byte thừa")))
            << "a later check says the same";
    }
    EXPECT_THAT(look(good + "\n\n")->remarks, IsEmpty());
}

TEST(Acceptance, StillKnowsAFileThatWasCut)
{
    const std::string grown =
        testing::append_revision(good, {{testing::next_object(good), "<< /Some (" + std::string(3'000, 'x') + ") >>"}});
    EXPECT_TRUE(look(grown));
    EXPECT_EQ(refusal(grown.substr(0, good.size() + 2'000)), ErrorCode::pdf_truncated)
        << "in the middle of its second revision";
    EXPECT_EQ(refusal(good.substr(0, good.size() / 2)), ErrorCode::pdf_truncated);
    EXPECT_EQ(refusal(good.substr(0, good.size() - 8)), ErrorCode::pdf_truncated);
}

TEST(Acceptance, TakesLockedRightsAndRefusesAPassword)
{
    const auto locked = look(testing::encrypt_pdf(good, ""));
    ASSERT_TRUE(locked);
    EXPECT_THAT(locked->remarks, Contains(HasSubstr("khóa quyền")));
    EXPECT_THAT(locked->page_text.front(), HasSubstr("mot"));
    EXPECT_EQ(refusal(testing::encrypt_pdf(good, "secret")), ErrorCode::pdf_encrypted);
}

}  // namespace
}  // namespace chamber::inspect
