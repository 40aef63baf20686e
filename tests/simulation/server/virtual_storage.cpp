#include "tests/simulation/server/virtual_storage.hpp"

namespace chamber::simulation {

VirtualStorage::VirtualStorage(Events& events, Chance chance, std::unique_ptr<storage::Store> store, Told told)
    : events_(events),
      chance_(chance),
      told_(std::move(told)),
      groups_(
          std::move(store), [this](std::function<void()> work) { post(std::move(work)); }, told_.published,
          told_.broken)
{
}

void VirtualStorage::slow_down(std::int64_t ms, std::int64_t until_ms)
{
    slow_ms_ = ms;
    slow_until_ms_ = until_ms;
}

Result<void> VirtualStorage::enqueue(server::StorageJob&& job)
{
    if (waiting_.size() >= server::StorageGroups::waiting_max) return fail(ErrorCode::busy, "storage");
    waiting_.push_back(std::move(job));
    told_.waiting(waiting_.size());
    if (!running_) {
        running_ = true;
        events_.after(0, [this, alive = alive_] {
            if (*alive) run();
        });
    }
    return {};
}

void VirtualStorage::run()
{
    group_ms_ = 1 + static_cast<std::int64_t>(chance_.below(chance_.percent(5) ? 120 : 8));
    if (events_.now_ms() < slow_until_ms_) group_ms_ += slow_ms_;
    groups_.run(server::StorageGroups::take_group(waiting_));
    // After its answers, so that what they ask for goes into the next group.
    post([this] {
        running_ = !waiting_.empty();
        if (running_) run();
    });
    told_.ran();
}

void VirtualStorage::post(std::function<void()> work)
{
    events_.after(group_ms_, [alive = alive_, work = std::move(work)] {
        if (*alive) work();
    });
}

}  // namespace chamber::simulation
