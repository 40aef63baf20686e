// The parser on a made table: what was typed is what the command sees.
#include "admin-cli/command_line.hpp"

#include <gtest/gtest.h>

#include <set>

namespace chamber::admin {

namespace {

Invocation* seen = nullptr;

Result<ExitCode> remember(const Invocation& invocation)
{
    *seen = invocation;
    return ExitCode::done;
}

Result<ExitCode> refuse(const Invocation&)
{
    return fail(ErrorCode::session_unknown, "chi tiết", "99");
}

const CommandTable& table()
{
    static const CommandTable made{
        {"keep",
         "Giữ",
         {{"ONE", Takes::word, ""},
          {"MORE", Takes::words, ""},
          {"--label", Takes::option, ""},
          {"--force", Takes::flag, ""}},
         "",
         remember},
        {"box open", "Mở", {{"BOX", Takes::optional_word, ""}}, "", remember},
        {"box shut", "Đóng", {{"BOX", Takes::word, ""}}, "", refuse},
    };
    return made;
}

int run(std::vector<std::string> words, Invocation& invocation)
{
    words.insert(words.begin(), "chamber-admin");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    seen = &invocation;
    return run_command_line(table(), static_cast<int>(argv.size()), argv.data());
}

using Words = std::vector<std::string>;

}  // namespace

TEST(CommandLine, HandsPositionsOptionsAndFlagsOver)
{
    Invocation invocation;
    EXPECT_EQ(run({"--data", "/d", "keep", "a", "b", "c", "--label", "Nhãn", "--force", "--json"}, invocation), 0);
    EXPECT_EQ(invocation.data, "/d");
    EXPECT_EQ(invocation.one("ONE"), "a");
    EXPECT_EQ(invocation.all("MORE"), (Words{"b", "c"}));
    EXPECT_EQ(invocation.maybe("--label"), "Nhãn");
    EXPECT_TRUE(invocation.given("--force"));
    EXPECT_TRUE(invocation.json());
}

TEST(CommandLine, LeavesOutWhatWasNotTyped)
{
    Invocation invocation;
    EXPECT_EQ(run({"box", "open"}, invocation), 0);
    EXPECT_EQ(invocation.maybe("BOX"), std::nullopt);
    EXPECT_EQ(invocation.text("BOX", "hộp"), "hộp");
    EXPECT_FALSE(invocation.json());
}

TEST(CommandLine, TurnsAnErrorIntoItsExitCode)
{
    Invocation invocation;
    EXPECT_EQ(run({"box", "shut", "x"}, invocation), 3);
    EXPECT_EQ(run({"box", "shut"}, invocation), 2);
    EXPECT_EQ(run({"box"}, invocation), 2);
    EXPECT_EQ(run({"keep", "a"}, invocation), 2);
    EXPECT_EQ(run({"keep", "a", "b", "--label", "x", "--label", "y"}, invocation), 2);
}

TEST(Commands, HaveHelpExamplesAndNamesOfTheirOwn)
{
    std::set<std::string_view> names;
    for (const auto& command : all_commands()) {
        EXPECT_TRUE(names.insert(command.words).second) << command.words;
        EXPECT_FALSE(command.help.empty()) << command.words;
        EXPECT_NE(command.examples.find("chamber-admin"), std::string_view::npos) << command.words;
        const auto family = command.words.substr(0, command.words.find(' '));
        if (family != command.words) EXPECT_FALSE(family_help(family).empty()) << family;
        for (const auto& parameter : command.parameters)
            EXPECT_FALSE(parameter.help.empty()) << command.words << " " << parameter.name;
    }
    EXPECT_GE(names.size(), 20u);
}

TEST(ExitCode, IsFixedByTheCode)
{
    EXPECT_EQ(exit_code_of(ErrorCode::not_pdf), ExitCode::failed);
    EXPECT_EQ(exit_code_of(ErrorCode::document_unknown), ExitCode::not_found);
    EXPECT_EQ(exit_code_of(ErrorCode::data_in_use), ExitCode::unavailable);
    EXPECT_EQ(exit_code_of(ErrorCode::server_not_running), ExitCode::unavailable);
}

}  // namespace chamber::admin
