// A file on disk as a whole, whoever wrote it: its digest, and its bytes made durable.
#pragma once

#include "protocol/digest.hpp"
#include "storage/files/disk.hpp"

#include <filesystem>

namespace chamber::storage {

// However large it is. Errors: not_found, io_failed (`where`: the path).
Result<Sha256> digest_of_path(const std::filesystem::path& path);

// Errors: not_found, disk_full, io_failed (`where`: the path).
Result<void> sync_path(Disk& disk, const std::filesystem::path& path);

}  // namespace chamber::storage
