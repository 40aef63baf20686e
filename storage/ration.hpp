// What one person's commands may come to in a day: whatever is taken is kept (journal, receipt, feed), so an endless
// stream of it would fill the disk. Beyond limits::annotation_bytes_per_day_max nothing is looked at until the day is
// over; the device keeps its commands. Functions with a UnitOfWork run inside a verb's transaction (work.hpp).
#pragma once

#include "storage/transaction/unit_of_work.hpp"

#include <cstdint>

namespace chamber::storage {

// Bytes that this person may still write today (UTC).
std::uint64_t writable_today(UnitOfWork& work, const PersonId& person);
void note_written(UnitOfWork& work, const PersonId& person, std::uint64_t bytes);

// A command's own bytes, and what its journal entry and receipt take.
std::uint64_t cost_of(std::string_view encoded);

}  // namespace chamber::storage
