// A whole session as one value (records/session_file.hpp).
#pragma once

#include "storage/records/session_file.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: session_unknown.
Result<SessionFile> whole_session(UnitOfWork& work, const SessionId& id);

}  // namespace chamber::storage
