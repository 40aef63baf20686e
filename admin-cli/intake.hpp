// The way of a PDF into a store without a server: staged and hashed, inspected in the sandbox, accepted, kept,
// recorded.
//
// The same order and the same rules as the running server's intake; nothing is kept of a file that is refused.
#pragma once

#include "admin-cli/office.hpp"
#include "storage/store.hpp"

namespace chamber::admin {

// What a prepared session knows better than the heading: the demonstration brings its documents with ids, fields and
// dates.
struct Brought {
    DocumentId id;
    DocumentFields fields;
    std::string added_at;  // RFC 3339
};

// Errors: not_found (no such file), those of inspection, same_bytes, item_unknown, document_unknown, reason_required,
// session_sealed.
Result<DocumentId> take_in(storage::Store& store, const storage::DataDirectory& directory, const NewFile& file,
                           const std::optional<Brought>& brought, UtcMs now, const OnProgress& progress);

}  // namespace chamber::admin
