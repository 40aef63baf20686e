// The one thread that owns the Store: takes everything that waits, runs it as one group, commits once, then tells.
#pragma once

#include "server/storage_groups.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace chamber::server {

class StorageThread final : public StorageDoor {
public:
    // `published`: called on the meeting thread after each group that changed the feed, before the answers of that group.
    StorageThread(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken);
    ~StorageThread() override;

    storage::Blobs& blobs() override { return groups_.store().blobs(); }
    void stop();

private:
    Result<void> enqueue(StorageJob job) override;
    void loop();

    StorageGroups groups_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<StorageJob> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace chamber::server
