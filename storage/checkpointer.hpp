// Moves the write-ahead log into the database beside the writer, on a connection of its own: a checkpoint is an fsync of megabytes, and
// nobody's receipt should wait for it. Failing is no harm: the log only stays longer. Thread: any one, not the storage thread.
#pragma once

#include "protocol/error.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace chamber::storage {

class Checkpointer {
public:
    // `vfs`: empty for the usual one. Errors: io_failed.
    static Result<std::unique_ptr<Checkpointer>> open(const std::filesystem::path& database, const std::string& vfs);
    ~Checkpointer();

    // Passive: holds up neither the writer nor a reader.
    void run();

private:
    struct Body;
    explicit Checkpointer(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::storage
