// The two things of the outside world that the rules need: what time it is, and chance. Everything that decides takes
// them as arguments, so that a test or the simulator can be the world.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chamber {

// Milliseconds since 1970-01-01T00:00:00Z. Wall time: for showing and recording, never for waiting.
struct UtcMs {
    std::int64_t value = 0;
    auto operator<=>(const UtcMs&) const = default;
};

// Milliseconds of a clock that never jumps: for waiting, never for showing.
struct SteadyMs {
    std::int64_t value = 0;
    auto operator<=>(const SteadyMs&) const = default;
};

class Clock {
public:
    virtual ~Clock() = default;
    virtual UtcMs utc() const = 0;
    virtual SteadyMs steady() const = 0;
};

class Entropy {
public:
    virtual ~Entropy() = default;
    // Shape: `bytes` unpredictable bytes.
    virtual std::string draw(std::size_t bytes) = 0;
};

// A new id: 32 hexadecimal digits (128 bits).
std::string draw_id(Entropy& entropy);

// RFC 3339 with seconds and Z, e.g. "2024-12-18T00:30:00Z"; and back (offsets are understood). Nothing, or 0, for
// unreadable text and for a day that is in no calendar. What comes from outside is read by parse_moment()
// (calendar.hpp).
std::string format_utc(UtcMs time);
std::optional<UtcMs> read_utc(std::string_view text);
UtcMs parse_utc(const std::string& text);

// "18/12/2024 07:30" in Asia/Ho_Chi_Minh (UTC+7, no summer time).
std::string format_vietnam(UtcMs time);

}  // namespace chamber
