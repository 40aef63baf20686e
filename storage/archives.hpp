// A whole session as one value (records/session_file.hpp), and rows of archives: that a session was sealed, under which
// digest, in which file.
#pragma once

#include "protocol/message.hpp"
#include "storage/records/session_file.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: session_unknown.
Result<SessionFile> whole_session(UnitOfWork& work, const SessionId& id);

// Rows without a file, of what is or was being built.
void forget_unfinished_archives(UnitOfWork& work);

// The same bytes again are the row that is there. Errors: session_unknown.
Result<Archive> keep_archive(UnitOfWork& work, const Archive& made);

}  // namespace chamber::storage
