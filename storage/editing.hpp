// A clerk corrects what was read from a paper's first page, moves the paper, or says that it was compared with the
// page.
//
// Everything read can be corrected, by any clerk, before publishing and after; who did, when, and the former value are
// in the paper's amendments ("document/<id>"). The audience alone is fixed once published. Of two clerks at one field
// the second is told (`former`) and decides; an edit without `former` stands, whatever stood there.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: document_unknown, session_sealed, changed_meanwhile (a field of `former` says something else by now, `where`
// is the first such one: "/title"; nothing is changed), item_unknown, out_of_range (`position`), already_published
// (audience of a published document).
Result<CommandEffect> edit_document(UnitOfWork& work, const Viewer& viewer, const EditDocument& command);

}  // namespace chamber::storage
