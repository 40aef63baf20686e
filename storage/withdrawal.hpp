// Taking back: a whole paper, or the replacement that waits for one.
//
// A withdrawn paper keeps its entry, its reason and its bytes, for the office's list and the archive; its id is spent
// (upload it again as a new document). What was never published leaves its word to the staff alone. A paper that is
// itself a state secret should never have been here: its bytes go, in the store and on the devices. Replacements that
// nobody saw go without a trace but the journal's and the amendments'.
//
//   rows go in the transaction ── commit ──▶ Store::tend() takes the files that no row names (after a crash:
//   Blobs::collect at start)
#pragma once

#include "protocol/digest.hpp"
#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <vector>

namespace chamber::storage {

// Errors: document_unknown, session_sealed, reason_required.
Result<CommandEffect> withdraw_document(UnitOfWork& work, const Viewer& viewer, const WithdrawDocument& command);

// The newest revision that waits goes; what is published, or came before it, stays. Errors: document_unknown,
// session_sealed, reason_required, nothing_waiting (none does, or it is the paper's only one: withdraw it).
Result<CommandEffect> drop_revision(UnitOfWork& work, const Viewer& viewer, const DropRevision& command);

// What a command will make superfluous, unless another row names it.
std::vector<Sha256> bytes_to_go(Database& database, const CommandBody& command);

}  // namespace chamber::storage
