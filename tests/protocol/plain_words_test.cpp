// What is no Vietnamese is found; tests/golden/plain_words.json holds both languages of ours to it.
#include "protocol/plain_words.hpp"
#include "tests/protocol/golden.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

TEST(PlainWords, FindTheForeignOnesOfTheGoldenTexts)
{
    const auto cases = golden("plain_words.json");
    ASSERT_GE(cases.size(), 15u);
    for (const auto& each : cases) {
        std::vector<std::string> expected;
        for (const auto& word : each.at("foreign").as_array()) expected.emplace_back(word.as_string());
        const std::string text{each.at("text").as_string()};
        EXPECT_EQ(foreign_words(text), expected) << text;
    }
}

TEST(PlainWords, AreAskedForAVietnameseLetterAsWell)
{
    EXPECT_TRUE(is_plain_vietnamese("không phải tệp thường"));
    EXPECT_FALSE(is_plain_vietnamese("4096"));
    EXPECT_FALSE(is_plain_vietnamese("không đọc được: permission denied"));
    EXPECT_FALSE(is_plain_vietnamese(""));
}

}  // namespace
}  // namespace chamber
