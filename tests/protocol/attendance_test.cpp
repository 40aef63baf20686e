#include "protocol/attendance.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

UtcMs at(const char* text)
{
    return parse_utc(text);
}

Attendance step(const Attendance& before, AttendanceAction action, const char* time)
{
    return after(before, action, at(time), AttendanceMethod::recorded, PersonId("NV03")).value();
}

TEST(Attendance, CountsTheLawsDenominators)
{
    const std::int32_t in_office[] = {15, 21, 25, 30, 35, 40, 60};
    const std::int32_t quorums[] = {10, 14, 17, 20, 24, 27, 40};
    const std::int32_t majorities[] = {8, 11, 13, 16, 18, 21, 31};
    for (std::size_t i = 0; i < std::size(in_office); ++i) {
        EXPECT_EQ(quorum(in_office[i]), quorums[i]);
        EXPECT_EQ(majority(in_office[i]), majorities[i]);
        EXPECT_EQ(two_thirds(in_office[i]), quorums[i]);
    }
}

TEST(Attendance, KeepsLeavingAndReturningAsTwoIntervals)
{
    Attendance a = step({}, AttendanceAction::arrive, "2024-12-19T00:30:00Z");
    a = step(a, AttendanceAction::leave, "2024-12-19T01:40:00Z");
    EXPECT_EQ(a.status, AttendanceStatus::left);
    a = step(a, AttendanceAction::arrive, "2024-12-19T02:05:00Z");
    EXPECT_EQ(a.intervals.size(), 2U);
    EXPECT_TRUE(present_at(a, at("2024-12-19T01:00:00Z")));
    EXPECT_FALSE(present_at(a, at("2024-12-19T02:00:00Z")));
    EXPECT_TRUE(present_at(a, at("2024-12-19T03:00:00Z")));
}

TEST(Attendance, ArrivingTwiceChangesNothing)
{
    const Attendance once = step({}, AttendanceAction::arrive, "2024-12-19T00:30:00Z");
    const Attendance twice = step(once, AttendanceAction::arrive, "2024-12-19T00:40:00Z");
    EXPECT_EQ(twice.intervals.size(), 1U);
    EXPECT_EQ(twice.intervals[0].in_at, "2024-12-19T00:30:00Z");
}

TEST(Attendance, RefusesOverlappingIntervals)
{
    Attendance a = step({}, AttendanceAction::arrive, "2024-12-19T00:30:00Z");
    EXPECT_FALSE(after(a, AttendanceAction::leave, at("2024-12-19T00:20:00Z"), AttendanceMethod::recorded, PersonId("x")));
    a = step(a, AttendanceAction::leave, "2024-12-19T01:40:00Z");
    EXPECT_FALSE(after(a, AttendanceAction::arrive, at("2024-12-19T01:00:00Z"), AttendanceMethod::recorded, PersonId("x")));
}

TEST(Attendance, AbsenceHasNoInterval)
{
    Attendance a = step({}, AttendanceAction::arrive, "2024-12-19T00:30:00Z");
    a = after(a, AttendanceAction::absent_excused, at("2024-12-19T01:00:00Z"), AttendanceMethod::recorded, PersonId("x")).value();
    EXPECT_TRUE(a.intervals.empty());
    EXPECT_EQ(a.status, AttendanceStatus::absent);
    EXPECT_EQ(a.excused, true);
    a = step(a, AttendanceAction::clear, "2024-12-19T01:10:00Z");
    EXPECT_EQ(a.status, AttendanceStatus::unknown);
}

}  // namespace
}  // namespace chamber
