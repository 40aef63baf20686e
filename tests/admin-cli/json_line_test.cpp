#include "admin-cli/json_line.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace chamber::admin {

TEST(JsonLine, IsReadBackAsItWasMeant)
{
    const std::string awkward = "\"Nghị quyết\"\\\n\t\x01 <a>";
    JsonArray list;
    list.add("một").add(JsonObject{}.add("n", 1));
    const auto text = JsonObject{}
                          .add("text", awkward)
                          .add("none", std::optional<std::string>{})
                          .add("some", std::optional<std::string>{"x"})
                          .add("yes", true)
                          .add("big", std::uint64_t{18'446'744'073'709'551'615U})
                          .add("list", list)
                          .text();
    EXPECT_EQ(text.find('\n'), std::string::npos);
    const auto value = boost::json::parse(text);
    EXPECT_EQ(value.at("text").as_string(), awkward);
    EXPECT_TRUE(value.at("none").is_null());
    EXPECT_EQ(value.at("some").as_string(), "x");
    EXPECT_TRUE(value.at("yes").as_bool());
    EXPECT_EQ(value.at("big").as_uint64(), 18'446'744'073'709'551'615U);
    EXPECT_EQ(value.at("list").at(1).at("n").as_int64(), 1);
}

TEST(JsonLine, CannotSteerATerminal)
{
    const std::string wicked = "\u009B2J\x7F\u202Egpj\uFFFE\U0001FFFF\u00e9";
    const auto text = json_string(wicked);
    EXPECT_EQ(text, "\"\\u009b2J\\u007f\\u202egpj\\ufffe\\ud83f\\udfff\u00e9\"") << "what can be seen stays";
    EXPECT_EQ(boost::json::parse(text).as_string(), wicked);
}

TEST(JsonLine, EmptyThingsAreStillJson)
{
    EXPECT_EQ(JsonObject{}.text(), "{}");
    EXPECT_EQ(JsonArray{}.text(), "[]");
}

}  // namespace chamber::admin
