#include "server/checkpoint_thread.hpp"

#include "server/workers.hpp"

namespace chamber::server {

CheckpointThread::CheckpointThread(std::unique_ptr<storage::Checkpointer> checkpointer)
    : checkpointer_(std::move(checkpointer))
{
    thread_ = std::thread([this] { loop(); });
}

CheckpointThread::~CheckpointThread()
{
    {
        const std::lock_guard hold(mutex_);
        stopping_ = true;
    }
    ready_.notify_one();
    thread_.join();
}

void CheckpointThread::ask()
{
    {
        const std::lock_guard hold(mutex_);
        asked_ = true;
    }
    ready_.notify_one();
}

void CheckpointThread::loop()
{
    name_thread("checkpoint", 0);
    for (;;) {
        {
            std::unique_lock hold(mutex_);
            ready_.wait(hold, [this] { return stopping_ || asked_; });
            if (stopping_) return;
            asked_ = false;
        }
        checkpointer_->run();
    }
}

}  // namespace chamber::server
