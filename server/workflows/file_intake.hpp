// A PDF on its way into the store, step by step. Each step blocks; whoever takes the file in says on which thread.
//
//   begin ─▶ write … ─▶ finish ─▶ compare ─▶ examine ─▶ record
//            hashed     durable   same       sandboxed,  one transaction: a new document, or the next revision
//                                 bytes?     kept
//
// Before it comes Store::check_upload, whose fields it carries. A refusal is one precise error, and what was staged is
// gone with the object; a preview or difference may remain as an orphan. Thread: one at a time.
#pragma once

#include "protocol/person.hpp"
#include "protocol/world.hpp"
#include "server/inspect/client.hpp"
#include "storage/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace chamber::workflow {

class FileIntake {
public:
    // `held`: what check_upload answered. Errors: too_large, disk_full, io_failed.
    static Result<FileIntake> begin(storage::Blobs& blobs, AskUpload ask, DocumentFields held);

    // Errors: too_large, disk_full, io_failed.
    Result<void> write(std::string_view bytes);
    std::uint64_t bytes() const { return bytes_; }
    const AskUpload& ask() const { return ask_; }

    // No more bytes; an fsync. Errors: empty_file, upload_incomplete (not as many as were announced), disk_full,
    // io_failed.
    Result<void> finish();

    // Before the costly inspection: the same bytes need none. Errors: same_bytes (`where`: the document's id).
    Result<void> compare(storage::Store& store);

    // `options.now` is not looked at: it is now. Durable, but for its revision, when it returns. Errors: those of
    // inspect(), of receive() and of keep_inspected().
    Result<void> examine(storage::Blobs& blobs, inspect::InspectOptions options, Clock& clock);

    // What is to be recorded, after examine(): for whoever knows better than the heading.
    storage::NewRevision& revision() { return *revision_; }

    // Errors: those of Store::add_revision.
    Result<storage::AddedRevision> record(storage::Store& store, const Viewer& by);

private:
    FileIntake(storage::Staged staged, AskUpload ask, DocumentFields held);

    storage::Staged staged_;
    std::uint64_t bytes_ = 0;
    AskUpload ask_;
    DocumentFields held_;
    std::optional<Sha256> older_;  // what devices hold of the document
    std::optional<storage::NewRevision> revision_;
};

// The steps behind the bytes, one after the other on this thread, by the office's own hand. `stage` is told what
// begins; `known` may put what it knows into what is recorded.
struct WhileTakingIn {
    std::function<void(JobStage stage)> stage;
    std::function<void(storage::NewRevision& revision)> known = {};
};
Result<DocumentId> take_in(FileIntake file, storage::Store& store, const inspect::InspectOptions& options, Clock& clock,
                           const WhileTakingIn& meanwhile);

}  // namespace chamber::workflow
