// The storage thread in virtual time: what waits is run by the real StorageGroups, a little later, and its answers come
// later still.
#pragma once

#include "server/storage_groups.hpp"
#include "tests/simulation/world/chance.hpp"
#include "tests/simulation/world/events.hpp"

#include <deque>
#include <functional>
#include <memory>

namespace chamber::simulation {

class VirtualStorage final : public server::StorageQueue {
public:
    struct Told {
        std::function<void(storage::FeedSlice)> published;
        std::function<void(Error)> broken;
        std::function<void()> ran;  // after each group: did the disk die under it?
        std::function<void(std::size_t)> waiting;
    };
    VirtualStorage(Events& events, Chance chance, std::unique_ptr<storage::Store> store, Told told);
    ~VirtualStorage() override { *alive_ = false; }

    storage::Blobs& blobs() override { return groups_.store().blobs(); }
    storage::Store& store() { return groups_.store(); }

    // For a while every group takes this long.
    void slow_down(std::int64_t ms, std::int64_t until_ms);

private:
    Result<void> enqueue(server::StorageJob&& job) override;
    void run();
    void post(std::function<void()> work);

    Events& events_;
    Chance chance_;
    Told told_;
    std::int64_t group_ms_ = 0;
    std::int64_t slow_ms_ = 0;
    std::int64_t slow_until_ms_ = 0;
    bool running_ = false;
    std::deque<server::StorageJob> waiting_;
    // What is on its way to the meeting thread dies with us.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    server::StorageGroups groups_;
};

}  // namespace chamber::simulation
