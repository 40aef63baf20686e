// Rows of notebooks (sổ tay): each note its person's alone, of a session, on no document.
//
// As annotations: ink is immutable, text is last-writer-wins in the order the server hears of it, and what was written
// on another device meanwhile, or into a note that is gone, is kept beside it under a key made of its content. What a
// device brings back to a restored server (`received_at` set, `base_seq` 0) is merged by its id.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: check_notebook_note's, not_allowed (another's key), session_unknown, already_exists (immutable, or another
// place), annotation_unknown (removed), notebook_full.
Result<CommandEffect> put_notebook_note(UnitOfWork& work, const Viewer& viewer, const PutNotebookNote& command);

// One's own id that was never heard of is buried, so that nothing comes back under it. Errors: annotation_unknown.
Result<CommandEffect> remove_notebook_note(UnitOfWork& work, const Viewer& viewer, const RemoveNotebookNote& command);

}  // namespace chamber::storage
