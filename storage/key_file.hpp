// Small secret files under keys/: read whole, written whole.
//
// A write goes to a neighbour with mode 0600, is synced and renamed over the old one, so that after a crash the file holds the
// old bytes or the new ones, never half a key. Thread: any.
#pragma once

#include "protocol/error.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::storage {

// Errors: io_failed (missing, or longer than 1 MiB: no key is).
Result<std::string> read_key_file(const std::filesystem::path& path);

// Durable when it returns. Errors: io_failed, disk_full.
Result<void> write_key_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace chamber::storage
