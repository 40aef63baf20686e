// The one thread that owns the Store: takes everything that waits, runs it as one group, commits once, then tells.
//
// When a group begins is Gathering's rule: what comes in between shares the next fsync, and everybody gets it in one
// message. A lone command after a quiet moment waits for nothing.
#pragma once

#include "server/checkpoint_thread.hpp"
#include "server/gathering.hpp"
#include "server/storage_groups.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace chamber::server {

class StorageThread final : public StorageQueue {
public:
    // `published`: called on the meeting thread after each group that changed the feed, before the answers of that
    // group.
    StorageThread(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published,
                  std::function<void(Error)> broken);
    ~StorageThread() override;

    storage::Blobs& blobs() override { return groups_.store().blobs(); }
    void stop();

private:
    StorageThread(Result<std::unique_ptr<storage::Checkpointer>> checkpointer, std::unique_ptr<storage::Store>& store,
                  Post post, std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken);
    Result<void> enqueue(StorageJob&& job) override;
    void loop();

    StorageGroups groups_;
    std::unique_ptr<CheckpointThread> checkpoints_;  // null: the store does its own
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<StorageJob> queue_;
    bool idle_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace chamber::server
