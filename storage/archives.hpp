// Rows of archives: that a session was sealed, under which digest, in which file.
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// The same bytes again are the row that is there. Errors: session_unknown.
Result<Archive> keep_archive(UnitOfWork& work, const Archive& made);

}  // namespace chamber::storage
