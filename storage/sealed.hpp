// Whether a session lies sealed in an archive as it is now: what must be true before it is called archived.
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <vector>

namespace chamber::storage {

std::vector<Archive> archives_of(Database& database, const SessionId& session);

// Success: a sealed archive holds the session as it is now; a draft does not count. Errors: archive_unsigned (there is
// none, or something was entered in the session's journal since).
Result<void> check_sealed(Database& database, const SessionId& session);

}  // namespace chamber::storage
