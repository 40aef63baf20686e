// What was meant by what was typed.
#include "admin-cli/command_line.hpp"
#include "admin-cli/command_words.hpp"

#include <gtest/gtest.h>

namespace chamber::admin {

namespace {

using Words = std::vector<std::string>;

Words meant(const Words& words)
{
    return read_words(all_commands(), words).meant;
}

}  // namespace

TEST(CommandWords, SuggestsTheCommandThatWasMeant)
{
    EXPECT_EQ(meant({"import", "ky-hop.json"}), (Words{"session import", "person import", "archive import"}));
    EXPECT_EQ(meant({"documnet", "add"}), (Words{"document add"}));
    EXPECT_EQ(meant({"document", "ad", "15"}), (Words{"document add"}));
    EXPECT_EQ(meant({"sesion", "imprt"}), (Words{"session import"}));
    EXPECT_EQ(meant({"document", "publsh", "15"}), (Words{"document publish"}));
    EXPECT_EQ(meant({"--data", "/srv", "--json", "doctr"}), (Words{"doctor"}));
    EXPECT_EQ(meant({"aprove", "1234"}), (Words{"device approve"}));
    EXPECT_TRUE(meant({"nothing"}).empty());
    EXPECT_LE(meant({"list"}).size(), 3u);
    EXPECT_FALSE(meant({"list"}).empty());
}

TEST(CommandWords, TellsHelpAFamilyAndACommandApart)
{
    const auto wish = [](const Words& words) { return read_words(all_commands(), words).wish; };
    EXPECT_EQ(wish({}), Wish::family_alone);
    EXPECT_EQ(wish({"--quiet"}), Wish::family_alone);
    EXPECT_EQ(wish({"trust"}), Wish::family_alone);
    EXPECT_EQ(wish({"trust", "--help"}), Wish::command);
    EXPECT_EQ(wish({"--version"}), Wish::command);
    EXPECT_EQ(wish({"help"}), Wish::help);
    EXPECT_EQ(wish({"help", "trust"}), Wish::help);
    EXPECT_EQ(wish({"help", "trust", "add"}), Wish::help);
    EXPECT_EQ(wish({"help", "nothing"}), Wish::stranger);
    EXPECT_EQ(wish({"--data", "session", "doctor"}), Wish::command);
    EXPECT_EQ(read_words(all_commands(), {"help", "device", "list"}).topic, (Words{"device", "list"}));
}

TEST(CommandWords, FindsTheNearestWordsOnly)
{
    EXPECT_EQ(near_words("--lable", {"--label", "--reason"}), (Words{"--label"}));
    EXPECT_EQ(near_words("sesion", {"session", "sitting"}), (Words{"session"}));
    EXPECT_TRUE(near_words("x", {"y"}).empty());
    EXPECT_TRUE(near_words("", {"a"}).empty());
}

}  // namespace chamber::admin
