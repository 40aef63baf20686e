#include "storage/files/inspected.hpp"

#include "protocol/limits.hpp"
#include "storage/files/delta.hpp"

#include <unistd.h>

namespace chamber::storage {
namespace {

struct Kept {
    Sha256 sha256;
    std::uint64_t bytes = 0;
};

Result<Kept> keep_bytes(Blobs& blobs, const std::string& bytes)
{
    Result<Staged> staged = blobs.stage(limits::inspect_output_bytes_max);
    if (!staged) return staged.error();
    if (const Result<void> written = staged->write(bytes); !written) return written.error();
    if (const Result<void> finished = staged->finish(); !finished) return finished.error();
    Kept kept{staged->sha256(), staged->bytes()};
    if (const Result<void> done = blobs.keep(std::move(*staged)); !done) return done.error();
    return kept;
}

// A saving and not a need: when the older bytes cannot be read, there simply is none.
Result<std::optional<Delta>> keep_delta(Blobs& blobs, const Sha256& older, const Staged& document)
{
    const Result<BlobFile> base = blobs.open(older);
    if (!base) return std::optional<Delta>();
    const Result<std::optional<std::string>> delta =
        make_delta(*base, BlobFile(::dup(document.descriptor()), document.bytes()));
    if (!delta || !*delta) return std::optional<Delta>();
    const Result<Kept> kept = keep_bytes(blobs, **delta);
    if (!kept) return kept.error();
    return std::optional(Delta{older.hex(), kept->sha256.hex(), kept->bytes});
}

}  // namespace

Result<NewRevision> keep_inspected(Blobs& blobs, Staged document, Inspection inspection,
                                   const std::optional<Sha256>& older)
{
    NewRevision revision;
    revision.sha256 = document.sha256();
    revision.bytes = document.bytes();
    if (!inspection.preview.empty()) {
        const Result<Kept> preview = keep_bytes(blobs, inspection.preview);
        if (!preview) return preview.error();
        revision.preview_sha256 = preview->sha256;
        revision.preview_bytes = preview->bytes;
    }
    if (older) {
        Result<std::optional<Delta>> delta = keep_delta(blobs, *older, document);
        if (!delta) return delta.error();
        revision.delta = std::move(*delta);
    }
    if (const Result<void> kept = blobs.keep(std::move(document)); !kept) return kept.error();
    inspection.preview.clear();
    revision.inspection = std::move(inspection);
    return revision;
}

}  // namespace chamber::storage
