// A file that was inspected and whose bytes are kept, on its way to become a revision of a document.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/inspection.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace chamber::storage {

struct NewRevision {
    std::optional<DocumentId> document;  // empty: a new document, described by `fields`
    std::optional<DocumentId> new_id;    // for imports that bring their own id
    DocumentFields fields;
    Sha256 sha256;  // kept in Blobs already
    std::uint64_t bytes = 0;
    std::optional<Sha256> preview_sha256;  // kept in Blobs already
    std::uint64_t preview_bytes = 0;
    std::optional<Delta> delta;  // kept in Blobs already
    Inspection inspection;       // without `preview` bytes
    std::optional<std::string> reason;
    PersonId by;
    DeviceId device;  // where `by` has to be signed in, and may upload; empty: the office's own machine (local)
    std::optional<std::string> added_at;  // RFC 3339; for imports
};

struct AddedRevision {
    DocumentId document;
    std::int32_t revision = 1;
};

}  // namespace chamber::storage
