// Guests of one session: invited, changed, struck off while it runs.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: session_unknown, session_sealed, person_unknown (the id is a delegate's or the office's), already_exists (the
// seat is somebody else's), wrong_type, missing_field.
Result<CommandEffect> put_guest(UnitOfWork& work, const Viewer& viewer, const PutGuest& command);

// Errors: session_unknown, session_sealed, person_unknown, person_busy (attendance is recorded, or the agenda names
// them as presenting).
Result<CommandEffect> remove_guest(UnitOfWork& work, const Viewer& viewer, const RemoveGuest& command);

}  // namespace chamber::storage
