// From what the inspector found to what is stored, for whoever takes files in (server/workflows/file_intake): the rule
// that accepts, a clerk's word against a marking, and the fields.
//
// Pure. What the rule says is inspection.hpp's; the remarks that come out of it are office_remark.hpp's.
#pragma once

#include "protocol/inspection.hpp"
#include "protocol/message.hpp"

namespace chamber {

// Success: the fields that the revision is stored with, and the office's remarks in `inspection.remarks`. `held`: where
// the file goes; of a replacement the document's own fields, which stay as they are. Errors: those of
// accept_inspection(); state_secret not when `ask` carries the reason why the marking is none.
Result<DocumentFields> receive(Inspection& inspection, const AskUpload& ask, DocumentFields held);

}  // namespace chamber
