// The job of an upload: ticket → workflow::FileIntake, its bytes as they come, its steps on a document worker and in
// the store in turn → announced by the feed. Every refusal is a precise sentence and leaves nothing behind. It stands
// on a permit (permits.hpp): whoever may no longer upload is told so at once, however far the file has come, and the
// transaction asks once more.
//
// Thread: the meeting thread, but for the steps that block.
#pragma once

#include "server/net/server.hpp"
#include "server/storage_queue.hpp"
#include "server/tickets.hpp"
#include "server/workers.hpp"
#include "server/workflows/file_intake.hpp"

#include <functional>
#include <memory>

namespace chamber::server {

class Intake {
public:
    // `notify`: a job's news for the connection that asked.
    Intake(StorageQueue& storage, Workers& documents, inspect::InspectOptions options, Clock& clock,
           std::function<void(std::uint64_t connection, Job job)> notify);

    // The sink for one upload. Errors: disk_full, io_failed, too_large, upload_incomplete (no length, or not the
    // announced one).
    Result<net::BodySink> accept(UploadPass pass, std::shared_ptr<Permit> permit,
                                 std::optional<std::uint64_t> content_length);

private:
    struct Upload;
    using Answer = std::function<void(net::HttpResponse)>;

    // ---- the steps of workflow::FileIntake
    using Step = void (Intake::*)(const std::shared_ptr<Upload>& upload);
    void next(const std::shared_ptr<Upload>& upload, const Result<void>& went, Step step);
    void compare(const std::shared_ptr<Upload>& upload);
    void examine(const std::shared_ptr<Upload>& upload);
    void record(const std::shared_ptr<Upload>& upload);
    void stage(const std::shared_ptr<Upload>& upload, JobStage stage);
    void finish(const std::shared_ptr<Upload>& upload, Result<storage::AddedRevision> outcome);
    void notify_outcome(const std::shared_ptr<Upload>& upload, const Result<storage::AddedRevision>& outcome);

    StorageQueue& storage_;
    Workers& documents_;
    inspect::InspectOptions options_;
    Clock& clock_;
    std::function<void(std::uint64_t, Job)> notify_;
};

}  // namespace chamber::server
