// A time of day as Vietnamese write it: 7h45, 07:45, 0745, 745, 07 giờ 45, 7g45, 7h, 8 giờ kém 15, 7 giờ rưỡi, 1h30
// chiều.
//
// Pure, and the twin of server/web/src/council/clock_time.ts: both read tests/golden/clock_times.json. Whatever is not
// such a time is refused; nothing is ever taken as now. Letters count without their marks, small or large ("07 GIO
// 45"). "7h5" is five minutes past seven, as it is said; "7:5" is refused, because there a figure is missing. Which day
// it is of: sitting_time.hpp.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace chamber {

struct ClockTime {
    std::int32_t minutes = 0;  // since midnight, below 1440
    auto operator<=>(const ClockTime&) const = default;
};

// Errors: bad_clock; `where` is what was typed.
Result<ClockTime> parse_clock(std::string_view typed);

// "07:45".
std::string clock_text(ClockTime time);

}  // namespace chamber
