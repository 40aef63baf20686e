// Which device holds which revision, whole and verified, and who opened which document: the office's "37/37 đã nhận, 20
// đã mở". Never how long or how far somebody read (README, Decisions).
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: device_unknown, document_unknown, revision_unknown, not_allowed (a document the viewer may not see).
Result<CommandEffect> note_received(UnitOfWork& work, const Viewer& viewer, const Received& command);

// Told once a person and revision; an older revision than the one known changes nothing. Errors: document_unknown,
// revision_unknown (also of what the viewer may not see), wrong_type.
Result<CommandEffect> note_opened(UnitOfWork& work, const Viewer& viewer, const Opened& command);

// The device gave the bytes up. What it was not known to hold is done already.
Result<CommandEffect> note_purged(UnitOfWork& work, const Viewer& viewer, const Purged& command);

}  // namespace chamber::storage
