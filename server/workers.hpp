// Threads that work off the meeting thread: a pool for documents, a pool for secrets. The storage thread is
// storage_thread.hpp.
//
// What crosses is moved; answers come back through `post` (net::Server::post) on the meeting thread. Every queue is
// bounded: a full one refuses the new work with `busy`, which is an answer too.
#pragma once

#include "protocol/error.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
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
    Workers(Shape shape, Post post);
    ~Workers();

    // Runs `work` (→ Result<T>) on a thread of the pool, then `answer` (Result<T>) on the meeting thread; busy and
    // stopping come to `answer` before ask() returns. Thread: the meeting thread.
    //     documents_.ask([staged] { return staged->finish(); }, [](Result<void> finished) { … });
    template <class Work, class Answer>
    void ask(Work work, Answer answer)
    {
        using Outcome = std::invoke_result_t<Work&>;
        const auto told = std::make_shared<Answer>(std::move(answer));
        const Result<void> queued = run([this, work = std::move(work), told]() mutable {
            const auto outcome = std::make_shared<Outcome>(work());
            post_([told, outcome] { (*told)(std::move(*outcome)); });
        });
        if (!queued) (*told)(Outcome(queued.error()));
    }
    void stop();

private:
    Result<void> run(std::function<void()> work);
    void loop();

    Shape shape_;
    Post post_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

// How a thread appears in the system's lists. `nice`: 0 leaves it as it is.
void name_thread(const std::string& name, int nice);

}  // namespace chamber::server
