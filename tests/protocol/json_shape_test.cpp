// The wire's texts are written without a tree: letter for letter as Boost.JSON wrote them, because digests of such
// texts lie in databases.
#include "protocol/json_shape.hpp"

#include <boost/json/serialize.hpp>

#include <bit>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace chamber::json_shape {
namespace {

std::string number(double value)
{
    std::string text;
    write_number(value, text);
    return text;
}

std::string in_quotes(std::string_view value)
{
    std::string text;
    write_text(value, text);
    return text;
}

TEST(JsonShape, WritesNumbersAsBoostJsonDoes)
{
    using Limits = std::numeric_limits<double>;
    for (const double value : {0.0,
                               -0.0,
                               1.0,
                               -1.0,
                               0.1,
                               595.0,
                               841.89,
                               100.0,
                               1e9,
                               1e10,
                               123456789.5,
                               1e22,
                               1e23,
                               1e-7,
                               5e-324,
                               9007199254740993.0,
                               Limits::max(),
                               Limits::min(),
                               Limits::epsilon(),
                               Limits::lowest()})
        EXPECT_EQ(number(value), json::serialize(json::value(value)));
    std::mt19937_64 chance(20241218);
    for (int i = 0; i < 20'000; ++i) {
        const double anything = std::bit_cast<double>(chance());
        const double on_a_page = static_cast<double>(chance() % 100'000) / 100;
        if (std::isfinite(anything)) ASSERT_EQ(number(anything), json::serialize(json::value(anything)));
        ASSERT_EQ(number(on_a_page), json::serialize(json::value(on_a_page)));
    }
}

TEST(JsonShape, WritesTextsAsBoostJsonDoes)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte) {
        const std::string alone(1, static_cast<char>(byte));
        EXPECT_EQ(in_quotes(alone), json::serialize(json::value(json::string(alone)))) << byte;
        all += alone + "a";
    }
    EXPECT_EQ(in_quotes(all), json::serialize(json::value(json::string(all))));
    EXPECT_EQ(in_quotes(""), "\"\"");
    EXPECT_EQ(in_quotes("Ủy ban \"nhân dân\"\n"), "\"Ủy ban \\\"nhân dân\\\"\\n\"");
}

TEST(JsonShape, WritesEmptyListsAndNone)
{
    std::string text;
    Shape<std::vector<std::vector<std::int32_t>>>::write({{}, {1, -2}, {3}}, text);
    Shape<std::vector<bool>>::write({}, text);
    Shape<std::vector<std::optional<std::string>>>::write({std::nullopt, "a"}, text);
    EXPECT_EQ(text, "[[],[1,-2],[3]][][null,\"a\"]");
}

}  // namespace
}  // namespace chamber::json_shape
