// The job of an upload: ticket → bytes staged and hashed while they come → inspected in the sandbox → kept → one
// transaction → announced by the feed. Every refusal is a precise sentence and leaves nothing behind. It stands on a
// permit (permits.hpp): whoever may no longer upload is told so at once, however far the file has come, and the
// transaction asks once more.
//
// Thread: the meeting thread, but for the steps that block (fsync, inspection), which run on a document worker.
#pragma once

#include "protocol/inspection.hpp"
#include "server/inspect/client.hpp"
#include "server/net/server.hpp"
#include "server/storage_door.hpp"
#include "server/tickets.hpp"
#include "server/workers.hpp"

#include <functional>
#include <memory>

namespace chamber::server {

class Intake {
public:
    // `tell`: a job's news for the connection that asked.
    Intake(StorageDoor& storage, Workers& documents, inspect::InspectOptions options, Clock& clock,
           std::function<void(std::uint64_t connection, Job job)> tell);

    // The sink for one upload. Errors: disk_full, io_failed, too_large, upload_incomplete (no length, or not the
    // announced one).
    Result<net::BodySink> accept(UploadPass pass, std::shared_ptr<Permit> permit,
                                 std::optional<std::uint64_t> content_length);

private:
    struct Upload;
    using Answer = std::function<void(net::HttpResponse)>;

    Result<storage::NewRevision> inspect_and_keep(const std::shared_ptr<Upload>& upload);
    void check_same_bytes(const std::shared_ptr<Upload>& upload);
    void store(const std::shared_ptr<Upload>& upload, storage::NewRevision revision);
    void stage(const std::shared_ptr<Upload>& upload, JobStage stage);
    void finish(const std::shared_ptr<Upload>& upload, Result<storage::AddedRevision> outcome);
    void tell_outcome(const std::shared_ptr<Upload>& upload, const Result<storage::AddedRevision>& outcome);

    StorageDoor& storage_;
    Workers& documents_;
    inspect::InspectOptions options_;
    Clock& clock_;
    std::function<void(std::uint64_t, Job)> tell_;
};

}  // namespace chamber::server
