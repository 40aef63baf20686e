// Stored bytes as the database knows them, and what was found to be wrong with them.
#pragma once

#include "protocol/damage.hpp"
#include "protocol/digest.hpp"

#include <cstdint>

namespace chamber::storage {

// Bytes that rows refer to.
struct StoredBlob {
    Sha256 sha256;
    std::uint64_t bytes = 0;
    bool damaged = false;  // marked
};

struct NotedDamage {
    Damage damage;
    bool fresh = false;  // not marked before
};

}  // namespace chamber::storage
