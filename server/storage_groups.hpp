// Runs what waits for the store, group by group: begin, work, commit once, then tell. No thread and no lock of its own.
//
//   verbs in one transaction ──▶ commit ──▶ published(changes) ──▶ looks ──▶ answers, all with the commit's outcome
//
// A failed commit publishes nothing, answers everything of its group with the error, and says `broken`; on a full disk
// each verb is tried once more alone. Thread: the one that owns the Store.
#pragma once

#include "server/storage_queue.hpp"
#include "server/workers.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace chamber::server {

class StorageGroups {
public:
    // What a door lets wait; a full one answers `busy`.
    static constexpr std::size_t waiting_max = 8'192;
    // One group shares one fsync; a longer group only delays its own receipts.
    static constexpr std::size_t group_max = 512;

    // `published`: handed to `post` after each group that changed the feed or began a new history, before the answers
    // of that group.
    StorageGroups(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published,
                  std::function<void(Error)> broken,
                  storage::Store::Checkpoints checkpoints = storage::Store::Checkpoints::here);

    // The oldest jobs that wait, as many as one group takes; they leave `waiting`.
    static std::vector<StorageJob> take_group(std::deque<StorageJob>& waiting);
    // How many of them write in one transaction.
    static std::size_t verbs_of(const std::vector<StorageJob>& group);
    void run(std::vector<StorageJob> jobs);
    // Some of what waits for a quiet moment. Returns whether more of it waits.
    bool rest() { return store_->rest(); }

    storage::Store& store() { return *store_; }

private:
    // As one group; the outcome is also in each of them.
    Result<void> commit(const std::vector<StorageJob*>& verbs);
    void publish();

    std::unique_ptr<storage::Store> store_;
    Post post_;
    std::function<void(storage::FeedSlice)> published_;
    std::function<void(Error)> broken_;
    storage::Store::Checkpoints checkpoints_;
    storage::FeedHead known_;
};

}  // namespace chamber::server
