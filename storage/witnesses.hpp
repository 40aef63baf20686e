// Devices as witnesses of the history: what each was told, it repeats in its hello, and what it says is held against
// feed and journal.
//
// Only what a device was told by this server in this history can be wrong: an entry of the journal that is another one
// now, or a place that was never reached. Nobody can prove such a claim; believing a wrong one costs a snapshot for
// each device and loses nothing (server/history_keeper.hpp says how often it is believed). Functions with a UnitOfWork
// run inside a verb's transaction (work.hpp).
#pragma once

#include "storage/transaction/unit_of_work.hpp"

#include <cstdint>

namespace chamber::storage {

// A new epoch. `shared_n`: up to which entry it and the history before have the journal in common.
void begin_history(UnitOfWork& work, std::int64_t shared_n);

}  // namespace chamber::storage
