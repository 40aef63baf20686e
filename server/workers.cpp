#include "server/workers.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>

namespace chamber::server {
namespace {

constexpr std::size_t storage_queue_max = 8'192;
// One group shares one fsync; a longer group only delays its own receipts.
constexpr std::size_t group_jobs_max = 512;

void name_thread(const std::string& name, int nice)
{
    pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
    if (nice != 0) setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), nice);
}

}  // namespace

Workers::Workers(Shape shape) : shape_(std::move(shape))
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

StorageThread::StorageThread(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken)
    : store_(std::move(store)), post_(std::move(post)), published_(std::move(published)), broken_(std::move(broken)), known_head_(store_->head().seq)
{
    thread_ = std::thread([this] { loop(); });
}

StorageThread::~StorageThread()
{
    stop();
}

Result<void> StorageThread::enqueue(Job job)
{
    {
        const std::lock_guard hold(mutex_);
        if (stopping_) return fail(ErrorCode::stopping);
        if (queue_.size() >= storage_queue_max) return fail(ErrorCode::busy, "storage");
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
        std::vector<Job> group;
        {
            std::unique_lock hold(mutex_);
            ready_.wait(hold, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;  // stopping, and what had been accepted is durable
            const std::size_t count = std::min(queue_.size(), group_jobs_max);
            std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count), std::back_inserter(group));
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        }
        run_group(std::move(group));
    }
}

Result<void> StorageThread::commit(const std::vector<Job*>& verbs)
{
    Result<void> committed = store_->begin_group();
    if (committed) {
        for (Job* job : verbs) job->work(*store_);
        committed = store_->commit_group();
    }
    for (Job* job : verbs) job->committed = committed;
    return committed;
}

void StorageThread::run_group(std::vector<Job> jobs)
{
    std::vector<Job*> verbs;
    for (Job& job : jobs)
        if (job.kind == Kind::verb) verbs.push_back(&job);
    if (!verbs.empty()) {
        const Result<void> committed = commit(verbs);
        // On a full disk only those that write fail: who says hello or asks for a document needs no room.
        if (!committed && committed.error().code == ErrorCode::disk_full && verbs.size() > 1)
            for (Job* job : verbs) (void)commit({job}).has_value();
        if (!committed) post_([broken = broken_, error = committed.error()] { broken(error); });
        publish();
    }
    for (Job& job : jobs)
        if (job.kind == Kind::look) job.work(*store_);
    const bool changes = !verbs.empty();
    auto answers = std::make_shared<std::vector<Job>>(std::move(jobs));
    post_([answers] {
        for (Job& job : *answers) job.answer(job.committed);
    });
    if (changes) store_->tend();
}

void StorageThread::publish()
{
    if (store_->head().seq == known_head_) return;
    Result<storage::FeedSlice> slice = store_->read_feed(known_head_, UINT32_MAX);
    if (!slice) {
        post_([broken = broken_, error = slice.error()] { broken(error); });
        return;
    }
    known_head_ = slice->upto;
    post_([published = published_, changed = std::move(*slice)]() mutable { published(std::move(changed)); });
}

}  // namespace chamber::server
