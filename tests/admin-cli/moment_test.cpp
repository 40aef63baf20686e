#include "admin-cli/moment.hpp"

#include <gtest/gtest.h>

namespace chamber::admin {

namespace {

std::string read(const std::string& typed)
{
    const auto moment = parse_moment(typed);
    return moment ? format_utc(*moment) : std::string(error_name(moment.error().code));
}

}  // namespace

TEST(Moment, IsADayAMinuteInVietnamOrRfc3339)
{
    EXPECT_EQ(read("2024-12-18"), "2024-12-18T16:59:59Z");
    EXPECT_EQ(read("2024-12-18 09:30"), "2024-12-18T02:30:00Z");
    EXPECT_EQ(read("2024-12-18T09:30:00+07:00"), "2024-12-18T02:30:00Z");
    EXPECT_EQ(read("2024-12-18T02:30:00.25Z"), "2024-12-18T02:30:00Z");
    EXPECT_EQ(read("2024-02-29"), "2024-02-29T16:59:59Z");
}

TEST(Moment, RefusesEverythingElse)
{
    for (const char* typed : {"", "18/12/2024", "2024-12", "2024-13-01", "2024-02-30", "2023-02-29", "2024-12-18 9:30",
                              "2024-12-18 24:00", "2024-12-18 09:60", "2024-12-18T09:30", "2024-12-18T09:30:00",
                              "2024-12-18 09:30 ", "2024-12-18T09:30:00+7", "hôm nay"})
        EXPECT_EQ(read(typed), "time_unreadable") << typed;
}

}  // namespace chamber::admin
