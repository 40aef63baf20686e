// A whole session as it comes in: council, sittings, agenda, people, secrets, attendance, and annotations on documents that are
// added afterwards. Everything or nothing.
//
// It may come in again, to mend what was mistyped: what was recorded since stays (state, open item, attendance, documents, notes), and so does
// what the file no longer names (sittings, agenda items, guests). Only the import of the newest session changes what is known of people,
// groups and the council today; each session keeps its own roll, its council and its groups (participants.hpp).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/work.hpp"

#include <string_view>

namespace chamber::storage {

// `accepted`: the digest of the plan that somebody has seen (import_plan.hpp); needed when something is overwritten. What is overwritten goes
// into the histories of the things it is of.
// Errors: import_faulty (`where` and the detail are the first fault's), import_overwrites, those of parse_fields and await_revision; `where` names
// the place in the import.
Result<void> import_session(Work& work, SessionImport imported, std::string_view accepted, const PersonId& by);

}  // namespace chamber::storage
