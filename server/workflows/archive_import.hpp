// A sealed archive taken into another installation, step by step: verified and read before anything is written, then
// its bytes become blobs, its zip lies in archives/, and one transaction makes the session. Each step blocks. A failure
// or a kill before that transaction leaves bytes that no row names, which the next start collects. Thread: one at a
// time.
//
//   examine ─▶ (what it would do, for --dry-run) ─▶ receive
#pragma once

#include "server/inspect/client.hpp"
#include "storage/archive/archive.hpp"
#include "storage/records/received_session.hpp"
#include "storage/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace chamber::workflow {

class ArchiveImport {
public:
    // Nothing is written. `roots_pem`: who may have sealed it. Errors: not_found, archive_damaged (`where`: the first
    // bad file; `detail`: the sentence of the first step that failed), archive_is_draft, archive_foreign_seal (no root
    // given stands behind the seal), archive_incomplete.
    static Result<ArchiveImport> examine(std::filesystem::path zip, const std::string& roots_pem);

    const storage::ArchiveVerdict& verdict() const { return verdict_; }
    const storage::ReceivedSession& session() const { return session_; }
    SessionId id() const { return SessionId(session_.prefix + session_.file.session.id.value); }
    std::uint64_t bytes() const { return bytes_; }  // of all documents

    // Progress: bytes of documents taken of all of them. `looked_at` says false where a document's text could not be
    // read: it is there, but not found by its words. Errors: archive_known (`where`: the session it is),
    // archive_damaged, disk_full, io_failed, those of Store::receive_session.
    Result<Session> receive(storage::Store& store, const storage::DataDirectory& directory,
                            inspect::InspectOptions options, Clock& clock,
                            const std::function<void(std::uint64_t, std::uint64_t)>& progress);

    std::int32_t unread() const { return unread_; }  // documents without text, after receive()

private:
    ArchiveImport() = default;
    std::filesystem::path zip_;
    storage::ArchiveVerdict verdict_;
    storage::ReceivedSession session_;
    std::uint64_t bytes_ = 0;
    std::int32_t unread_ = 0;
};

}  // namespace chamber::workflow
