// Sessions and sittings that were planned by mistake go for good. What was recorded is never removed: whatever holds a
// paper, an attendance or an archive stays. Histories and the journal keep what was there.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/work.hpp"

namespace chamber::storage {

// With its sittings, agenda and roll; its people stay known. Errors: session_unknown, reason_required,
// session_not_planned, session_has_papers, session_has_attendance, session_has_archive.
Result<Act> remove_session(Work& work, const Viewer& viewer, const RemoveSession& command);

// Errors: sitting_unknown, session_sealed, reason_required, sitting_has_items, sitting_has_attendance, last_sitting.
Result<Act> remove_sitting(Work& work, const Viewer& viewer, const RemoveSitting& command);

}  // namespace chamber::storage
