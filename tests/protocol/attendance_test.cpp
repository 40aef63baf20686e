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

ErrorCode refused(const Attendance& before, AttendanceAction action, const char* time)
{
    const auto tried = after(before, action, at(time), AttendanceMethod::recorded, PersonId("NV03"));
    return tried ? ErrorCode::internal : tried.error().code;
}

TEST(Attendance, NothingThatStandsIsTakenAwayByAnEntry)
{
    using enum AttendanceAction;
    const Attendance nobody;
    const Attendance here = step(nobody, arrive, "2024-12-19T00:30:00Z");
    const Attendance gone = step(here, leave, "2024-12-19T04:20:00Z");
    const Attendance away = step(nobody, absent_unexcused, "2024-12-19T00:30:00Z");
    struct {
        const Attendance& before;
        AttendanceAction action;
        ErrorCode code;
    } const rows[] = {
        {here, arrive, ErrorCode::correction_needed},
        {here, absent_excused, ErrorCode::correction_needed},
        {here, absent_unexcused, ErrorCode::correction_needed},
        {here, clear, ErrorCode::correction_needed},
        {gone, absent_excused, ErrorCode::correction_needed},
        {gone, clear, ErrorCode::correction_needed},
        {gone, leave, ErrorCode::interval_closed},
        {gone, arrive, ErrorCode::correction_needed},
        {away, arrive, ErrorCode::correction_needed},
        {away, leave, ErrorCode::interval_closed},
        {away, absent_excused, ErrorCode::correction_needed},
        {away, absent_unexcused, ErrorCode::correction_needed},
        {away, clear, ErrorCode::correction_needed},
        {nobody, leave, ErrorCode::interval_closed},
        {nobody, clear, ErrorCode::correction_needed},
    };
    for (const auto& row : rows)
        EXPECT_EQ(refused(row.before, row.action, "2024-12-19T02:00:00Z"), row.code) << static_cast<int>(row.action);
}

TEST(Attendance, RefusesOverlappingIntervals)
{
    Attendance a = step({}, AttendanceAction::arrive, "2024-12-19T00:30:00Z");
    EXPECT_EQ(refused(a, AttendanceAction::leave, "2024-12-19T00:20:00Z"), ErrorCode::out_of_range);
    a = step(a, AttendanceAction::leave, "2024-12-19T01:40:00Z");
    EXPECT_EQ(refused(a, AttendanceAction::arrive, "2024-12-19T01:00:00Z"), ErrorCode::correction_needed);
}

TEST(Attendance, AbsenceHasNoInterval)
{
    const Attendance a = step({}, AttendanceAction::absent_excused, "2024-12-19T01:00:00Z");
    EXPECT_TRUE(a.intervals.empty());
    EXPECT_EQ(a.status, AttendanceStatus::absent);
    EXPECT_EQ(a.excused, true);
}

}  // namespace
}  // namespace chamber
