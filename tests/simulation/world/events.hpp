// Virtual time: what will happen, in order. Two events of one instant happen in the order in which they were planned.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace chamber::simulation {

class Events {
public:
    std::int64_t now_ms() const { return now_ms_; }
    // Events that have happened.
    std::uint64_t steps() const { return steps_; }

    void after(std::int64_t ms, std::function<void()> work);
    // Everything due until then happens; the clock stands there afterwards.
    void run_until(std::int64_t ms);

private:
    struct Planned {
        std::int64_t at_ms;
        std::uint64_t order;
        std::function<void()> work;
    };
    static bool later(const Planned& a, const Planned& b)
    {
        return a.at_ms != b.at_ms ? a.at_ms > b.at_ms : a.order > b.order;
    }

    std::vector<Planned> heap_;
    std::int64_t now_ms_ = 0;
    std::uint64_t order_ = 0;
    std::uint64_t steps_ = 0;
};

}  // namespace chamber::simulation
