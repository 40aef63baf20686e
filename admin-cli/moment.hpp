// A moment as a person types it.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <string>

namespace chamber::admin {

// "2024-12-18" (the end of that day in Vietnam: whatever was signed on it is past), "2024-12-18 09:30" (Vietnam), or
// RFC 3339. Errors: time_unreadable; `where` is what was typed.
Result<UtcMs> parse_moment(const std::string& typed);

}  // namespace chamber::admin
