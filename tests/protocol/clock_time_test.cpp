// The golden tables are read by the web side too (server/web/tests/council/clock_time.test.ts).
#include "protocol/clock_time.hpp"

#include "protocol/sitting_time.hpp"
#include "tests/protocol/golden.hpp"

#include <boost/json/object.hpp>
#include <gtest/gtest.h>

namespace chamber {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value)
{
    return value.is_null() ? std::string() : std::string(value.as_string());
}

TEST(ClockTime, IsReadAsVietnameseWriteItOrRefused)
{
    for (const json::value& row : golden("clock_times.json")) {
        const std::string typed = text_of(row.at("typed"));
        const auto read = parse_clock(typed);
        const json::value& wanted = row.at("minutes");
        ASSERT_EQ(read.has_value(), !wanted.is_null()) << typed;
        if (read)
            EXPECT_EQ(read->minutes, wanted.as_int64()) << typed;
        else
            EXPECT_EQ(read.error().where, typed);
    }
    EXPECT_FALSE(parse_clock(std::string(10'000, '7')));
    EXPECT_FALSE(parse_clock("\xFF\xFE"));
}

TEST(ClockTime, IsWrittenWithFourFigures)
{
    EXPECT_EQ(clock_text(parse_clock("7h5").value()), "07:05");
    EXPECT_EQ(clock_text(parse_clock("23 giờ 59").value()), "23:59");
}

TEST(SittingTime, IsOfTheSittingsDayInVietnam)
{
    for (const json::value& row : golden("sitting_times.json")) {
        Sitting sitting;
        sitting.start_at = text_of(row.at("start_at"));
        sitting.end_at = text_of(row.at("end_at"));
        const SittingHours hours = hours_of(sitting, static_cast<std::int32_t>(row.at("before_min").as_int64()));
        const ClockTime time{static_cast<std::int32_t>(row.at("minutes").as_int64())};
        const SittingMoment found = moment_in(hours, time, parse_utc(text_of(row.at("now"))));
        constexpr std::string_view places[] = {"before", "inside", "after"};
        EXPECT_EQ(format_utc(found.at), text_of(row.at("at"))) << row.at("why");
        EXPECT_EQ(places[static_cast<std::size_t>(found.place)], text_of(row.at("place"))) << row.at("why");
        EXPECT_EQ(found.instead ? format_utc(*found.instead) : "", text_of(row.at("instead"))) << row.at("why");
    }
}

class CheckedInAt : public testing::Test {
protected:
    static UtcMs at(const std::string& clock) { return parse_utc("2024-12-18T" + clock + ":00+07:00"); }
    static SittingHours hours()
    {
        Sitting sitting;
        sitting.start_at = "2024-12-18T07:30:00+07:00";
        sitting.end_at = "2024-12-18T11:30:00+07:00";
        return hours_of(sitting, 30);
    }
    static std::string when(UtcMs said, const std::string& heard, const std::string& received, bool connected = false)
    {
        const auto found = checked_in_at(hours(), CheckInEvidence{said, at(heard), at(received), connected});
        return found ? format_vietnam(*found).substr(11) : std::string(error_name(found.error().code));
    }
};

TEST_F(CheckedInAt, IsWhatTheTabletSaysWhereThatCanBe)
{
    EXPECT_EQ(when(at("08:15"), "07:10", "09:00"), "08:15");
    EXPECT_EQ(when(at("08:15"), "07:10", "13:00"), "08:15") << "received after the end, made before it";
    EXPECT_EQ(when(at("08:15"), "08:10", "08:15", true), "08:15");
}

TEST_F(CheckedInAt, IsHeldByTheLastConnectionAndTheReceipt)
{
    const UtcMs long_ago = parse_utc("2001-01-01T00:00:00Z");
    const UtcMs to_come = parse_utc("2031-01-01T00:00:00Z");
    EXPECT_EQ(when(long_ago, "07:40", "09:00"), "07:40");
    EXPECT_EQ(when(at("07:31"), "07:40", "09:00"), "07:40");
    EXPECT_EQ(when(to_come, "07:40", "09:00"), "09:00");
    EXPECT_EQ(when(long_ago, "07:40", "09:00", true), "09:00") << "a connected tablet says it as it happens";
    EXPECT_EQ(when(at("08:00"), "07:40", "09:00", true), "09:00");
    EXPECT_EQ(when(to_come, "07:40", "09:00", true), "09:00");
    EXPECT_EQ(when(at("08:00"), "23:00", "09:00"), "09:00") << "the server's clock was set back";
}

TEST_F(CheckedInAt, LiesWithinTheSitting)
{
    const UtcMs long_ago = parse_utc("2001-01-01T00:00:00Z");
    EXPECT_EQ(when(long_ago, "05:00", "09:00"), "07:00");
    EXPECT_EQ(when(at("06:50"), "06:00", "07:05"), "07:00");
    EXPECT_EQ(when(at("06:59"), "06:00", "06:59"), "check_in_early");
    EXPECT_EQ(when(at("08:00"), "06:00", "06:59", true), "check_in_early");
    EXPECT_EQ(when(at("11:31"), "07:40", "13:00"), "check_in_over");
    EXPECT_EQ(when(at("08:00"), "11:40", "13:00"), "check_in_over") << "the server had heard from it after the end";
    EXPECT_EQ(when(at("08:00"), "07:40", "13:00", true), "check_in_over");
}

TEST_F(CheckedInAt, FollowsASittingThatRunsOnOrBeginsBeforeItsTime)
{
    const auto when_held = [](const std::string& received) {
        const auto found = checked_in_at(held_at(hours(), at(received)),
                                         CheckInEvidence{at(received), at("06:00"), at(received), true});
        return found ? format_vietnam(*found).substr(11) : std::string(error_name(found.error().code));
    };
    EXPECT_EQ(when_held("06:40"), "06:40");
    EXPECT_EQ(when_held("12:10"), "12:10");
}

}  // namespace
}  // namespace chamber
