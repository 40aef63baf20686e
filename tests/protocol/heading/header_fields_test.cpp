// Every key of every head: those that were given (tests/golden/nd30-headers.json), and ours, which say all of them
// (tests/golden/own-headers.json). What is right is counted by key, and printed.
#include "protocol/header_fields.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

namespace chamber {
namespace {

namespace json = boost::json;

json::value value_of(const std::optional<std::string>& text)
{
    return text ? json::value(*text) : json::value(nullptr);
}

json::object all_of(const std::string& text)
{
    const HeaderFields fields = read_header(text);
    json::array agency;
    for (const std::string& line : fields.agency_lines) agency.emplace_back(line);
    return {{"full_number", value_of(fields.full_number)},
            {"number", value_of(fields.number)},
            {"notation", value_of(fields.notation)},
            {"doc_type", value_of(fields.doc_type)},
            {"type_name", value_of(fields.type_name)},
            {"organ_abbr", value_of(fields.organ_abbr)},
            {"agency_lines", agency},
            {"date", value_of(fields.date)},
            {"place", value_of(fields.place)},
            {"subject", value_of(fields.subject)},
            {"term", value_of(fields.term)},
            {"session_no", fields.session_no ? json::value(*fields.session_no) : json::value(nullptr)},
            {"normative", fields.normative},
            {"draft", fields.draft},
            {"secrecy", value_of(fields.secrecy)}};
}

struct Score {
    std::size_t right = 0, all = 0;
    double share() const { return all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all); }
};

// How many heads are right in every key they say; by key to stdout.
Score measure(const std::string& file_name)
{
    std::ifstream file(std::string(CHAMBER_GOLDEN_DIR "/") + file_name);
    const auto heads = json::parse(std::string(std::istreambuf_iterator<char>(file), {})).as_array();
    std::map<std::string, Score> by_key;
    Score whole;
    for (const auto& head : heads) {
        const std::string text(head.at("text").as_string());
        const json::object found = all_of(text);
        bool all_right = true;
        for (const auto& [key, expected] : head.at("expect").as_object()) {
            Score& score = by_key[key];
            ++score.all;
            const auto* said = found.if_contains(key);
            const bool right = said != nullptr && *said == expected;
            score.right += right ? 1 : 0;
            all_right = all_right && right;
            EXPECT_TRUE(right) << key << ": " << (said != nullptr ? json::serialize(*said) : "no such key") << " for "
                               << json::serialize(expected) << " in:\n"
                               << text;
        }
        ++whole.all;
        whole.right += all_right ? 1 : 0;
    }
    for (const auto& [key, score] : by_key)
        std::cout << file_name << " " << key << " " << score.right << "/" << score.all << "\n";
    std::cout << file_name << " all " << whole.right << "/" << whole.all << "\n";
    return whole;
}

TEST(HeaderFields, OfTheGivenHeadsAreRight)
{
    const Score score = measure("nd30-headers.json");
    EXPECT_GE(score.all, 16U);
    EXPECT_GE(score.share(), 0.95);
}

TEST(HeaderFields, OfOurOwnHeadsAreRightInEveryKey)
{
    const Score score = measure("own-headers.json");
    EXPECT_GE(score.all, 28U);
    EXPECT_GE(score.share(), 0.95);
}

TEST(HeaderFields, TakeANumberApart)
{
    const auto fields = [](const std::string& number) { return read_header("Số: " + number + "\n"); };
    EXPECT_EQ(fields("06/2021/NQ-HĐND").number, "06");
    EXPECT_EQ(fields("06/2021/NQ-HĐND").notation, "2021/NQ-HĐND");
    EXPECT_EQ(fields("06/2021/NQ-HĐND").organ_abbr, "HĐND");
    EXPECT_EQ(fields("12a/BC-UBND").number, "12a");
    EXPECT_EQ(fields("35-HD/VPTW").number, "35");
    EXPECT_EQ(fields("35-HD/VPTW").notation, "HD/VPTW");
    EXPECT_EQ(fields("35-HD/VPTW").organ_abbr, "VPTW");
    EXPECT_EQ(fields("1453/STTTT-CNTT-BCVT").organ_abbr, "STTTT-CNTT-BCVT");
    const HeaderFields nothing = read_header(std::string_view());
    EXPECT_TRUE(says_nothing(nothing));
    EXPECT_FALSE(nothing.full_number || nothing.number || nothing.notation || nothing.organ_abbr || nothing.session_no);
    EXPECT_THAT(nothing.agency_lines, testing::IsEmpty());
}

}  // namespace
}  // namespace chamber
