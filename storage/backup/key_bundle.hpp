// A few small files as one text: a ustar archive (POSIX.1-1988), so that `tar x` reads what was decrypted by hand.
// Thread: any.
#pragma once

#include "protocol/error.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct KeyFile {
    std::string path;  // below keys/
    std::string bytes;
};

// Errors: too_long (a path of more than 100 bytes).
Result<std::string> bundle_keys(const std::vector<KeyFile>& files);

// Errors: backup_damaged.
Result<std::vector<KeyFile>> unbundle_keys(std::string_view bundle);

}  // namespace chamber::storage
