#include "protocol/roll.hpp"

#include <algorithm>
#include <utility>

namespace chamber {
namespace {

std::string place(std::size_t index, std::string_view field)
{
    return "/intervals/" + std::to_string(index) + "/" + std::string(field);
}

Result<void> check_times(const std::vector<AttendanceTimes>& times, UtcMs now)
{
    UtcMs free_from{};
    for (std::size_t i = 0; i < times.size(); ++i) {
        const UtcMs in = parse_utc(times[i].in_at);
        if (in > now) return fail(ErrorCode::out_of_range, "still to come", place(i, "in_at"));
        if (in < free_from) return fail(ErrorCode::out_of_range, "before the departure before it", place(i, "in_at"));
        if (!times[i].out_at) {
            if (i + 1 < times.size())
                return fail(ErrorCode::out_of_range, "came again without having left", place(i, "out_at"));
            return {};
        }
        const UtcMs out = parse_utc(*times[i].out_at);
        if (out <= in) return fail(ErrorCode::out_of_range, "not after the arrival", place(i, "out_at"));
        if (out > now) return fail(ErrorCode::out_of_range, "still to come", place(i, "out_at"));
        free_from = out;
    }
    return {};
}

// Who stayed to the end of a sitting may be present with a time of departure; who has none has not left.
Result<void> check_status(const AttendanceStatement& statement)
{
    using enum AttendanceStatus;
    const bool here = statement.status == present || statement.status == left;
    if (here == statement.intervals.empty()) return fail(ErrorCode::out_of_range, "times and status", "/intervals");
    if (statement.status == left && !statement.intervals.back().out_at)
        return fail(ErrorCode::out_of_range, "has not left", "/status");
    if ((statement.status == absent) != statement.excused.has_value())
        return fail(ErrorCode::out_of_range, "excused goes with absent", "/excused");
    return {};
}

bool same_times(const AttendanceInterval& a, const AttendanceInterval& b)
{
    return a.in_at == b.in_at && a.out_at == b.out_at;
}

// The same moment is kept as it was written: "…Z" and "…+07:00" are one.
std::string written(const std::string& at)
{
    return format_utc(parse_utc(at));
}

}  // namespace

Result<Attendance> checked_in(Attendance current, UtcMs at, const PersonId& person, std::optional<UtcMs> office_said)
{
    if (current.status == AttendanceStatus::absent)
        return fail(ErrorCode::correction_needed, "recorded as absent", "/sitting");
    const bool here = !current.intervals.empty() && !current.intervals.back().out_at;
    if (here ||
        (current.status == AttendanceStatus::present && at <= parse_utc(current.intervals.back().out_at.value_or(""))))
        return current;
    if (office_said && at <= *office_said) return fail(ErrorCode::correction_needed, "corrected since", "/sitting");
    if (!current.intervals.empty() && at < parse_utc(*current.intervals.back().out_at))
        return fail(ErrorCode::correction_needed, "before the last departure", "/sitting");
    current.intervals.push_back(AttendanceInterval{format_utc(at), std::nullopt, AttendanceMethod::self, person});
    current.status = AttendanceStatus::present;
    current.excused.reset();
    return current;
}

Result<Attendance> waiting(const Attendance& current, UtcMs at, const PersonId& person,
                           std::optional<UtcMs> office_said)
{
    if (current.waiting_since) return current;
    const Result<Attendance> there = checked_in(current, at, person, office_said);
    if (!there) return there.error();
    Attendance now = current;
    if (there->intervals.size() != current.intervals.size()) now.waiting_since = there->intervals.back().in_at;
    return now;
}

Result<Attendance> confirmed(Attendance current, bool present, const PersonId& by)
{
    if (!current.waiting_since) return fail(ErrorCode::nobody_waits, current.id, current.person.value);
    const std::string since = *std::exchange(current.waiting_since, std::nullopt);
    if (!present) return current;
    current.intervals.push_back(AttendanceInterval{since, std::nullopt, AttendanceMethod::self, current.person, by});
    current.status = AttendanceStatus::present;
    current.excused.reset();
    return current;
}

Result<Attendance> corrected(const Attendance& current, const AttendanceStatement& statement,
                             const AttendanceHand& hand, UtcMs now)
{
    if (auto status = check_status(statement); !status) return status.error();
    if (auto times = check_times(statement.intervals, now); !times) return times.error();
    Attendance mended = current;
    mended.status = statement.status;
    mended.excused = statement.excused;
    mended.waiting_since.reset();
    mended.intervals.clear();
    for (const AttendanceTimes& each : statement.intervals) {
        AttendanceInterval interval{written(each.in_at),
                                    each.out_at ? std::optional(written(*each.out_at)) : std::nullopt, hand.method,
                                    hand.by, std::nullopt};
        const auto known = std::ranges::find_if(
            current.intervals, [&](const AttendanceInterval& one) { return written(one.in_at) == interval.in_at; });
        if (known != current.intervals.end()) {
            const std::optional<std::string> out_at =
                known->out_at ? std::optional(written(*known->out_at)) : std::nullopt;
            // Who came by themselves did so, also when the office mends when they left.
            interval.method = known->method;
            interval.by = known->by;
            interval.confirmed_by = known->confirmed_by;
            if (out_at == interval.out_at) interval = *known;
        }
        mended.intervals.push_back(std::move(interval));
    }
    const bool same = !current.waiting_since && mended.status == current.status && mended.excused == current.excused &&
                      std::ranges::equal(mended.intervals, current.intervals, same_times);
    if (same) return fail(ErrorCode::changed_meanwhile, "it says so already", "/intervals");
    return mended;
}

std::string journal_text(const Attendance& attendance)
{
    using enum AttendanceStatus;
    std::string text;
    switch (attendance.status) {
    case unknown: text = "unknown"; break;
    case present: text = "present"; break;
    case left: text = "left"; break;
    case absent: text = attendance.excused.value_or(false) ? "absent excused" : "absent unexcused"; break;
    }
    for (const AttendanceInterval& interval : attendance.intervals)
        text += " " + interval.in_at + "/" + interval.out_at.value_or("");
    if (attendance.waiting_since) text += " waiting " + *attendance.waiting_since;
    return text;
}

bool attended(const Attendance& attendance)
{
    return attendance.status == AttendanceStatus::present || attendance.status == AttendanceStatus::left;
}

void count(RollCounts& counts, const Attendance& attendance)
{
    using enum AttendanceStatus;
    switch (attendance.status) {
    case present:
        ++counts.present;
        ++counts.attended;
        return;
    case left: ++counts.attended; return;
    case absent: ++(attendance.excused.value_or(false) ? counts.excused : counts.unexcused); return;
    case unknown: ++counts.unrecorded; return;
    }
}

}  // namespace chamber
