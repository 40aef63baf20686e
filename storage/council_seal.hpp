// The key that seals archives, as the journal's checkpoints need it.
#pragma once

#include "storage/files/data_directory.hpp"
#include "storage/transaction/journal.hpp"

namespace chamber::storage {

// Empty where the key is not there.
JournalSeal council_seal(const DataDirectory& directory);

}  // namespace chamber::storage
