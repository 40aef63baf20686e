// What chamber-admin says when it refuses, heard as the IT officer hears it: which thing, what to do, Vietnamese and
// nothing else.
#include "protocol/plain_words.hpp"
#include "storage/files/data_directory.hpp"
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace chamber::test {

namespace {

using testing::HasSubstr;
using testing::Not;

struct Case {
    std::vector<std::string> arguments;
    int exit_code;
    std::string code;
    std::vector<std::string> says;
    std::string input = {};
};

// The lines of stderr without the program's name and the code for machines.
std::vector<std::string> lines_of(const Ran& ran)
{
    std::vector<std::string> lines;
    std::istringstream in{ran.err};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("chamber-admin: ")) line.erase(0, 15);
        if (const auto code = line.rfind(" ["); code != std::string::npos && line.ends_with(']')) line.erase(code);
        lines.push_back(line);
    }
    return lines;
}

bool says_what_to_do(const std::string& text)
{
    return text.find("Hãy ") != std::string::npos || text.find("hãy ") != std::string::npos ||
           text.find("hông cần ") != std::string::npos;
}

void expect_plain(const Ran& ran)
{
    EXPECT_TRUE(says_what_to_do(ran.err)) << ran.err;
    for (const std::string& line : lines_of(ran)) EXPECT_EQ(foreign_words(line), std::vector<std::string>{}) << line;
    for (const char* never : {"ứng dụng", "Thông điệp", "trường dữ liệu", "tải lại trang", " stdin"})
        EXPECT_THAT(ran.err, Not(HasSubstr(never)));
    if (ran.code() != "io_failed") EXPECT_THAT(ran.err, Not(HasSubstr("đọc hoặc ghi được")));
}

template <class Run>
void expect_said(const std::vector<Case>& cases, Run run)
{
    for (const Case& each : cases) {
        SCOPED_TRACE(testing::PrintToString(each.arguments));
        const Ran ran = run(each);
        EXPECT_EQ(ran.exit_code, each.exit_code) << ran.err;
        EXPECT_EQ(ran.code(), each.code) << ran.err;
        expect_plain(ran);
        for (const std::string& part : each.says) EXPECT_THAT(ran.err, HasSubstr(part));
    }
}

}  // namespace

TEST(Refusals, OfADataDirectoryThatIsNotThereYet)
{
    const Folder folder;
    const auto data = (folder.path() / "d").string();
    const std::string good = office_password + "\n";
    const auto init = [](std::vector<std::string> more) {
        more.insert(more.begin(), {"init", "--council", "HĐND xã Mẫu"});
        return more;
    };
    expect_said(
        {{init({"--host", "10.0.0.1", "--password-stdin"}),
          1,
          "bad_configuration",
          {"--host", "không dùng được", "ví dụ"},
          good},
         {init({"--host", "https://hop.local", "--password-stdin"}), 1, "bad_configuration", {"--host"}, good},
         {init({"--host", "hop.test"}),
          1,
          "missing_field",
          {"--password-stdin", "--password-file", "cửa sổ lệnh"},
          good},
         {init({"--host", "hop.test", "--password-stdin"}), 1, "missing_field", {"dòng đầu", "mật khẩu"}},
         {init({"--host", "hop.test", "--password-stdin"}), 1, "secret_too_weak", {"12 ký tự"}, "ngan\n"},
         {init({"--host", "hop.test", "--password-file", "/khong/co"}), 3, "not_found", {"“/khong/co”"}},
         {init({"--host", "hop.test", "--password-stdin", "--password-file", "x"}),
          1,
          "unknown_value",
          {"chỉ dùng một trong hai"},
          good},
         {init({"--host", "hop.test", "--seats", "nhiều", "--password-stdin"}),
          1,
          "wrong_type",
          {"--seats", "cần một số"},
          good},
         {init({"--host", "hop.test", "--seats", "-3", "--password-stdin"}), 1, "out_of_range", {"--seats"}, good},
         {init({"--host", "hop.test", "--account", "có dấu", "--password-stdin"}),
          1,
          "wrong_type",
          {"--account", "chữ không dấu"},
          good},
         {{"session", "list"}, 3, "not_a_data_directory", {"“" + data, "--data", "chamber-admin init"}},
         {{"backup", "list"}, 3, "backup_unknown", {"--from"}}},
        [&](const Case& each) {
            auto arguments = each.arguments;
            arguments.insert(arguments.begin(), {"--data", data});
            return run_admin(arguments, each.input);
        });
}

TEST(Refusals, NameWhatWasTypedAndTheFile)
{
    const Office office;
    office.import_session();
    const auto pdf = office.write_file("tot.pdf", make_pdf({"To trinh"}));
    const auto text = office.write_file("chu.pdf", "day la chu\n");
    const auto json = office.write_file("hong.json", "{\n  \"schema\": ,\n}");
    const auto missing = office.path("khong-co.json");
    expect_said(
        {{{"session", "import", missing}, 3, "not_found", {missing, "đường dẫn"}},
         {{"document", "add", "99", pdf, "--item", "1"}, 3, "session_unknown", {"“99”", "chamber-admin session list"}},
         {{"document", "add", "15", pdf, "--item", "88"}, 3, "item_unknown", {"“88”"}},
         {{"document", "add", "15", office.path("a.pdf"), "--item", "1"}, 3, "not_found", {office.path("a.pdf")}},
         {{"document", "add", "15", text, "--item", "1"}, 1, "not_pdf", {"không phải PDF"}},
         {{"document", "replace", "TL99", pdf, "--reason", "Sửa"},
          3,
          "document_unknown",
          {"“TL99”", "chamber-admin document list"}},
         {{"publish", "15"}, 1, "nothing_to_publish", {"chờ phát hành"}},
         {{"publish", "15", "TL99"}, 3, "document_unknown", {"chamber-admin document list"}},
         {{"device", "approve", "AAAA-BBBB"}, 3, "code_unknown", {"mã trên màn hình"}},
         {{"device", "revoke", "MTB-09", "--reason", "Hỏng"},
          3,
          "device_unknown",
          {"“MTB-09”", "chamber-admin device list"}},
         {{"device", "enrol", "maybe"}, 1, "unknown_value", {"“maybe”", "“on”"}},
         {{"person", "pin", "DB99"}, 3, "person_unknown", {"“DB99”", "chamber-admin person list"}},
         {{"person", "pin", "NV02"}, 1, "not_allowed", {"chamber-admin person password NV02"}},
         {{"person", "password", "DB01", "--password-stdin"}, 1, "not_allowed", {"chamber-admin person pin DB01"}},
         {{"person", "password", "NV02"}, 1, "missing_field", {"--password-stdin"}},
         {{"attendance", "list", "15", "--sitting", "PH9"}, 3, "sitting_unknown", {"“PH9”"}},
         {{"archive", "verify", office.path("a.zip")}, 3, "not_found", {office.path("a.zip")}},
         {{"archive", "verify", text}, 1, "archive_damaged", {"hồ sơ"}},
         {{"archive", "build", "15", "--out", office.path("khong-co")}, 3, "not_found", {office.path("khong-co")}},
         {{"verify", office.path("a.pdf")}, 3, "not_found", {office.path("a.pdf")}},
         {{"verify", pdf, "--at", "hôm qua"}, 1, "time_unreadable", {"2024-12-18"}},
         {{"trust", "add", missing}, 3, "not_found", {missing}},
         {{"trust", "add", text}, 1, "trust_unreadable", {"PEM"}},
         {{"trust", "remove", "abcd", "--yes"}, 3, "trust_unknown", {"“abcd”", "chamber-admin trust list"}},
         {{"trust", "import-crl", text}, 1, "trust_unreadable", {"PEM"}},
         {{"backup", "make"}, 3, "backup_unknown", {"--to"}},
         {{"backup", "make", "--to", office.path("sao-luu")}, 1, "backup_locked", {"chamber-admin backup setup"}},
         {{"backup", "setup"}, 1, "missing_field", {"--password-file"}},
         {{"backup", "verify", "--from", office.path("khong-co")}, 3, "backup_unknown", {"khong-co"}},
         {{"archive", "list", "99"}, 3, "session_unknown", {"“99”"}},
         {{"trust", "add", text, "--for", "moi-viec"}, 1, "unknown_value", {"“moi-viec”", "“all”"}},
         {{"host", "rename", "10.0.0.1"}, 1, "bad_configuration", {"Tên máy chủ mới"}}},
        [&](const Case& each) { return office.run(each.arguments, each.input); });
    const auto broken = office.run({"session", "import", json});
    EXPECT_EQ(broken.exit_code, 1);
    expect_plain(broken);
}

TEST(Refusals, OfACommandLineSayWhatWasMeant)
{
    const std::vector<Case> cases{
        {{"import", "a.json"}, 2, "usage", {"“import”", "chamber-admin session import"}},
        {{"documnet", "add"}, 2, "usage", {"chamber-admin document add"}},
        {{"document", "publsh"}, 2, "usage", {"chamber-admin document publish"}},
        {{"document", "add", "15", "a.pdf", "--itme", "1"}, 2, "usage", {"“--itme”", "--item"}},
        {{"device", "revoke", "MTB-01"}, 2, "usage", {"--reason", "chamber-admin device revoke --help"}},
        {{"nothing"}, 2, "usage", {"“nothing”", "chamber-admin --help"}},
        {{"trust"}, 2, "usage", {"chamber-admin trust --help"}},
        {{}, 2, "usage", {"chamber-admin --help"}}};
    for (const Case& each : cases) {
        SCOPED_TRACE(testing::PrintToString(each.arguments));
        const auto ran = run_admin(each.arguments);
        EXPECT_EQ(ran.exit_code, each.exit_code);
        EXPECT_EQ(ran.code(), each.code) << ran.err;
        for (const std::string& part : each.says) EXPECT_THAT(ran.err, HasSubstr(part));
    }
}

TEST(Usage, ShowsTheHelpOfWhatWasTypedAlone)
{
    EXPECT_THAT(run_admin({}).out, testing::AllOf(HasSubstr("Cách dùng"), HasSubstr("session"), HasSubstr("doctor")));
    const auto family = run_admin({"trust"});
    EXPECT_THAT(family.out, testing::AllOf(HasSubstr("import-crl"), HasSubstr("recheck"), Not(HasSubstr("attendance")),
                                           Not(HasSubstr("document add"))));
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"help"}, {"help", "trust"}, {"help", "trust", "add"}, {"trust", "add", "--help"}}) {
        const auto ran = run_admin(words);
        EXPECT_EQ(ran.exit_code, 0) << testing::PrintToString(words);
        EXPECT_EQ(ran.err, "");
        EXPECT_THAT(ran.out, HasSubstr("Cách dùng: chamber-admin"));
    }
}

TEST(Refusals, ShowTheirTechnicalDetailOnlyToWhoeverAsksForIt)
{
    const Office office;
    const auto file = office.write_file("chu.pdf", "khong phai pdf");
    const auto plain = office.run({"verify", file});
    const auto told = office.run({"--verbose", "verify", file});
    EXPECT_EQ(plain.code(), "not_pdf");
    EXPECT_THAT(plain.err, Not(HasSubstr("kỹ thuật")));
    EXPECT_THAT(told.err, HasSubstr("(kỹ thuật: "));
}

}  // namespace chamber::test
