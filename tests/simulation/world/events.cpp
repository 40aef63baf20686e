#include "tests/simulation/world/events.hpp"

#include <algorithm>

namespace chamber::simulation {

void Events::after(std::int64_t ms, std::function<void()> work)
{
    heap_.push_back(Planned{now_ms_ + std::max<std::int64_t>(ms, 0), order_++, std::move(work)});
    std::push_heap(heap_.begin(), heap_.end(), later);
}

void Events::run_until(std::int64_t ms)
{
    while (!heap_.empty() && heap_.front().at_ms <= ms) {
        std::pop_heap(heap_.begin(), heap_.end(), later);
        Planned next = std::move(heap_.back());
        heap_.pop_back();
        now_ms_ = next.at_ms;
        ++steps_;
        next.work();
    }
    now_ms_ = std::max(now_ms_, ms);
}

}  // namespace chamber::simulation
