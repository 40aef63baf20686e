// How many of the council were in the room, as a step function over a sitting, and when there were enough of them.
//
//   07:25 +1, 07:31 +1, 10:50 −1   →   most 2 at 07:31; with 2 needed: reached 07:31, lost 10:50
//
// Whoever has no time of departure stayed to the end. What happens from the planned end on is going home: it loses
// nothing. Pure.
#pragma once

#include "protocol/attendance.hpp"
#include "protocol/session.hpp"
#include "protocol/world.hpp"

#include <cstdint>
#include <vector>

namespace chamber::storage {

struct Presence {
    struct Step {
        UtcMs at;
        std::int32_t count = 0;  // from then on
    };
    struct Crossing {
        UtcMs at;
        bool reached = false;  // else lost
    };
    std::vector<Step> steps;
    std::vector<Crossing> crossings;
    std::int32_t most = 0;
    UtcMs most_at{};  // the first time
};

// `attendance`: of those who count, in this sitting. Intervals whose arrival cannot be read say nothing.
Presence presence_of(const Sitting& sitting, const std::vector<const Attendance*>& attendance, std::int32_t needed);

}  // namespace chamber::storage
