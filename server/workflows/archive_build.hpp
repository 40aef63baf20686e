// A session's archive, step by step: its file is read in one transaction, built, recorded. Each step blocks; whoever
// builds says on which thread. Thread: one at a time.
#pragma once

#include "protocol/world.hpp"
#include "storage/archive/archive.hpp"
#include "storage/store.hpp"

#include <cstdint>
#include <functional>

namespace chamber::workflow {

class ArchiveBuild {
public:
    // Of all bytes.
    using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

    // What is read next is what is sealed: `now` is its moment.
    ArchiveBuild(SessionId session, storage::ArchiveKind kind, PersonId by, UtcMs now)
        : session_(std::move(session)),
          by_(std::move(by)),
          order_{kind, now, {}}
    {
    }

    // Errors: session_unknown, blob_damaged.
    Result<storage::SessionFile> read(storage::Store& store) const;
    // A sealed one gets its record of sealing beside it, to be signed. Errors: key_missing, those of
    // storage::build_archive and of seal_statement.hpp.
    Result<storage::BuiltArchive> build(const storage::SessionFile& file, const storage::Blobs& blobs,
                                        const storage::DataDirectory& directory, const Progress& progress) const;
    // Errors: session_unknown.
    Result<Archive> record(storage::Store& store, const storage::BuiltArchive& built) const;

private:
    SessionId session_;
    PersonId by_;
    storage::ArchiveOrder order_;
};

// All steps on this thread.
Result<Archive> run(const ArchiveBuild& archive, storage::Store& store, const storage::DataDirectory& directory,
                    const ArchiveBuild::Progress& progress);

}  // namespace chamber::workflow
