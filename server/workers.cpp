#include "server/workers.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chamber::server {

void name_thread(const std::string& name, int nice)
{
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
    if (nice != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), nice);
}

Workers::Workers(Shape shape, Post post) : shape_(std::move(shape)), post_(std::move(post))
{
    for (std::size_t i = 0; i < shape_.threads; ++i) threads_.emplace_back([this] { loop(); });
}

Workers::~Workers()
{
    stop();
}

Result<void> Workers::run(std::function<void()> work)
{
    {
        const std::lock_guard hold(mutex_);
        if (stopping_) return fail(ErrorCode::stopping);
        if (queue_.size() >= shape_.queue_max) return fail(ErrorCode::busy, shape_.name);
        queue_.push_back(std::move(work));
    }
    ready_.notify_one();
    return {};
}

void Workers::stop()
{
    {
        const std::lock_guard hold(mutex_);
        stopping_ = true;
        queue_.clear();
    }
    ready_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::loop()
{
    name_thread(shape_.name, shape_.nice);
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock hold(mutex_);
            ready_.wait(hold, [this] { return stopping_ || !queue_.empty(); });
            if (stopping_) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        work();
    }
}

}  // namespace chamber::server
