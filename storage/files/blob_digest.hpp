// The digest of a file's bytes: one loop for whoever checks what lies on disk.
#pragma once

#include "storage/files/blobs.hpp"

#include <cstdint>
#include <functional>

namespace chamber::storage {

// Of the whole file, read once. `read_some`: told after each piece how many bytes it had; false ends it. Errors:
// io_failed, stopping.
Result<Sha256> digest_of(const BlobFile& file, const std::function<bool(std::uint32_t bytes)>& read_some = {});

}  // namespace chamber::storage
