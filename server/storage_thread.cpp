#include "server/storage_thread.hpp"

namespace chamber::server {

StorageThread::StorageThread(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken)
    : groups_(std::move(store), std::move(post), std::move(published), std::move(broken))
{
    thread_ = std::thread([this] { loop(); });
}

StorageThread::~StorageThread()
{
    stop();
}

Result<void> StorageThread::enqueue(StorageJob job)
{
    {
        const std::lock_guard hold(mutex_);
        if (stopping_) return fail(ErrorCode::stopping);
        if (queue_.size() >= StorageGroups::waiting_max) return fail(ErrorCode::busy, "storage");
        queue_.push_back(std::move(job));
    }
    ready_.notify_one();
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
    for (;;) {
        std::vector<StorageJob> group;
        {
            std::unique_lock hold(mutex_);
            ready_.wait(hold, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;  // stopping, and what had been accepted is durable
            group = StorageGroups::take_group(queue_);
        }
        groups_.run(std::move(group));
    }
}

}  // namespace chamber::server
