// What an archive is made of, and the record that one was made. Building and verifying the zip: storage/archive/.
#pragma once

#include "storage/store.hpp"
#include "storage/work.hpp"

namespace chamber::storage {

// The same session gives the same file, in the same order. Errors: session_unknown, blob_damaged (`where`: the document).
Result<SessionFile> session_file(Work& work, const SessionId& session);

// An archive without an id gets one. Errors: session_unknown.
Result<Archive> record_archive(Work& work, const Archive& archive);

}  // namespace chamber::storage
