#include "storage/inspected.hpp"

#include "protocol/limits.hpp"

namespace chamber::storage {
namespace {

Result<void> keep_preview(Blobs& blobs, const std::string& preview, NewRevision& revision)
{
    Result<Staged> staged = blobs.stage(limits::inspect_output_bytes_max);
    if (!staged) return staged.error();
    if (const Result<void> written = staged->write(preview); !written) return written;
    if (const Result<void> finished = staged->finish(); !finished) return finished;
    revision.preview_sha256 = staged->sha256();
    revision.preview_bytes = staged->bytes();
    return blobs.keep(std::move(*staged));
}

}  // namespace

Result<NewRevision> keep_inspected(Blobs& blobs, Staged document, Inspection inspection)
{
    NewRevision revision;
    revision.sha256 = document.sha256();
    revision.bytes = document.bytes();
    if (!inspection.preview.empty())
        if (const Result<void> kept = keep_preview(blobs, inspection.preview, revision); !kept) return kept.error();
    if (const Result<void> kept = blobs.keep(std::move(document)); !kept) return kept.error();
    inspection.preview.clear();
    revision.inspection = std::move(inspection);
    return revision;
}

}  // namespace chamber::storage
