// Completion and manual page against the command table; bash, zsh and groff themselves read what was written.
#include "admin-cli/shell_texts.hpp"

#include "admin-cli/command_line.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace chamber::admin {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& command)
{
    std::string text;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4'096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) text.append(part.data(), n);
    EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << text;
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

class Script {
public:
    explicit Script(const std::string& text)
    {
        std::string name = (std::filesystem::temp_directory_path() / "chamber-shell-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::ofstream(path()) << text;
    }
    ~Script() { std::filesystem::remove_all(folder_); }
    std::string path() const { return (folder_ / "script").string(); }

private:
    std::filesystem::path folder_;
};

// What bash offers at the end of a command line: words, the last one as far as it is typed.
std::string asked(const std::string& words)
{
    return "COMP_WORDS=(chamber-admin " + words +
           "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _chamber_admin; "
           "echo \"${COMPREPLY[*]}\"\n";
}

std::vector<std::string> bash_offers(const std::vector<std::string>& typed)
{
    std::string script = bash_completion(all_commands());
    for (const std::string& words : typed) script += asked(words);
    return lines_of("bash --norc " + Script(script).path());
}

std::string padded(const std::string& line)
{
    return " " + line + " ";
}

TEST(BashCompletion, KnowsEveryCommandAndOption)
{
    std::vector<std::string> typed;
    std::vector<std::string> expected;
    for (const CommandRow& command : all_commands()) {
        const std::string words(command.words);
        const auto space = words.rfind(' ');
        typed.push_back((space == std::string::npos ? "" : words.substr(0, space) + " ") + "\"\"");
        expected.push_back(words.substr(space == std::string::npos ? 0 : space + 1));
        for (const Parameter& parameter : command.parameters) {
            if (!parameter.name.starts_with('-')) continue;
            typed.push_back(words + " --");
            expected.emplace_back(parameter.name);
        }
    }
    const auto offers = bash_offers(typed);
    ASSERT_EQ(offers.size(), expected.size());
    for (std::size_t i = 0; i < offers.size(); ++i)
        EXPECT_THAT(padded(offers[i]), HasSubstr(" " + expected[i] + " ")) << typed[i];
}

TEST(BashCompletion, GoesOnWithWhatWasTyped)
{
    EXPECT_THAT(bash_offers({"docu", "document edi", "--data /srv/x docu", "document add --item 3 --aud",
                             "report 2024 --f", "session import a.json \"\""}),
                ElementsAre("document", "edit", "document", "--audience", "--format", ""));
    // The value of an option is no command, wherever it stands.
    EXPECT_THAT(bash_offers({"--data session impo"}), ElementsAre(""));
    EXPECT_THAT(bash_offers({"--"}).at(0),
                AllOf(HasSubstr("--data"), HasSubstr("--version"), Not(HasSubstr("--item"))));
}

TEST(ZshCompletion, KnowsEveryCommandAndOption)
{
    const std::string script = zsh_completion(all_commands());
    EXPECT_THAT(script, testing::StartsWith("#compdef chamber-admin\n"));
    for (const CommandRow& command : all_commands()) {
        const std::string words(command.words);
        const auto at = script.find("  '" + words + "')\n    names=");
        ASSERT_NE(at, std::string::npos) << words;
        const std::string own = script.substr(at, script.find(";;", at) - at);
        for (const Parameter& parameter : command.parameters)
            if (parameter.name.starts_with('-'))
                EXPECT_THAT(own, HasSubstr("'" + std::string(parameter.name) + ":")) << words;
        EXPECT_THAT(script, HasSubstr("'" + words.substr(words.rfind(' ') + 1) + ":")) << words;
    }
}

TEST(ZshCompletion, IsReadByZsh)
{
    if (std::system("command -v zsh >/dev/null 2>&1") != 0) GTEST_SKIP() << "zsh is not installed";
    EXPECT_THAT(lines_of("zsh -n " + Script(zsh_completion(all_commands())).path()), ElementsAre());
}

TEST(ManualPage, KnowsEveryCommandAndOption)
{
    if (std::system("command -v groff >/dev/null 2>&1") != 0) GTEST_SKIP() << "groff is not installed";
    const Script page(manual_page(all_commands(), "1.1.0", overview_closing()));
    // As one line: groff breaks lines where it likes, and says on stderr what it does not understand.
    std::string text;
    for (const std::string& line :
         lines_of("groff -k -man -Tutf8 -ww -P-cbou -rLL=2000n " + page.path() + " | sed 's/  */ /g'"))
        text += line + "\n";
    EXPECT_THAT(text, Not(HasSubstr("warning")));
    EXPECT_THAT(text, HasSubstr("TÊN"));
    for (const CommandRow& command : all_commands()) {
        EXPECT_THAT(text, HasSubstr("chamber-admin " + std::string(command.words))) << command.words;
        for (const Parameter& parameter : command.parameters)
            EXPECT_THAT(text, HasSubstr(std::string(parameter.name))) << command.words;
    }
    EXPECT_THAT(text, HasSubstr("Mã thoát: 0 xong"));
}

TEST(ManualPage, TakesNoTextForARequest)
{
    const CommandTable made{{"thu", "Câu", {{"--a", Takes::flag, ".so /etc/passwd"}}, "'x \\n\n.de", nullptr}};
    const std::string page = manual_page(made, "1", "");
    EXPECT_THAT(page, HasSubstr("\n\\&.so /etc/passwd\n"));
    EXPECT_THAT(page, HasSubstr("\n\\&'x \\en\n\\&.de\n"));
}

}  // namespace
}  // namespace chamber::admin
