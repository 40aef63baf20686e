// Guests of one session: invited, changed, struck off while it runs.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/work.hpp"

namespace chamber::storage {

// Errors: session_unknown, session_sealed, person_unknown (the id is a delegate's or the office's).
Result<Act> put_guest(Work& work, const Viewer& viewer, const PutGuest& command);

// Errors: session_unknown, session_sealed, person_unknown, person_busy.
Result<Act> remove_guest(Work& work, const Viewer& viewer, const RemoveGuest& command);

}  // namespace chamber::storage
