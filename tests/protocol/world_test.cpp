#include "protocol/world.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

TEST(Time, ReadsOffsetsAndWritesZulu)
{
    EXPECT_EQ(format_utc(parse_utc("2024-12-18T07:30:00+07:00")), "2024-12-18T00:30:00Z");
    EXPECT_EQ(format_utc(parse_utc("2024-02-29T23:59:59.250Z")), "2024-02-29T23:59:59Z");
    EXPECT_EQ(parse_utc("1970-01-01T00:00:01Z").value, 1000);
    EXPECT_EQ(format_utc(UtcMs{-1000}), "1969-12-31T23:59:59Z");
}

TEST(Time, SaysZeroForUnreadableText)
{
    for (const char* text : {"", "yesterday", "2024-13-01T00:00:00Z", "2024-12-18T07:30:00", "2024-12-18T07:30:00+7",
                             "2024-12-18T07:30:00Zx"})
        EXPECT_EQ(parse_utc(text).value, 0) << text;
}

TEST(Time, ShowsVietnamsClock)
{
    EXPECT_EQ(format_vietnam(parse_utc("2024-12-18T23:30:00Z")), "19/12/2024 06:30");
}

}  // namespace
}  // namespace chamber
