#include "protocol/attendance.hpp"

#include <algorithm>

namespace chamber {
namespace {

bool inside(const AttendanceInterval& interval, UtcMs at)
{
    return parse_utc(interval.in_at) <= at && (!interval.out_at || at < parse_utc(*interval.out_at));
}

Result<Attendance> arrived(Attendance current, UtcMs at, AttendanceMethod method, const PersonId& by)
{
    if (!current.intervals.empty()) {
        const AttendanceInterval& last = current.intervals.back();
        if (!last.out_at) return current;  // already in the room
        if (at < parse_utc(*last.out_at)) return fail(ErrorCode::out_of_range, "arrival before the last departure", "at");
    }
    current.intervals.push_back(AttendanceInterval{format_utc(at), std::nullopt, method, by});
    current.status = AttendanceStatus::present;
    current.excused.reset();
    return current;
}

Result<Attendance> departed(Attendance current, UtcMs at)
{
    if (current.intervals.empty() || current.intervals.back().out_at) return current;
    AttendanceInterval& last = current.intervals.back();
    if (at < parse_utc(last.in_at)) return fail(ErrorCode::out_of_range, "departure before the arrival", "at");
    last.out_at = format_utc(at);
    current.status = AttendanceStatus::left;
    return current;
}

}  // namespace

Result<Attendance> after(Attendance current, AttendanceAction action, UtcMs at, AttendanceMethod method, const PersonId& by)
{
    switch (action) {
    case AttendanceAction::arrive: return arrived(std::move(current), at, method, by);
    case AttendanceAction::leave: return departed(std::move(current), at);
    case AttendanceAction::absent_excused:
    case AttendanceAction::absent_unexcused:
        current.intervals.clear();
        current.status = AttendanceStatus::absent;
        current.excused = action == AttendanceAction::absent_excused;
        return current;
    case AttendanceAction::clear:
        current.intervals.clear();
        current.status = AttendanceStatus::unknown;
        current.excused.reset();
        return current;
    }
    return fail(ErrorCode::unknown_value, "attendance action", "action");
}

bool present_at(const Attendance& attendance, UtcMs at)
{
    return std::any_of(attendance.intervals.begin(), attendance.intervals.end(), [at](const AttendanceInterval& interval) { return inside(interval, at); });
}

std::int32_t quorum(std::int32_t in_office)
{
    return (2 * in_office + 2) / 3;
}

std::int32_t majority(std::int32_t in_office)
{
    return in_office / 2 + 1;
}

std::int32_t two_thirds(std::int32_t in_office)
{
    return (2 * in_office + 2) / 3;
}

}  // namespace chamber
