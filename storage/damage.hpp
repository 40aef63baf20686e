// Stored bytes that went bad: what was found, which devices may give them back, and that they are whole again. Finding
// out is scrubbing.hpp's, asking the devices the server's.
#pragma once

#include "storage/records/stored_blob.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>
#include <vector>

namespace chamber::storage {

// Everything a row refers to; what is marked comes first.
std::vector<StoredBlob> stored_blobs(Database& database);

// A published document of the session whose newest or older bytes are marked.
std::optional<DocumentId> damaged_document(Database& database, const SessionId& session);

}  // namespace chamber::storage
