// Moves the write-ahead log into the database beside the writer, on a connection of its own: a checkpoint is an fsync
// of megabytes, and nobody's receipt should wait for it. Failing is no harm: the log only stays longer. It starts only
// in its turn (checkpoint_turn.hpp). Thread: any one, not the storage thread.
#pragma once

#include "protocol/error.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace chamber::storage {

class CheckpointTurn;

enum class Moved { log, nothing };

class Checkpointer {
public:
    // `vfs`: empty for the usual one. Errors: io_failed.
    static Result<std::unique_ptr<Checkpointer>> open(const std::filesystem::path& database, const std::string& vfs,
                                                      std::shared_ptr<CheckpointTurn> turn);
    ~Checkpointer();

    // Passive: holds up neither the writer nor a reader. Moved::nothing: it was not this checkpointer's turn.
    Moved run();

private:
    struct Body;
    explicit Checkpointer(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::storage
