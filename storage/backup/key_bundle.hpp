// A few small files as one text: a ustar archive (POSIX.1-1988), so that `tar x` reads what was decrypted by hand. Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "storage/backup/sealed_keys.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage
{

// Errors: too_long (a path of more than 100 bytes).
Result<std::string> bundle_keys(const std::vector<KeyFile>& files);

// Errors: backup_damaged.
Result<std::vector<KeyFile>> unbundle_keys(std::string_view bundle);

}  // namespace chamber::storage
