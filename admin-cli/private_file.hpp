// Small files as a whole: read with a limit, written once and durably, with the rights named at the call.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::admin {

enum class FileMode { owner_only, everybody_reads };

// Errors: already_exists (nothing is replaced), io_failed, disk_full. A failure leaves no file.
Result<void> write_new_file(const std::filesystem::path& path, std::string_view text, FileMode mode);

// Errors: not_found, too_large, io_failed; `where` is the path.
Result<std::string> read_whole_file(const std::filesystem::path& path, std::uint64_t bytes_max);

}  // namespace chamber::admin
