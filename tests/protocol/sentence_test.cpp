// Every refusal in the words of each reader: Vietnamese without English, what to do, and nothing that this reader
// cannot do or knows not.
#include "protocol/answers.hpp"
#include "protocol/codec.hpp"
#include "protocol/field_rules.hpp"
#include "protocol/limits.hpp"
#include "protocol/plain_words.hpp"
#include "protocol/sentence.hpp"
#include "tests/protocol/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

namespace chamber {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Reader readers[] = {Reader::terminal, Reader::clerk, Reader::delegate};

const char* name_of(Reader reader)
{
    return reader == Reader::terminal ? "terminal" : reader == Reader::clerk ? "clerk" : "delegate";
}

// With nothing known, with a field, with a field in a list, with a typed word, with a file.
std::vector<std::string> places_of(ErrorCode)
{
    return {"",
            "/reason",
            "/items/3/body/annotation/page_index",
            "/import/people/4/seat",
            "99",
            "/srv/nghi-truong/ky-hop.json",
            "--seats",
            "7"};
}

template <class Visit>
void for_each_sentence(Visit visit)
{
    for (const ErrorRow& row : error_rows())
        for (const Reader reader : readers)
            for (const std::string& where : places_of(row.code)) {
                const Error error = fail(row.code, "cannot open it, error 19", where);
                visit(reader, error, sentence_for(reader, error));
            }
}

bool says_what_to_do(const std::string& sentence)
{
    for (const char* word : {"Hãy ", "hãy ", "Không cần ", "không cần ", "sẽ tự "})
        if (sentence.find(word) != std::string::npos) return true;
    return false;
}

std::string sources_of(const std::filesystem::path& file)
{
    return text_of_file(file.string());
}

std::set<std::string> codes_made_in(const std::vector<std::string>& rooms, const std::set<std::string>& without)
{
    std::set<std::string> made;
    const std::regex pattern{"fail\\(ErrorCode::([a-z_0-9]+)"};
    for (const std::string& room : rooms)
        for (const auto& entry : std::filesystem::recursive_directory_iterator(
                 std::filesystem::path(CHAMBER_PROTOCOL).parent_path() / room)) {
            if (entry.path().extension() != ".cpp" || without.contains(entry.path().filename().string())) continue;
            const std::string text = sources_of(entry.path());
            for (std::sregex_iterator at{text.begin(), text.end(), pattern}, end; at != end; ++at)
                made.insert((*at)[1]);
        }
    return made;
}

const ErrorRow& row_named(const std::string& name)
{
    const auto found = std::ranges::find(error_rows(), name, &ErrorRow::name);
    if (found == error_rows().end()) throw std::runtime_error{name};
    return *found;
}

TEST(Sentences, AreVietnameseAndSayWhatToDo)
{
    for_each_sentence([](Reader reader, const Error& error, const std::string& sentence) {
        SCOPED_TRACE(std::string(error_name(error.code)) + " for the " + name_of(reader) + ", where: " + error.where +
                     "\n" + sentence);
        EXPECT_TRUE(is_plain_vietnamese(sentence)) << testing::PrintToString(foreign_words(sentence));
        EXPECT_TRUE(says_what_to_do(sentence));
        EXPECT_TRUE(sentence.ends_with('.'));
        EXPECT_EQ(sentence.find_first_of("[]{}|="), std::string::npos);
        EXPECT_THAT(sentence, Not(HasSubstr("error 19")));
        EXPECT_THAT(sentence, Not(HasSubstr("  ")));
        EXPECT_THAT(sentence, Not(HasSubstr(" .")));
    });
}

// Read by whoever opens an address by hand, and in logs.
TEST(Sentences, OfTheErrorTableAreVietnameseAndSayWhatToDo)
{
    for (const ErrorRow& row : error_rows()) {
        const std::string sentence{row.sentence};
        EXPECT_TRUE(is_plain_vietnamese(sentence)) << sentence << testing::PrintToString(foreign_words(sentence));
        EXPECT_TRUE(says_what_to_do(sentence) || row.retry == Retry::never) << row.name << ": " << sentence;
        EXPECT_THAT(sentence, Not(HasSubstr("cập nhật ứng dụng"))) << row.name;
        EXPECT_THAT(sentence, Not(HasSubstr("trường dữ liệu"))) << row.name;
    }
}

TEST(Sentences, AreForTheOneWhoReadsThem)
{
    for_each_sentence([](Reader reader, const Error& error, const std::string& sentence) {
        SCOPED_TRACE(std::string(error_name(error.code)) + " for the " + name_of(reader) + "\n" + sentence);
        std::vector<const char*> never{"thông điệp", "trường dữ liệu", "/items", "page_index"};
        if (reader == Reader::terminal) never.insert(never.end(), {"ứng dụng", "tải lại trang", "nhập lại mã PIN"});
        if (reader != Reader::terminal)
            never.insert(never.end(), {"chamber-admin", "chamber.toml", "--", "dòng lệnh", "chmod"});
        if (reader == Reader::delegate)
            never.insert(never.end(), {"tải lên", "công nghệ thông tin", "phát hành", "JSON", "PDF"});
        if (error.where.starts_with("/items")) never.erase(never.begin() + 2, never.begin() + 4);
        if (error.where.starts_with("--"))
            std::erase_if(never, [](const char* word) { return std::string_view(word) == "--"; });
        for (const char* word : never) EXPECT_THAT(sentence, Not(HasSubstr(word)));
    });
}

TEST(Sentences, NeverShowAFieldOfTheWire)
{
    for (const Reader reader : {Reader::clerk, Reader::delegate})
        for (const ErrorRow& row : error_rows())
            for (const FieldWord& field : field_words()) {
                const std::string sentence = sentence_for(reader, fail(row.code, {}, "/" + std::string(field.field)));
                if (field.field.find('_') != std::string_view::npos)
                    EXPECT_THAT(sentence, Not(HasSubstr(std::string(field.field)))) << row.name;
                EXPECT_EQ(sentence.find("/" + std::string(field.field)), std::string::npos)
                    << row.name << " " << sentence;
            }
}

TEST(Sentences, HaveAWordForEveryFieldThatAPersonFillsIn)
{
    for (const FieldRule& rule : field_rules()) {
        const bool typed = rule.kind == FieldKind::line || rule.kind == FieldKind::lines ||
                           rule.kind == FieldKind::day || rule.kind == FieldKind::moment ||
                           rule.kind == FieldKind::day_or_moment || rule.kind == FieldKind::file_name ||
                           rule.kind == FieldKind::secret;
        if (!typed) continue;
        const FieldWord* word = find_field_word(std::string("/") + std::string(rule.field));
        EXPECT_NE(word, nullptr) << rule.structure << "." << rule.field;
        if (word != nullptr) EXPECT_TRUE(is_plain_vietnamese("nhãn " + std::string(word->word))) << word->word;
    }
}

TEST(Sentences, NameTheFieldAndItsLimit)
{
    EXPECT_THAT(sentence_for(Reader::clerk, fail(ErrorCode::too_long, "4096 bytes", "/items/0/body/reason")),
                testing::AllOf(HasSubstr("“Lý do” dài quá mức"), HasSubstr("byte, chừng"), HasSubstr("rút gọn")));
    EXPECT_THAT(sentence_for(Reader::clerk, fail(ErrorCode::out_of_range, {}, "/import/council/seats")),
                HasSubstr("“Tổng số đại biểu” nằm ngoài phạm vi cho phép (từ 0 đến 1.000)."));
    EXPECT_THAT(sentence_for(Reader::delegate, fail(ErrorCode::out_of_range, "coordinate", "/annotation/page_index")),
                HasSubstr("“Số trang” không hợp lệ"));
    EXPECT_THAT(sentence_for(Reader::terminal, fail(ErrorCode::wrong_type, {}, "--seats")),
                HasSubstr("--seats ghi không đúng kiểu."));
    EXPECT_THAT(sentence_for(Reader::clerk, fail(ErrorCode::state_secret, "MẬT", "3")),
                HasSubstr("dấu độ mật ở trang 3."));
}

TEST(Sentences, TellTheLimitsThatHold)
{
    const auto range_of = [](const char* field) { return std::string(find_field_word(field)->range); };
    const auto plain = [](std::string range) { return std::erase(range, '.'), range; };
    EXPECT_EQ(plain(range_of("lock_after_min")), "từ 1 đến " + std::to_string(limits::lock_after_min_max));
    EXPECT_EQ(plain(range_of("lease_h")), "từ 1 đến " + std::to_string(limits::lease_h_max));
    EXPECT_EQ(plain(range_of("check_in_before_min")), "từ 1 đến " + std::to_string(limits::check_in_before_min_max));
    EXPECT_EQ(plain(range_of("page_index")), "không quá " + std::to_string(limits::document_pages_max) + " trang");
}

TEST(Sentences, NameWhatWasTypedAndTheFile)
{
    EXPECT_EQ(sentence_for(Reader::terminal, fail(ErrorCode::session_unknown, {}, "99")),
              "Không có kỳ họp “99”. Hãy xem: chamber-admin session list.");
    EXPECT_EQ(sentence_for(Reader::terminal, fail(ErrorCode::not_found, "không có tệp này", "/tmp/x.json")),
              "Không tìm thấy “/tmp/x.json”. Hãy kiểm tra lại tên và đường dẫn.");
    EXPECT_THAT(sentence_for(Reader::terminal, fail(ErrorCode::bad_configuration, {}, "--host")), HasSubstr("--host"));
    EXPECT_THAT(sentence_for(Reader::terminal, fail(ErrorCode::missing_field, {}, "--password-stdin")),
                HasSubstr("--password-file"));
}

TEST(Sentences, KeepEnglishDetailsForTheLog)
{
    EXPECT_EQ(
        detail_for(Reader::terminal, fail(ErrorCode::archive_damaged, "libzip cannot open it, error 19", "a.zip")), "");
    EXPECT_EQ(detail_for(Reader::terminal, fail(ErrorCode::io_failed, "không phải tệp thường", "/a")),
              "không phải tệp thường");
    EXPECT_EQ(detail_for(Reader::terminal, fail(ErrorCode::wrong_type, "cần một số", "/delegates/4/seat")),
              "/delegates/4/seat: cần một số");
    EXPECT_EQ(detail_for(Reader::clerk, fail(ErrorCode::io_failed, "không phải tệp thường", "/a")), "");
}

TEST(Sentences, OfTheDiskAreForTheDiskOnly)
{
    for_each_sentence([](Reader reader, const Error& error, const std::string& sentence) {
        if (error.code == ErrorCode::io_failed || error.code == ErrorCode::disk_full) return;
        EXPECT_THAT(sentence, Not(HasSubstr("đọc hoặc ghi được ổ đĩa"))) << name_of(reader);
    });
}

// What the sources can make, each reader must be able to hear.
TEST(Sentences, ExistForWhateverEachReaderCanMeet)
{
    const std::set<std::string> of_the_browser{"typescript"};
    for (const std::string& code : codes_made_in({"admin-cli", "storage", "server/inspect"}, {}))
        EXPECT_TRUE(meets(Reader::terminal, row_named(code).code) || meets(Reader::clerk, row_named(code).code))
            << code;
    for (const std::string& code : codes_made_in({"admin-cli"}, {}))
        EXPECT_TRUE(meets(Reader::terminal, row_named(code).code)) << code;
    for (const std::string& code : codes_made_in({"server/inspect"}, {}))
        EXPECT_TRUE(meets(Reader::clerk, row_named(code).code)) << code;
    for (const char* code :
         {"not_json",         "unknown_field",      "missing_field",   "out_of_range",     "too_long",
          "unclean_text",     "rate_limited",       "device_pending",  "device_revoked",   "enrolment_closed",
          "sign_in_ended",    "wrong_secret",       "locked_out",      "secret_too_weak",  "not_allowed",
          "document_unknown", "annotation_unknown", "blob_unknown",    "blob_damaged",     "sitting_closed",
          "session_sealed",   "disk_full",          "io_failed",       "database_failed",  "busy",
          "stopping",         "internal",           "history_changed", "protocol_version", "bad_time"})
        EXPECT_TRUE(meets(Reader::delegate, row_named(code).code)) << code;
    // Every error has at least one reader.
    for (const ErrorRow& row : error_rows())
        EXPECT_TRUE(std::ranges::any_of(readers, [&](Reader reader) { return meets(reader, row.code); })) << row.name;
}

TEST(Addressing, GivesEachReaderTheirOwnSentence)
{
    const Error error = fail(ErrorCode::session_sealed);
    const auto sentence_to = [&](Reader reader) {
        return std::get<Refusal>(addressed_to(reader, refusal_of(error, 4))).sentence;
    };
    EXPECT_EQ(sentence_to(Reader::clerk), sentence_for(Reader::clerk, error));
    EXPECT_EQ(sentence_to(Reader::delegate), sentence_for(Reader::delegate, error));
    EXPECT_NE(sentence_to(Reader::clerk), sentence_to(Reader::delegate));

    Receipts receipts;
    receipts.outcomes.push_back(
        {1, false, "too_long", std::string(error_sentence(ErrorCode::too_long)), "/body/reason"});
    receipts.outcomes.push_back({2, true, std::nullopt, std::nullopt, std::nullopt});
    const auto heard = std::get<Receipts>(addressed_to(Reader::clerk, receipts));
    EXPECT_THAT(heard.outcomes.front().sentence.value_or(""), HasSubstr("“Lý do”"));
    EXPECT_FALSE(heard.outcomes.back().sentence);
    const auto job = std::get<Job>(addressed_to(Reader::clerk, failed_job(3, fail(ErrorCode::parser_died))));
    EXPECT_EQ(job.sentence, sentence_for(Reader::clerk, fail(ErrorCode::parser_died)));
}

TEST(Addressing, LeavesASentenceMadeForTheOccasion)
{
    Refusal refusal = refusal_of(fail(ErrorCode::wrong_secret), 1);
    refusal.sentence = "Mã PIN không đúng. Còn 3 lần.";
    EXPECT_EQ(std::get<Refusal>(addressed_to(Reader::delegate, refusal)).sentence, "Mã PIN không đúng. Còn 3 lần.");
}

}  // namespace
}  // namespace chamber
