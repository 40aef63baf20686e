// Moves the write-ahead log into the database when told that it has grown, so that no group waits for that fsync.
#pragma once

#include "storage/database/checkpointer.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace chamber::server {

class CheckpointThread {
public:
    explicit CheckpointThread(std::unique_ptr<storage::Checkpointer> checkpointer);
    ~CheckpointThread();

    // While one runs, asking again asks for one more behind it. Thread: any.
    void ask();

private:
    void loop();

    std::unique_ptr<storage::Checkpointer> checkpointer_;
    std::mutex mutex_;
    std::condition_variable ready_;
    bool asked_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace chamber::server
