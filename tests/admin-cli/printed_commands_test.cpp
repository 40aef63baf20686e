// What the product tells people to type can be typed: each command line it shows is given to the real parser.
#include "admin-cli/command_line.hpp"
#include "protocol/plain_words.hpp"
#include "tests/admin-cli/printed_commands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>

namespace chamber::test {

namespace {

using Words = std::vector<std::string>;

std::string complaint(const Words& words)
{
    return admin::complaint_about(admin::all_commands(), words).value_or("");
}

}  // namespace

TEST(PrintedCommands, AreReadUpToTheProseBehindThem)
{
    EXPECT_EQ(read_printed(" device approve {code}</code></li>").words, (Words{"device", "approve", "x"}));
    EXPECT_EQ(read_printed(" backup restore), rồi thử lại.").words, (Words{"backup", "restore"}));
    EXPECT_EQ(read_printed(" trust add FILE… rồi chạy").words, (Words{"trust", "add", "FILE"}));
    EXPECT_EQ(read_printed(" publish ", true).words, (Words{"publish", "x"}));
    EXPECT_EQ(read_printed(" verify a.pdf --at \"2024-12-18 09:30\" | jq .").words,
              (Words{"verify", "a.pdf", "--at", "2024-12-18 09:30"}));
    EXPECT_TRUE(read_printed(" trust …").names_a_family);
    EXPECT_TRUE(read_printed(" của đúng bản").words.empty());
}

TEST(PrintedCommands, AllWork)
{
    const auto printed = printed_commands(CHAMBER_SOURCE);
    ASSERT_GE(printed.size(), 60u);
    for (const auto& each : printed) {
        if (each.names_a_family) {
            EXPECT_EQ(complaint({each.words.front(), "--help"}), "") << each.file << ": " << each.text;
            continue;
        }
        auto words = each.words;
        for (int more = 0; more < 3 && each.goes_on && !complaint(words).empty(); ++more) words.emplace_back("x");
        EXPECT_EQ(complaint(words), "") << each.file << ": " << each.text << "\n  read as "
                                        << testing::PrintToString(each.words);
    }
}

TEST(PrintedCommands, OfTheWebAndOfTheRefusalsAreAmongThem)
{
    const auto printed = printed_commands(CHAMBER_SOURCE);
    const auto count = [&](std::string_view file) {
        return std::ranges::count_if(printed, [&](const auto& each) { return each.file.starts_with(file); });
    };
    EXPECT_GE(count("server/web/src/"), 3);
    EXPECT_GE(count("protocol/"), 20);
    EXPECT_GE(count("README.md"), 4);
    EXPECT_GE(count("storage/"), 4);
}

// A sentence that is Vietnamese at all is Vietnamese to its end.
TEST(Literals, ThatSpeakVietnameseSpeakNoEnglish)
{
    const auto said = vietnamese_literals(CHAMBER_SOURCE);
    ASSERT_GE(said.size(), 500u);
    // Names that standards and programs gave: to be looked up, not understood. JSON's two words and the keys of
    // chamber.toml are typed as they are.
    const std::set<std::string> names{
        "dss",     "ec",          "portfolio", "xfa",      "adobe",  "premis",      "byterange", "subfilter", "info",
        "signing", "certificate", "data",      "internal", "sender", "description", "tt",        "utc",       "ttr",
        "publish", "true",        "false",     "tab",      "word",   "docx",        "xlsx",      "vt",        "mets",
        "ead",     "sip",         "objid",     "archive",  "tsa",    "xls",         "unicode",   "ocr"};
    for (const auto& each : said) {
        // A dictionary explains foreign words; the fictional council's papers speak as offices do; a page of HTML, an
        // example for a shell are no sentences.
        if (each.file.starts_with("storage/archive/dictionary") || each.file.starts_with("admin-cli/demo/") ||
            each.text.find("<style>") != std::string::npos || each.text.starts_with("  chamber-admin "))
            continue;
        auto foreign = foreign_words(each.text);
        std::erase_if(foreign, [&](const std::string& word) { return names.contains(word); });
        EXPECT_EQ(foreign, std::vector<std::string>{}) << each.file << ": " << each.text;
    }
}

// The table of commands in admin-cli/README.md: each row's commands, without what may be left out, and every option it
// names.
TEST(PrintedCommands, OfTheReadmesTableAreThoseOfTheProgram)
{
    std::ifstream readme{std::string(CHAMBER_SOURCE) + "/admin-cli/README.md"};
    std::size_t seen = 0;
    bool in_commands = false;
    for (std::string line; std::getline(readme, line);) {
        if (line.starts_with("## ")) in_commands = line == "## Commands";
        if (!in_commands || !line.starts_with("| `")) continue;
        const auto cell_end = line.find(" | ", 2);
        const std::string cell = line.substr(2, cell_end - 2);
        const std::regex code{"`([^`]+)`"};
        for (std::sregex_iterator at{cell.begin(), cell.end(), code}, end; at != end; ++at) {
            std::string text = (*at)[1];
            const std::string words = text.substr(0, text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ[-"));
            const bool is_command = std::ranges::any_of(admin::all_commands(), [&](const auto& command) {
                return words == std::string(command.words) || words == std::string(command.words) + " ";
            });
            if (!is_command) continue;
            ++seen;
            const auto command = std::ranges::find_if(admin::all_commands(), [&](const auto& each) {
                return words.starts_with(each.words) && words.size() <= each.words.size() + 1;
            });
            const std::regex option{"--[a-z-]+"};
            for (std::sregex_iterator named{text.begin(), text.end(), option}; named != end; ++named)
                EXPECT_TRUE(std::ranges::any_of(command->parameters,
                                                [&](const auto& parameter) { return parameter.name == named->str(); }))
                    << text << ": " << named->str();
            text = std::regex_replace(text, std::regex{"\\[[^\\]]*\\]"}, "");
            text = std::regex_replace(text, std::regex{"([a-z]+)\\\\?\\|[a-z]+"}, "$1");
            EXPECT_EQ(complaint(read_printed(" " + text).words), "") << text;
        }
    }
    EXPECT_GE(seen, 20u);
}

}  // namespace chamber::test
