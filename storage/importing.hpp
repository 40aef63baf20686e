// A whole session as it comes in: council, sittings, agenda, people, secrets, attendance, and annotations on documents that are
// added afterwards. Everything or nothing.
#pragma once

#include "protocol/message.hpp"
#include "storage/work.hpp"

namespace chamber::storage {

// People, groups and secrets that are known already take the imported state; the session must be new.
// Errors: already_exists (the session, a sitting or an item), wrong_type (not an id), session_unknown, sitting_unknown, person_unknown,
// those of await_revision; `where` names the place in the import.
Result<void> import_session(Work& work, SessionImport imported);

}  // namespace chamber::storage
