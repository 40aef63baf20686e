// Threads that work off the meeting thread: a pool for documents, a pool for secrets, and the one storage thread.
//
// What crosses is moved; answers come back through `post` (net::Server::post) on the meeting thread. Every queue is bounded: a full
// one refuses the new work with `busy`, which the asker is told.
#pragma once

#include "protocol/error.hpp"
#include "storage/store.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace chamber::server {

using Post = std::function<void(std::function<void()>)>;

// A pool. Work that still waits at the end is dropped; running work is waited for.
class Workers {
public:
    struct Shape {
        std::string name;
        std::size_t threads = 1;
        std::size_t queue_max = 64;
        int nice = 0;
    };
    explicit Workers(Shape shape);
    ~Workers();

    // Errors: busy, stopping.
    Result<void> run(std::function<void()> work);
    void stop();

private:
    void loop();

    Shape shape_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

// The one thread that owns the Store: takes everything that waits, runs it as one group, commits once, then tells.
class StorageThread {
public:
    // `published`: called on the meeting thread after each group that changed the feed, before the answers of that group.
    StorageThread(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken);
    ~StorageThread();

    // Runs `work` with the store, then `answer` on the meeting thread once the group is durable; `answer` gets the commit's outcome.
    // A failed commit means that whatever `work` returned must not be told. Errors: busy, stopping.
    template <class T>
    Result<void> ask(std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer);

    // The same for reading the feed: `look` runs between two groups and sees only what is committed.
    template <class T>
    Result<void> look(std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer);

    storage::Blobs& blobs() { return store_->blobs(); }
    void stop();

private:
    enum class Kind { verb, look };
    struct Job {
        Kind kind = Kind::verb;
        std::function<void(storage::Store&)> work;
        std::function<void(const Result<void>& committed)> answer;
        Result<void> committed = {};
    };
    template <class T>
    static Job job_of(Kind kind, std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer);
    Result<void> enqueue(Job job);
    void loop();
    void run_group(std::vector<Job> jobs);
    // As one group; the outcome is also in each of them.
    Result<void> commit(const std::vector<Job*>& verbs);
    void publish();

    std::unique_ptr<storage::Store> store_;
    Post post_;
    std::function<void(storage::FeedSlice)> published_;
    std::function<void(Error)> broken_;
    std::int64_t known_head_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

template <class T>
StorageThread::Job StorageThread::job_of(Kind kind, std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer)
{
    auto outcome = std::make_shared<std::optional<Result<T>>>();
    Job job;
    job.kind = kind;
    job.work = [work = std::move(work), outcome](storage::Store& store) { outcome->emplace(work(store)); };
    job.answer = [answer = std::move(answer), outcome](const Result<void>& committed) {
        if (committed)
            answer(std::move(**outcome));
        else
            answer(committed.error());
    };
    return job;
}

template <class T>
Result<void> StorageThread::ask(std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer)
{
    return enqueue(job_of<T>(Kind::verb, std::move(work), std::move(answer)));
}

template <class T>
Result<void> StorageThread::look(std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer)
{
    return enqueue(job_of<T>(Kind::look, std::move(work), std::move(answer)));
}

}  // namespace chamber::server
