// Items of a session's agenda after it was imported: added, changed, moved, struck off.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/work.hpp"

namespace chamber::storage {

// Errors: session_unknown, session_sealed, sitting_unknown, item_unknown (it is another session's).
Result<Act> put_agenda_item(Work& work, const Viewer& viewer, const PutAgendaItem& command);

// Errors: item_unknown, session_sealed, item_in_use.
Result<Act> remove_agenda_item(Work& work, const Viewer& viewer, const RemoveAgendaItem& command);

}  // namespace chamber::storage
