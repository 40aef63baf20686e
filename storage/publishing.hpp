// Making documents visible to their audience.
//
// Publishing puts `document` and its `report`s into the audience's scope and deletes the `draft_document`. A scope
// never changes and deletion is final: the audience of a published document is fixed. Corrections are in editing.hpp,
// taking back in withdrawal.hpp.
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: session_unknown, session_sealed, document_unknown, published_meanwhile (a named document has nothing waiting:
// somebody else was faster; nothing is published), nothing_to_publish.
Result<CommandEffect> publish_documents(UnitOfWork& work, const PublishDocuments& command);

// When what waits is published by itself; without `at` it is not. Errors: session_unknown, session_sealed,
// document_unknown, published_meanwhile (a named document has nothing waiting), nothing_to_publish, publish_time_past.
Result<CommandEffect> schedule_publishing(UnitOfWork& work, const SchedulePublishing& command);

// It is published, withdrawn or gone: nothing is due any more.
void forget_due(UnitOfWork& work, const DocumentId& document);

// The agenda names the published document: its own item, and the others that were to. Only papers for everyone:
// everybody reads the agenda.
void enter_items(UnitOfWork& work, const DraftDocument& document);

// The item names it no more. Other items that list it keep it: a document may serve several.
void leave_item(UnitOfWork& work, const AgendaItemId& item, const DocumentId& document);

}  // namespace chamber::storage
