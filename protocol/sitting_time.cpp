#include "protocol/sitting_time.hpp"

#include <algorithm>

namespace chamber {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t vietnam_ms = 7 * 3'600'000;
constexpr std::int64_t overrun_ms = 6 * 3'600'000;
constexpr std::int32_t noon_min = 720;

// How long something a connected tablet says may be under way: a weak network repeats for about so long before the line
// breaks.
constexpr std::int64_t under_way_ms = minute_ms;

// The first midnight in Vietnam not after the moment.
std::int64_t day_of(UtcMs at)
{
    const std::int64_t shifted = at.value + vietnam_ms;
    const std::int64_t into = (shifted % day_ms + day_ms) % day_ms;
    return shifted - into - vietnam_ms;
}

std::int64_t distance(const SittingHours& hours, std::int64_t at)
{
    return std::max({hours.start.value - at, at - hours.end.value, std::int64_t{0}});
}

// Of several days inside a sitting the last that is not to come; outside, the nearest.
UtcMs nearest(const SittingHours& hours, std::int32_t minutes, UtcMs now)
{
    std::int64_t best = day_of(hours.start) + minutes * minute_ms;
    for (std::int64_t at = best + day_ms; at <= hours.end.value + overrun_ms; at += day_ms) {
        const std::int64_t off = distance(hours, at);
        if (off < distance(hours, best) || (off == 0 && at <= now.value)) best = at;
    }
    return UtcMs{best};
}

}  // namespace

SittingHours hours_of(const Sitting& sitting, std::int32_t before_min)
{
    const UtcMs start = parse_utc(sitting.start_at);
    return SittingHours{UtcMs{start.value - before_min * minute_ms}, start, std::max(start, parse_utc(sitting.end_at))};
}

SittingHours held_at(SittingHours planned, UtcMs now)
{
    planned.opens = std::min(planned.opens, now);
    planned.end = std::max(planned.end, now);
    return planned;
}

SittingPlace place_in(const SittingHours& hours, UtcMs at)
{
    if (at < hours.opens) return SittingPlace::before;
    return at > hours.end ? SittingPlace::after : SittingPlace::inside;
}

SittingMoment moment_in(const SittingHours& hours, ClockTime time, UtcMs now)
{
    SittingMoment found;
    found.at = nearest(hours, time.minutes, now);
    found.place = place_in(hours, found.at);
    if (time.minutes >= noon_min || found.place == SittingPlace::inside) return found;
    const UtcMs later = nearest(hours, time.minutes + noon_min, now);
    if (place_in(hours, later) == SittingPlace::inside) found.instead = later;
    return found;
}

Result<UtcMs> checked_in_at(const SittingHours& hours, const CheckInEvidence& evidence)
{
    const std::int64_t received = evidence.received.value;
    std::int64_t earliest = std::min(evidence.heard.value, received);
    std::int64_t at = std::clamp(evidence.said.value, earliest, received);
    if (evidence.connected) {
        earliest = std::max(earliest, received - under_way_ms);
        at = evidence.said.value < earliest ? received : std::min(evidence.said.value, received);
    }
    if (received < hours.opens.value) return fail(ErrorCode::check_in_early, format_utc(hours.opens), "/sitting");
    at = std::max(at, hours.opens.value);
    if (at > hours.end.value) return fail(ErrorCode::check_in_over, format_utc(hours.end), "/sitting");
    return UtcMs{at};
}

}  // namespace chamber
