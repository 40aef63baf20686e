// The last step of an intake before its transaction: what was inspected and accepted becomes blobs.
#pragma once

#include "storage/files/blobs.hpp"
#include "storage/records/new_revision.hpp"

namespace chamber::storage {

// Keeps the previews, the delta from `older` (what devices hold of this document; nothing for a new one), then the
// document; durable when it returns. The answer has digests, sizes and the inspection (without the preview's bytes);
// whose revision it is remains to be said. On failure the document is not kept; a preview or delta may remain as an
// orphan for collect(). Errors: disk_full, io_failed. Thread: any.
Result<NewRevision> keep_inspected(Blobs& blobs, Staged document, Inspection inspection,
                                   const std::optional<Sha256>& older);

}  // namespace chamber::storage
