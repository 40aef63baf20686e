#include "server/workflows/file_intake.hpp"

#include "protocol/limits.hpp"
#include "protocol/reception.hpp"
#include "storage/files/inspected.hpp"

#include <utility>

namespace chamber::workflow {

FileIntake::FileIntake(storage::Staged staged, AskUpload ask, DocumentFields held)
    : staged_(std::move(staged)),
      ask_(std::move(ask)),
      held_(std::move(held))
{
}

Result<FileIntake> FileIntake::begin(storage::Blobs& blobs, AskUpload ask, DocumentFields held)
{
    if (ask.bytes > limits::document_bytes_max) return fail(ErrorCode::too_large);
    Result<storage::Staged> staged = blobs.stage(limits::document_bytes_max);
    if (!staged) return staged.error();
    return FileIntake(std::move(*staged), std::move(ask), std::move(held));
}

Result<void> FileIntake::write(std::string_view bytes)
{
    const Result<void> written = staged_.write(bytes);
    bytes_ = staged_.bytes();
    return written;
}

Result<void> FileIntake::finish()
{
    if (bytes_ != ask_.bytes) return fail(ErrorCode::upload_incomplete);
    if (bytes_ == 0) return fail(ErrorCode::empty_file);
    return staged_.finish();
}

Result<void> FileIntake::compare(storage::Store& store)
{
    if (const Result<void> fresh = store.check_new_bytes(ask_.session, staged_.sha256()); !fresh) return fresh;
    if (ask_.document) older_ = store.held_revision(*ask_.document);
    return {};
}

Result<void> FileIntake::examine(storage::Blobs& blobs, inspect::InspectOptions options, Clock& clock)
{
    options.now = clock.utc();
    Result<Inspection> inspection = inspect::inspect(staged_.descriptor(), bytes_, options);
    if (!inspection) return inspection.error();
    Result<DocumentFields> fields = receive(*inspection, ask_, std::move(held_));
    if (!fields) return fields.error();
    Result<storage::NewRevision> kept =
        storage::keep_inspected(blobs, std::move(staged_), std::move(*inspection), older_);
    if (!kept) return kept.error();
    kept->document = ask_.document;
    kept->fields = std::move(*fields);
    kept->reason = ask_.reason;
    revision_ = std::move(*kept);
    return {};
}

Result<storage::AddedRevision> FileIntake::record(storage::Store& store, const Viewer& by)
{
    revision_->by = by.person;
    revision_->device = by.device;
    return store.add_revision(*revision_);
}

Result<DocumentId> take_in(FileIntake file, storage::Store& store, const inspect::InspectOptions& options, Clock& clock,
                           const WhileTakingIn& meanwhile)
{
    if (const Result<void> finished = file.finish(); !finished) return finished.error();
    if (const Result<void> fresh = file.compare(store); !fresh) return fresh.error();
    meanwhile.stage(JobStage::inspecting);
    if (const Result<void> examined = file.examine(store.blobs(), options, clock); !examined) return examined.error();
    meanwhile.stage(JobStage::storing);
    if (meanwhile.known) meanwhile.known(file.revision());
    const Result<storage::AddedRevision> added = file.record(store, store.local_viewer());
    if (!added) return added.error();
    return added->document;
}

}  // namespace chamber::workflow
