// Which moment a time of day is in a sitting, and within which moments people may come.
//
// Pure, and the twin of server/web/src/council/sitting_time.ts: both read tests/golden/sitting_times.json. The day is
// the sitting's day in Vietnam (UTC+7), whatever the machine believes: 06:45 for a sitting from 07:30 is that morning,
// and 00:15 in one that began at 19:30 is the day after. A sitting that runs on past its planned end is followed for
// six hours.
//
// A tablet's clock never decides alone when its person came (checked_in_at): the last time the server heard all that
// the tablet had to say, the sitting's hours and the receipt hold it.
#pragma once

#include "protocol/clock_time.hpp"
#include "protocol/error.hpp"
#include "protocol/session.hpp"
#include "protocol/world.hpp"

#include <cstdint>
#include <optional>

namespace chamber {

// The moments in which people come and go: from the opening of the check-in to the end.
struct SittingHours {
    UtcMs opens;
    UtcMs start;
    UtcMs end;  // never before the start
};
SittingHours hours_of(const Sitting& sitting, std::int32_t before_min);

// One of its items is on: it takes place now, whatever was planned.
SittingHours held_at(SittingHours planned, UtcMs now);

enum class SittingPlace { before, inside, after };
SittingPlace place_in(const SittingHours& hours, UtcMs at);

struct SittingMoment {
    UtcMs at;
    SittingPlace place = SittingPlace::inside;
    std::optional<UtcMs> instead;  // twelve hours later, when that is inside: "1h45" in the afternoon
};
// `now`: of several days inside a sitting the last that is not to come is meant.
SittingMoment moment_in(const SittingHours& hours, ClockTime time, UtcMs now);

// What is known of a check-in besides what the tablet's clock says.
struct CheckInEvidence {
    UtcMs said;   // by the tablet
    UtcMs heard;  // the server had all from this tablet that it had to say: what comes now was made later
    UtcMs received;
    bool connected = false;  // made while the tablet was connected, so just now
};
// A clock that runs behind or ahead counts as the nearest moment that can be; of one that was connected, as the
// receipt. Errors: check_in_early, check_in_over.
Result<UtcMs> checked_in_at(const SittingHours& hours, const CheckInEvidence& evidence);

}  // namespace chamber
