// A PDF of this machine on its way into the office: what is asked for it, and the way into a store without a server
// (workflows/file_intake.hpp).
#pragma once

#include "admin-cli/office.hpp"
#include "server/workflows/file_intake.hpp"

namespace chamber::admin {

// Errors: not_found, not_pdf (no regular file).
Result<AskUpload> ask_of(const NewFile& file);

// `known`: puts what a prepared session knows better than the heading into what is recorded; empty: nothing. Errors:
// those of ask_of and of workflow::take_in, item_unknown, document_unknown, reason_required, session_sealed.
Result<DocumentId> take_in(storage::Store& store, const storage::DataDirectory& directory, const NewFile& file,
                           std::function<void(storage::NewRevision&)> known, Clock& clock, const OnProgress& progress);

}  // namespace chamber::admin
