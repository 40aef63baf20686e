// The job of the schedule: what [backup] in chamber.toml asks for, beside the meeting, on a worker of its own.
//
//   at start, every minute, a session closed ─▶ is one due? ─▶ made, copied to the second folder, thinned ─┐
//                                               └ one that somebody made by hand: read and verified ───────┤
//                                                 noted: the `backup` entity, the watermark, or an alarm ◀─┘
//
// Nothing happens without a plan. A failure is tried again after an hour. Thread: the meeting thread; stop() any.
#pragma once

#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "storage/backup/backup.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace chamber::server {

class Backups {
public:
    Backups(StorageQueue& storage, Workers& worker, storage::DataDirectory directory,
            std::optional<storage::BackupPlan> plan, std::string program, Clock& clock);

    void tick();
    // What was committed: a session that was closed is worth a backup of its own.
    void published(const storage::FeedSlice& slice);
    // Ends the running work at its next piece. Any thread.
    void stop() { stopping_ = true; }

private:
    struct Known {
        std::string epoch;
        Backup noted;
    };
    // Nothing: nothing was due.
    using Done = std::optional<storage::BackupOutcome>;
    void decide(const Known& known);
    Result<Done> work(bool wanted, const Known& known);
    void note(const storage::BackupOutcome& outcome);
    void finish(const Result<void>& outcome);

    StorageQueue& storage_;
    Workers& worker_;
    storage::DataDirectory directory_;
    std::optional<storage::BackupPlan> plan_;
    std::string program_;
    Clock& clock_;
    bool running_ = false;
    bool wanted_ = false;  // whatever the age of the newest
    std::optional<SteadyMs> not_before_;
    std::atomic<bool> stopping_ = false;
};

}  // namespace chamber::server
