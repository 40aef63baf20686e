// One stored blob read back from the disk and compared with its name.
//
// What the kernel still holds of the file is let go first: rot is on the disk, not in memory. Slow on purpose, a piece
// and a rest, so that a session does not feel it. Blocks its thread; holds no store. Thread: any.
#pragma once

#include "protocol/damage.hpp"
#include "protocol/limits.hpp"
#include "storage/files/blobs.hpp"
#include "storage/records/stored_blob.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace chamber::storage {

struct ScrubPace {
    std::uint64_t bytes_per_second = limits::scrub_bytes_per_second;
    std::function<bool()> go_on;  // asked before each piece; empty: always
};

// Nothing: the bytes are sound. Errors: stopping, io_failed (the file cannot even be opened: nothing is known of its
// bytes).
Result<std::optional<DamageKind>> scrub_blob(const Blobs& blobs, const StoredBlob& blob, const ScrubPace& pace);

}  // namespace chamber::storage
