// Stored bytes that went bad: what was found, which devices may give them back, and that they are whole again. Finding out is
// scrubbing.hpp's, asking the devices the server's.
#pragma once

#include "protocol/damage.hpp"
#include "storage/records/stored_blob.hpp"
#include "storage/transaction/work.hpp"

#include <vector>

namespace chamber::storage {

// Everything a row refers to; what is marked comes first.
std::vector<StoredBlob> stored_blobs(Database& database);

bool is_damaged(Database& database, const Sha256& sha256);

// Marks it and tells the office and the journal, unless it is marked. Errors: blob_unknown.
Result<NotedDamage> note_damage(Work& work, const Sha256& sha256, DamageKind kind);

// The mark goes. `from`: the device that gave the bytes back; empty: somebody else did. False: it was not marked.
Result<bool> note_repair(Work& work, const Sha256& sha256, const DeviceId& from);

// Approved devices that hold the revision these bytes are, or are the preview of, whole and verified.
std::vector<DeviceId> holders_of(Database& database, const Sha256& sha256);

// A published document of the session whose newest or older bytes are marked.
std::optional<DocumentId> damaged_document(Database& database, const SessionId& session);

}  // namespace chamber::storage
