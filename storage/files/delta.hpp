// What a new revision costs whoever holds the older one: a zstd frame that continues the older bytes (`zstd
// --patch-from`).
//
// Signing appends, and a document exported again differs in a few streams: both are a few kilobytes. The frame is a
// blob like any other; that its result is right is for SHA-256 to say, never for the frame.
#pragma once

#include "protocol/error.hpp"
#include "storage/files/blobs.hpp"

#include <optional>
#include <string>

namespace chamber::storage {

// Success: the frame, or nothing when it would not save at least half of the newer bytes, or one of the two is longer
// than limits::delta_document_bytes_max. Deterministic. Errors: io_failed. Thread: any; takes up to twice the bytes of
// both as memory.
Result<std::optional<std::string>> make_delta(const BlobFile& older, const BlobFile& newer);

// The newer bytes again. Errors: blob_damaged (not such a frame, or not of these older bytes), too_large.
Result<std::string> apply_delta(std::string_view older, std::string_view delta);

}  // namespace chamber::storage
