// What an archive is made of, and the record that one was made. Building and verifying the zip: storage/archive/.
#pragma once

#include "storage/records/session_file.hpp"
#include "storage/transaction/work.hpp"

namespace chamber::storage {

// The same session gives the same file, in the same order. Errors: session_unknown, blob_damaged (`where`: the document).
Result<SessionFile> session_file(Work& work, const SessionId& session);

// One row per distinct archive: the same bytes again are the row that is there. An archive without an id gets one. Errors: session_unknown.
Result<Archive> record_archive(Work& work, const Archive& archive);

// Success: a sealed archive holds the session as it is now; a draft does not count. Errors: archive_unsigned (there is none, or something
// was entered in the session's journal since).
Result<void> check_sealed(Database& database, const SessionId& session);

}  // namespace chamber::storage
