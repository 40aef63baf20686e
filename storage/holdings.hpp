// Which device holds which revision, whole and verified: the office's "37/37 đã nhận".
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: device_unknown, document_unknown, revision_unknown, not_allowed (a document the viewer may not see).
Result<CommandEffect> note_received(UnitOfWork& work, const Viewer& viewer, const Received& command);

// The device gave the bytes up. What it was not known to hold is done already.
Result<CommandEffect> note_purged(UnitOfWork& work, const Viewer& viewer, const Purged& command);

}  // namespace chamber::storage
