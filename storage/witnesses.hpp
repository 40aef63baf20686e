// Devices as witnesses of the history: what each was told, it repeats in its hello, and what it says is held against feed and journal.
//
// Only what a device was told by this server in this history can be wrong: an entry of the journal that is another one now, or a place
// that was never reached. Nobody can prove such a claim; believing a wrong one costs a snapshot for each device and loses nothing
// (server/history_keeper.hpp says how often it is believed). Functions with a Work run inside a verb's transaction (work.hpp).
#pragma once

#include "storage/store.hpp"
#include "storage/transaction/work.hpp"

namespace chamber::storage {

JournalMark mark_of(const Journal& journal);

Testimony hear(Work& work, const Witness& witness);

// One alarm for all devices that say the same; raised anew when a new history begins.
void alarm_office(Work& work, const DeviceId& device, const Testimony& testimony, Store::Begins begins);

// A new epoch. `shared_n`: up to which entry it and the history before have the journal in common.
void begin_history(Work& work, std::int64_t shared_n);

// Up to where a history that a device's word ends was surely the devices' own: what was written since the server started may stand on a
// directory that was copied back, and so may starts before it that no device heard of.
std::int64_t surely_shared(Work& work, const Testimony& testimony);

// The journal's word of a server's start; its target is drawn by chance.
inline constexpr std::string_view start_verb = "start_server";

// The seal key that signs archives, if it is there.
JournalSeal council_seal(const DataDirectory& directory);

}  // namespace chamber::storage
