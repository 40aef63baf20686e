// Days and moments as they stand in messages: read strictly, so that a day that is in no calendar is never stored.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <string>
#include <string_view>

namespace chamber {

// Nothing of ours is older or lies farther ahead; a wrong digit in a year is found by it.
inline constexpr int year_min = 1900;
inline constexpr int year_max = 2199;

// "2024-12-18", a day there is, between year_min and year_max.
bool is_day(std::string_view text);

// "2024-12-18" → "18/12/2024", as people read it. What is no day stays as it is.
std::string spoken_day(std::string_view iso);

// RFC 3339 with seconds, "T" and a zone ("Z" or "+07:00"), of a day there is; years as above, no leap second. Errors:
// bad_time.
Result<UtcMs> parse_moment(std::string_view text);

}  // namespace chamber
