// Making documents visible, changing their particulars, taking them back.
//
// Publishing puts `document` and its `report`s into the audience's scope and deletes the `draft_document`. A scope never changes
// and deletion is final: the audience of a published document is fixed, and a withdrawn document's id is spent (upload it again
// as a new document).
#pragma once

#include "protocol/message.hpp"
#include "storage/work.hpp"

namespace chamber::storage {

// Errors: session_unknown, session_sealed, document_unknown, already_published (a named document has nothing waiting),
// nothing_to_publish.
Result<Act> publish_documents(Work& work, const PublishDocuments& command);

// Errors: document_unknown, session_sealed, item_unknown, too_long, already_published (audience of a published document).
Result<Act> edit_document(Work& work, const Viewer& viewer, const EditDocument& command);

// Errors: document_unknown, session_sealed, reason_required.
Result<Act> withdraw_document(Work& work, const Viewer& viewer, const WithdrawDocument& command);

// Errors: document_unknown, nothing_waiting.
Result<Act> drop_revision(Work& work, const Viewer& viewer, const DropRevision& command);

}  // namespace chamber::storage
