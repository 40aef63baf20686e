// What the parent makes of a child that lies: it believes little, keeps less, and repeats nothing that could steer a
// terminal.
#include "protocol/limits.hpp"
#include "server/inspect/output_reader.hpp"
#include "server/inspect/records.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pdf.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace chamber::inspect {
namespace {

std::string record(RecordType type, const std::string& body)
{
    std::string bytes;
    for (const auto number : {static_cast<std::uint32_t>(type), static_cast<std::uint32_t>(body.size())})
        for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i));
    return bytes + body;
}

std::string page()
{
    return record(RecordType::page, encode_record_body(PageSize{595, 842, std::nullopt}));
}

// As a pipe gives it.
bool listen_in_blocks(OutputReader& hearing, const std::string& output)
{
    for (std::size_t at = 0; at < output.size(); at += 65'536)
        if (!hearing.listen(std::string_view(output).substr(at, 65'536))) return false;
    return true;
}

TEST(OutputReader, TakesRecordsHoweverThePipeCutsThem)
{
    const std::string output = page() + record(RecordType::text, "Điều 1") +
                               record(RecordType::remark, "Tệp có 1 đoạn mã") + record(RecordType::done, "");
    for (std::size_t block = 1; block < output.size(); block += 7) {
        OutputReader hearing;
        for (std::size_t at = 0; at < output.size(); at += block)
            ASSERT_TRUE(hearing.listen(std::string_view(output).substr(at, block)));
        const auto heard = hearing.end();
        ASSERT_TRUE(heard);
        EXPECT_TRUE(heard->done);
        EXPECT_EQ(heard->inspection.page_text, std::vector<std::string>{"Điều 1"});
        EXPECT_EQ(heard->inspection.remarks, std::vector<std::string>{"Tệp có 1 đoạn mã"});
    }
    EXPECT_EQ(read_records(output.substr(0, output.size() - 3)).error().code, ErrorCode::parser_died);
}

TEST(OutputReader, TakesWordsAndLooksOnceAndWithinBounds)
{
    const PageWord word{"Số:", 85, 60, 100, 74, true, false};
    const auto words = [](std::vector<PageWord> list) { return record(RecordType::words, encode_record_body(list)); };
    const auto looks = [](std::size_t pages) {
        return record(RecordType::looks,
                      encode_record_body(FileLook{true, std::vector<PageLook>(pages, {true, false})}));
    };
    const auto heard = read_records(page() + words({word}) + looks(1) + record(RecordType::done, ""));
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->inspection.words.at(0).text, "Số:");
    EXPECT_TRUE(heard->inspection.foreword);
    EXPECT_EQ(heard->inspection.looks, std::vector<PageLook>({{true, false}}));

    PageWord far = word, long_word = word, nowhere = word;
    far.left = 1e12;
    nowhere.top = std::numeric_limits<double>::quiet_NaN();
    long_word.text = std::string(page_word_bytes_max + 1, 'x');
    const std::string too_many = words(std::vector<PageWord>(page_words_max + 1, word));
    for (const std::string& lie : {words({word}) + words({word}), words({far}), words({nowhere}), words({long_word}),
                                   too_many, looks(2), looks(1) + looks(1)})
        EXPECT_EQ(read_records(page() + lie).error().code, ErrorCode::parser_died);
}

TEST(OutputReader, TurnsOldLettersIntoTodays)
{
    const auto heard =
        read_records(page() + record(RecordType::text, "Uû ban nh©n d©n x· Thö NghiÖm kÕt qu¶ thùc hiÖn") +
                     record(RecordType::done, ""));
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->inspection.page_text, std::vector<std::string>{"Ủy ban nhân dân xã Thử Nghiệm kết quả thực hiện"});
}

TEST(OutputReader, CutsAndCleansWhatAChildSaysOfItsFailure)
{
    const std::string forged = "x\n[2026-11-24] info: tất cả đều ổn\x1b[2J\xe2\x80\xae"
                               "fdp.exe\xff" +
                               std::string(3'000, 'a');
    const auto heard = read_records(record(RecordType::failure, encode_record_body(Failure{"pdf_unreadable", forged})));
    ASSERT_TRUE(heard && heard->failure);
    const std::string& detail = heard->failure->detail;
    EXPECT_EQ(heard->failure->code, ErrorCode::pdf_unreadable);
    EXPECT_LE(detail.size(), limits::failure_detail_bytes_max);
    EXPECT_TRUE(std::ranges::none_of(detail, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        << detail;
    EXPECT_EQ(detail.find("\xe2\x80\xae"), std::string::npos);
    EXPECT_NE(detail.find("tất cả đều ổn"), std::string::npos);
    OutputReader hearing;
    EXPECT_FALSE(listen_in_blocks(
        hearing, record(RecordType::failure, encode_record_body(Failure{"internal", std::string(52'000'000, 'a')}))));
    EXPECT_EQ(hearing.end().error().code, ErrorCode::parser_died);
}

TEST(OutputReader, CleansTheTextsOfReportsAndRemarks)
{
    SignatureReport report;
    report.reasons = {"một\x1b[31m\nhai"};
    const auto heard =
        read_records(record(RecordType::report, encode_record_body(report)) + record(RecordType::remark, "a\x1b]0;b\x07"
                                                                                                         "c"));
    ASSERT_TRUE(heard);
    for (const std::string& text : {heard->inspection.report.reasons.at(0), heard->inspection.remarks.at(0)})
        EXPECT_TRUE(std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) << text;
    EXPECT_EQ(read_records(record(RecordType::remark, "\x07")).error().code, ErrorCode::parser_died);
    std::string many;
    for (std::uint32_t i = 0; i <= limits::remarks_max; ++i) many += record(RecordType::remark, "x");
    EXPECT_EQ(read_records(many).error().code, ErrorCode::parser_died);
}

TEST(OutputReader, BelievesNoListLongerThanItCouldBe)
{
    std::string body = encode_record_body(SignatureReport{});
    SignatureReport endless;
    endless.reasons.resize(list_elements_max + 1);
    EXPECT_FALSE(decode_record_body(encode_record_body(endless), endless));
    EXPECT_TRUE(read_records(record(RecordType::report, body)));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
std::uint64_t peak_bytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1'024;
    return 0;
}

TEST(OutputReader, OfTwoShoutingChildrenAtOnceStaysSmall)
{
    std::ofstream("/proc/self/clear_refs") << "5";
    const std::uint64_t before = peak_bytes();
    OutputReader first, second;
    const std::string text = record(RecordType::text, std::string(limits::page_text_bytes_max, 'x'));
    const std::string picture = record(RecordType::preview, "\xFF\xD8\xFF" + std::string(1'000'000, 'x'));
    std::uint64_t said = 0;
    for (OutputReader* each : {&first, &second}) {
        for (int i = 0; i < 33; ++i) ASSERT_TRUE(each->listen(page()) && each->listen(picture));
        while (each->listen(page() + text) && said < 500'000'000) said += text.size();
        EXPECT_FALSE(each->listen(text));
    }
    EXPECT_LT(said, 2 * limits::document_text_bytes_max + limits::page_text_bytes_max);
    const std::uint64_t held = peak_bytes() - before;
    RecordProperty("held_bytes", static_cast<int>(held));
    EXPECT_LT(held, 200'000'000U);
}
#endif

// A program in place of the child, which says these bytes again and again.
std::filesystem::path shouting_program(const TemporaryFolder& folder, const std::string& bytes)
{
    std::ofstream(folder.path() / "said", std::ios::binary) << bytes;
    const auto program = folder.path() / "shout";
    std::ofstream(program) << "#!/bin/sh\nwhile :; do cat '" << (folder.path() / "said").string()
                           << "' || exit 0; done\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    return program;
}

TEST(Client, EndsAChildAsSoonAsItCannotBeBelieved)
{
    const TemporaryFolder folder;
    InspectOptions options = test_options();
    options.program =
        shouting_program(folder, page() + record(RecordType::text, std::string(limits::page_text_bytes_max, 'x')));
    const auto inspection = inspect_bytes(testing::make_pdf({"chu"}), options);
    ASSERT_FALSE(inspection);
    EXPECT_EQ(inspection.error().code, ErrorCode::parser_died);
}

}  // namespace
}  // namespace chamber::inspect
