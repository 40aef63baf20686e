// Threads that work off the meeting thread: a pool for documents, a pool for secrets. The storage thread is storage_thread.hpp.
//
// What crosses is moved; answers come back through `post` (net::Server::post) on the meeting thread. Every queue is bounded: a full
// one refuses the new work with `busy`, which the asker is told.
#pragma once

#include "protocol/error.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
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

// How a thread appears in the system's lists. `nice`: 0 leaves it as it is.
void name_thread(const std::string& name, int nice);

}  // namespace chamber::server
