// A usual disk whose checkpoints are watched: the VFS "chamber-watched" looks into the index of the write-ahead log at
// the moment in which a checkpoint starts, and can be stopped between its two first steps.
//
//   checkpoint:  take its lock ──▶ read the header ──▶ [between] ──▶ compare with what was moved ──▶ move
//
// SQLite calls xUnfetch(0) between the two when the header is news to that connection: a seam of its own, so that an
// interleaving of two connections runs in one thread, every time the same.
#pragma once

#include "storage/files/disk.hpp"

#include <atomic>
#include <cstdint>
#include <functional>

namespace chamber::storage::test {

class WatchedLog : public Disk {
public:
    WatchedLog();
    std::string database_vfs() const override;
};

// While it lives, what this thread's checkpoints did is counted.
class CheckpointWatch {
public:
    explicit CheckpointWatch(std::function<void()> between = {});
    ~CheckpointWatch();
    CheckpointWatch(const CheckpointWatch&) = delete;
    CheckpointWatch& operator=(const CheckpointWatch&) = delete;

    std::atomic<std::uint64_t> starts{0};
    std::atomic<std::uint64_t> starts_on_a_moved_log{0};
    std::function<void()> between;  // called once
};

// What the old pattern does with this SQLite: a second connection checkpoints with no turn to wait for, and a commit
// falls between its two first steps. Two connections of plain SQLite on a file of their own in `folder`.
enum class OldPattern { keeps_everything, loses_pages, did_not_interleave };
OldPattern run_old_pattern(const std::filesystem::path& folder);

}  // namespace chamber::storage::test
