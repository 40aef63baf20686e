#include "protocol/attendance.hpp"

#include <algorithm>

namespace chamber {
namespace {

bool inside(const AttendanceInterval& interval, UtcMs at)
{
    return parse_utc(interval.in_at) <= at && (!interval.out_at || at < parse_utc(*interval.out_at));
}

Error needs_correction(const Attendance& current, std::string why)
{
    return fail(ErrorCode::correction_needed, std::move(why), current.id);
}

Result<Attendance> arrived(Attendance current, UtcMs at, AttendanceMethod method, const PersonId& by)
{
    if (current.status == AttendanceStatus::absent) return needs_correction(current, "recorded as absent");
    if (!current.intervals.empty()) {
        const AttendanceInterval& last = current.intervals.back();
        if (!last.out_at) return needs_correction(current, "in the room already");
        if (at < parse_utc(*last.out_at)) return needs_correction(current, "arrival before the last departure");
    }
    current.intervals.push_back(AttendanceInterval{format_utc(at), std::nullopt, method, by});
    current.status = AttendanceStatus::present;
    current.excused.reset();
    current.waiting_since.reset();
    return current;
}

Result<Attendance> departed(Attendance current, UtcMs at)
{
    if (current.intervals.empty() || current.intervals.back().out_at)
        return fail(ErrorCode::interval_closed, "not in the room", current.id);
    AttendanceInterval& last = current.intervals.back();
    if (at < parse_utc(last.in_at)) return fail(ErrorCode::out_of_range, "departure before the arrival", "at");
    last.out_at = format_utc(at);
    current.status = AttendanceStatus::left;
    return current;
}

Result<Attendance> absent(Attendance current, AttendanceAction action)
{
    if (current.status != AttendanceStatus::unknown || !current.intervals.empty())
        return needs_correction(current, "recorded already");
    current.status = AttendanceStatus::absent;
    current.excused = action == AttendanceAction::absent_excused;
    current.waiting_since.reset();
    return current;
}

}  // namespace

Result<Attendance> after(Attendance current, AttendanceAction action, UtcMs at, AttendanceMethod method,
                         const PersonId& by)
{
    switch (action) {
    case AttendanceAction::arrive: return arrived(std::move(current), at, method, by);
    case AttendanceAction::leave: return departed(std::move(current), at);
    case AttendanceAction::absent_excused:
    case AttendanceAction::absent_unexcused: return absent(std::move(current), action);
    case AttendanceAction::clear: return needs_correction(current, "nothing is taken away without a reason");
    }
    return fail(ErrorCode::unknown_value, "attendance action", "action");
}

bool present_at(const Attendance& attendance, UtcMs at)
{
    return std::any_of(attendance.intervals.begin(), attendance.intervals.end(),
                       [at](const AttendanceInterval& interval) { return inside(interval, at); });
}

}  // namespace chamber
