// The job of an archive (workflows/archive_build.hpp): read and recorded in the store, built on a document worker,
// announced. Thread: the meeting thread; one archive at a time.
#pragma once

#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "server/workflows/archive_build.hpp"
#include "server/workflows/time_stamping.hpp"

#include <functional>

namespace chamber::server {

class Exports {
public:
    // `authority`: who time-stamps what was sealed; a refusal or no answer is logged, and the archive stands without.
    // `met_damage`: a document's bytes are missing or rotten.
    Exports(StorageQueue& storage, Workers& documents, Post post, const storage::DataDirectory& directory,
            std::optional<storage::TimeAuthority> authority, Clock& clock,
            std::function<void(std::uint64_t connection, Job job)> notify, std::function<void()> met_damage);

    void build(const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection);

private:
    struct Order;
    Result<storage::BuiltArchive> write(const std::shared_ptr<Order>& order, const storage::SessionFile& file);
    void record(const std::shared_ptr<Order>& order, const storage::BuiltArchive& built);
    void stamp(const std::shared_ptr<Order>& order, Result<Archive> outcome);
    void finish(const std::shared_ptr<Order>& order, Result<Archive> outcome);

    StorageQueue& storage_;
    Workers& documents_;
    Post post_;
    storage::DataDirectory directory_;
    std::optional<storage::TimeAuthority> authority_;
    Clock& clock_;
    std::function<void(std::uint64_t, Job)> notify_;
    std::function<void()> met_damage_;
    bool building_ = false;
};

}  // namespace chamber::server
