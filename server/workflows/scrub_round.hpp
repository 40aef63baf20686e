// A scrub, step by step: every stored blob is read back and compared with its name, slowly. Each step blocks; whoever
// runs the round says on which thread.
//
//   list ─▶ ( read ─▶ pass ─▶ note, when there is something to note ) until it is over
//
// What is damaged is marked and never served; a marked blob that is sound again (an officer put it back) loses its
// mark. Thread: one at a time.
#pragma once

#include "storage/files/scrubbing.hpp"
#include "storage/store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace chamber::workflow {

using Found = std::optional<DamageKind>;  // nothing: the bytes are sound

// What of it was written down.
struct Noted {
    std::optional<storage::NotedDamage> damage;
    bool whole_again = false;
};

class ScrubRound {
public:
    // Errors: those of the database.
    Result<void> list(storage::Store& store);

    bool is_over() const { return next_ == blobs_.size(); }
    // The next blob. Errors: stopping, io_failed (nothing is known of its bytes).
    Result<Found> read(const storage::Blobs& blobs, std::function<bool()> go_on = {}) const;
    // The one that was read; on to the next.
    const storage::StoredBlob& pass();

    static bool is_news(const storage::StoredBlob& blob, const Found& found) { return found || blob.damaged; }
    // Errors: blob_unknown, those of the database.
    static Result<Noted> note(storage::Store& store, const Sha256& sha256, const Found& found);

    std::size_t count() const { return blobs_.size(); }
    std::uint64_t bytes() const { return bytes_; }
    std::uint64_t bytes_read() const { return bytes_read_; }

private:
    std::vector<storage::StoredBlob> blobs_;
    std::size_t next_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint64_t bytes_read_ = 0;
};

// The whole round on this thread. Progress: in bytes. Errors: those of the steps.
Result<void> run(ScrubRound round, storage::Store& store,
                 const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace chamber::workflow
