// Items of a session's agenda after it was imported: added, changed, moved, struck off.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: session_unknown, session_sealed, sitting_unknown, item_unknown (it is another session's), person_unknown (the
// presenter), outside_sitting, already_exists (the number, in that sitting), out_of_range (position, minutes),
// wrong_type.
Result<CommandEffect> put_agenda_item(UnitOfWork& work, const Viewer& viewer, const PutAgendaItem& command);

// The open item is closed with it. Errors: item_unknown, session_sealed, item_in_use (documents hang on it, withdrawn
// ones too).
Result<CommandEffect> remove_agenda_item(UnitOfWork& work, const Viewer& viewer, const RemoveAgendaItem& command);

}  // namespace chamber::storage
