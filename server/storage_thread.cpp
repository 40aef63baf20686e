#include "server/storage_thread.hpp"

namespace chamber::server {
namespace {

storage::Store::Checkpoints checkpoints_of(const Result<std::unique_ptr<storage::Checkpointer>>& checkpointer)
{
    return checkpointer ? storage::Store::Checkpoints::elsewhere : storage::Store::Checkpoints::here;
}

}  // namespace

StorageThread::StorageThread(std::unique_ptr<storage::Store> store, Post post,
                             std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken)
    : StorageThread(store->checkpointer(), store, std::move(post), std::move(published), std::move(broken))
{
}

StorageThread::StorageThread(Result<std::unique_ptr<storage::Checkpointer>> checkpointer,
                             std::unique_ptr<storage::Store>& store, Post post,
                             std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken)
    : groups_(std::move(store), std::move(post), std::move(published), std::move(broken), checkpoints_of(checkpointer))
{
    if (checkpointer) checkpoints_ = std::make_unique<CheckpointThread>(std::move(*checkpointer));
    thread_ = std::thread([this] { loop(); });
}

StorageThread::~StorageThread()
{
    stop();
}

Result<void> StorageThread::enqueue(StorageJob&& job)
{
    bool wake = false;
    {
        const std::lock_guard hold(mutex_);
        if (stopping_) return fail(ErrorCode::stopping);
        if (queue_.size() >= StorageGroups::waiting_max) return fail(ErrorCode::busy, "storage");
        queue_.push_back(std::move(job));
        wake = idle_ || queue_.size() >= StorageGroups::group_max;
    }
    if (wake) ready_.notify_one();
    return {};
}

void StorageThread::stop()
{
    {
        const std::lock_guard hold(mutex_);
        stopping_ = true;
    }
    ready_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void StorageThread::loop()
{
    name_thread("storage", 0);
    Gathering gathering;
    const auto come = [this] { return stopping_ || !queue_.empty(); };
    for (bool rested = false;;) {
        std::vector<StorageJob> group;
        {
            std::unique_lock hold(mutex_);
            idle_ = true;
            if (!rested && !ready_.wait_for(hold, Gathering::quiet, come)) {
                hold.unlock();
                rested = !groups_.rest();
                continue;
            }
            ready_.wait(hold, come);
            idle_ = false;
            if (queue_.empty()) return;  // stopping, and what had been accepted is durable
            ready_.wait_until(hold, gathering.next(),
                              [this] { return stopping_ || queue_.size() >= StorageGroups::group_max; });
            group = StorageGroups::take_group(queue_);
        }
        rested = false;
        gathering.began(std::chrono::steady_clock::now(), StorageGroups::verbs_of(group));
        groups_.run(std::move(group));
        if (checkpoints_ && groups_.store().wants_checkpoint()) checkpoints_->ask();
    }
}

}  // namespace chamber::server
