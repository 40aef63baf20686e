#include "protocol/agenda_text.hpp"
#include "tests/protocol/golden.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

std::string shown(const AgendaText& read)
{
    std::string text;
    for (const AgendaTextItem& item : read.items)
        text +=
            std::string(static_cast<std::size_t>(item.level) * 2, ' ') + "[" + item.number + "] " + item.name + "\n";
    text += "?";
    for (const std::int32_t line : read.unsure) text += " " + std::to_string(line);
    return text;
}

AgendaText expected(const boost::json::value& example)
{
    AgendaText wanted;
    for (const auto& item : example.at("items").as_array())
        wanted.items.push_back({std::string(item.at("number").as_string()), std::string(item.at("name").as_string()),
                                static_cast<std::int32_t>(item.at("level").as_int64()), 0});
    for (const auto& line : example.at("unsure").as_array())
        wanted.unsure.push_back(static_cast<std::int32_t>(line.as_int64()));
    return wanted;
}

TEST(AgendaText, IsReadAsTheTableSays)
{
    const auto examples = golden("agenda_text.json");
    EXPECT_GE(examples.size(), 20U);
    for (const auto& example : examples) {
        const AgendaText read = read_agenda_text(std::string(example.at("text").as_string()));
        EXPECT_EQ(shown(read), shown(expected(example))) << example.at("what").as_string();
    }
}

TEST(AgendaText, SaysInWhichLineAnItemBegins)
{
    const AgendaText read = read_agenda_text("CHƯƠNG TRÌNH\n\n1. Khai mạc\nvà chào cờ\n2. Bế mạc");
    ASSERT_EQ(read.items.size(), 2U);
    EXPECT_EQ(read.items[0].line, 3);
    EXPECT_EQ(read.items[1].line, 5);
}

TEST(AgendaText, TakesWhateverBytesThereAre)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    EXPECT_LE(read_agenda_text(all + all).items.size(), 20U);
    EXPECT_EQ(read_agenda_text("1. \xff\xfe").items.size(), 1U);
}

}  // namespace
}  // namespace chamber
