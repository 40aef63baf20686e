// The job of an archive (workflows/archive_build.hpp): read and recorded in the store, built on a document worker,
// announced. One at a time.
//
//   asked ─▶ queued ─▶ read (store) ─▶ building ─▶ sealing (worker) ─▶ recorded (store) ─▶ time-stamp ─▶ done
//                                         └── given up, until it has its name ─▶ failed: cancelled
//
// Whoever asks for what is being built already listens to that: a desk that was loaded again sees how it goes. Thread:
// the meeting thread.
#pragma once

#include "server/jobs/askers.hpp"
#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "server/workflows/archive_build.hpp"
#include "server/workflows/time_stamping.hpp"

#include <functional>

namespace chamber::server {

class Exports {
public:
    // `authority`: who time-stamps what was sealed; of a refusal or no answer the office is told, and the archive
    // stands without. `say`: to one connection. `met_damage`: a document's bytes are missing or rotten.
    Exports(StorageQueue& storage, Workers& documents, Post post, const storage::DataDirectory& directory,
            std::optional<storage::TimeAuthority> authority, Clock& clock,
            std::function<void(std::uint64_t connection, ToDevice message)> say, std::function<void()> met_damage);

    // Before anything else: what a process that was killed left of its builds goes.
    static Result<void> clean_up(storage::Store& store, const storage::DataDirectory& directory);

    void build(const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection);
    // Gives up what is being built of this session. Told as messages.md says.
    void cancel(const CancelArchive& ask, std::uint64_t connection);
    // Every minute: finds time-stamps that came meanwhile (chamber-admin), and asks again, now and then, for those that
    // are missing.
    void tick();
    // The server ends: what is being built is given up.
    void stop();

private:
    struct Order;
    Result<storage::BuiltArchive> write(const std::shared_ptr<Order>& order, const storage::SessionFile& file);
    void record(const std::shared_ptr<Order>& order, const storage::BuiltArchive& built);
    void stamp(const std::shared_ptr<Order>& order, Result<Archive> outcome);
    void finish(const std::shared_ptr<Order>& order, Result<Archive> outcome);
    enum class Again { look, ask };
    void stamp_again(std::vector<std::string> file_names, Again again);
    void note_stamp(const std::string& file_name, const std::string& why);
    void notify_asker(const std::shared_ptr<Order>& order, JobStage stage, std::uint64_t done, std::uint64_t total);

    StorageQueue& storage_;
    Workers& documents_;
    Post post_;
    storage::DataDirectory directory_;
    std::optional<storage::TimeAuthority> authority_;
    Clock& clock_;
    std::function<void(std::uint64_t, ToDevice)> say_;
    std::function<void()> met_damage_;
    std::shared_ptr<Order> order_;  // what is being built
    SteadyMs asked_again_at_{0};
    bool stamping_ = false;
};

}  // namespace chamber::server
