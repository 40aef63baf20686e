// The server's clock: virtual time, and a wall clock that somebody may set wrong. What waits uses steady(), which never
// jumps.
#pragma once

#include "protocol/world.hpp"
#include "tests/simulation/world/events.hpp"

namespace chamber::simulation {

class VirtualClock final : public Clock {
public:
    explicit VirtualClock(const Events& events) : events_(events) {}

    UtcMs utc() const override { return UtcMs{start_.value + events_.now_ms() + passed_ms_ + jumped_ms_}; }
    SteadyMs steady() const override { return SteadyMs{events_.now_ms() + passed_ms_}; }
    // Somebody sets the wall clock.
    void jump(std::int64_t ms) { jumped_ms_ += ms; }
    // Hours in which nothing happens.
    void pass(std::int64_t ms) { passed_ms_ += ms; }

private:
    const Events& events_;
    UtcMs start_ = parse_utc("2024-12-18T00:30:00Z");
    std::int64_t jumped_ms_ = 0;
    std::int64_t passed_ms_ = 0;
};

}  // namespace chamber::simulation
