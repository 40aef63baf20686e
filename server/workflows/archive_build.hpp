// A session's archive, step by step: its file is read in one transaction, built, recorded. Each step blocks; whoever
// builds says on which thread. From read() on the office sees that one is being built, until it is recorded or ended.
// Thread: one at a time.
#pragma once

#include "protocol/world.hpp"
#include "storage/archive/archive.hpp"
#include "storage/store.hpp"

#include <atomic>
#include <cstdint>
#include <functional>

namespace chamber::workflow {

// Whether a build goes on: whoever waits may give it up until the archive gets its name. Thread: any.
class BuildFate {
public:
    // False: too late, it has its name; or somebody gave it up before.
    bool give_up();
    bool is_given_up() const { return now_ == Fate::given_up; }
    // False: it was given up. From true on nobody can.
    bool settle();

private:
    enum class Fate { open, given_up, settled };
    std::atomic<Fate> now_{Fate::open};
};

class ArchiveBuild {
public:
    // Of all bytes of the stage.
    using Progress = std::function<void(storage::BuildStage stage, std::uint64_t done, std::uint64_t total)>;

    // What is read next is what is sealed: `now` is its moment.
    ArchiveBuild(SessionId session, storage::ArchiveKind kind, PersonId by, UtcMs now)
        : session_(std::move(session)),
          by_(std::move(by)),
          order_{kind, now}
    {
    }

    const SessionId& session() const { return session_; }
    storage::ArchiveKind kind() const { return order_.kind; }

    // Errors: session_unknown, not_sealable, blob_damaged; then nothing is being built.
    Result<storage::SessionFile> read(storage::Store& store) const;
    // A sealed one gets its record of sealing beside it, to be signed. Errors: key_missing, those of
    // storage::build_archive and of seal_statement.hpp.
    Result<storage::BuiltArchive> build(const storage::SessionFile& file, const storage::Blobs& blobs,
                                        const storage::DataDirectory& directory, const Progress& progress,
                                        BuildFate& fate) const;
    // Success: durable is up to the store's group; confirm() when it is. A failure takes the files back. Errors:
    // session_unknown, disk_full.
    Result<Archive> record(storage::Store& store, const storage::BuiltArchive& built) const;

private:
    SessionId session_;
    PersonId by_;
    storage::ArchiveOrder order_;
};

// What was built, after the store's answer: stays when it is recorded, goes when not.
void confirm(const storage::BuiltArchive& built, const Result<Archive>& recorded);

// All steps on this thread. Nothing is left of a build that fails or is given up.
Result<Archive> run(const ArchiveBuild& archive, storage::Store& store, const storage::DataDirectory& directory,
                    const ArchiveBuild::Progress& progress, BuildFate& fate);

// At a start, with nobody building: what a process that was killed left of its builds goes, and the office is told.
Result<void> clean_up_archives(storage::Store& store, const storage::DataDirectory& directory);

}  // namespace chamber::workflow
