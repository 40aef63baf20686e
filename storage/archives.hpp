// What an archive is made of, and the record that one was made. Building and verifying the zip: storage/archive/.
#pragma once

#include "protocol/ids.hpp"
#include "storage/transaction/work.hpp"

namespace chamber::storage {

// Success: a sealed archive holds the session as it is now; a draft does not count. Errors: archive_unsigned (there is none, or something
// was entered in the session's journal since).
Result<void> check_sealed(Database& database, const SessionId& session);

}  // namespace chamber::storage
