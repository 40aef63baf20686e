// A clerk corrects what was read from a paper's first page, moves the paper, or says that it was compared with the
// page.
//
// Everything read can be corrected, by any clerk, before publishing and after; who did, when, and the former value are
// in the paper's amendments ("document/<id>"). The audience alone is fixed once published.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: document_unknown, session_sealed, item_unknown, out_of_range (`position`), already_published (audience of a
// published document).
Result<CommandEffect> edit_document(UnitOfWork& work, const Viewer& viewer, const EditDocument& command);

}  // namespace chamber::storage
