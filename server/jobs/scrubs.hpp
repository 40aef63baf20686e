// The job of a scrub (workflows/scrub_round.hpp) on the worker that also checks signatures again. What is damaged is
// marked, told to the office by the feed, and never served.
//
//   asked, or at start and daily ─▶ blobs listed ─▶ read ─▶ read ─▶ … ─▶ told
//                                                    └ damaged ─▶ marked, journaled ─▶ repairs
//
// Thread: the meeting thread; stop() any.
#pragma once

#include "server/jobs/askers.hpp"
#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "server/workflows/scrub_round.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace chamber::server {

class Scrubs {
public:
    // A marked blob: somebody should bring its bytes back.
    using Want = std::function<void(const storage::StoredBlob& blob)>;

    // `checker`: for rounds. `documents`: for what somebody waits for.
    Scrubs(StorageQueue& storage, Workers& checker, Workers& documents, Notify notify, Want want);

    // Answered by jobs. While a round runs the next asks wait for another one. Refusal busy when too many do.
    void ask(const Scrub& ask, std::uint64_t connection);
    // At start, once a day, and when somebody has met damage. Nothing when a round waits already.
    void begin();

    // One blob now and at full speed, before it is served for the first time. Errors: blob_damaged (marked by then),
    // busy, io_failed.
    void examine(const Sha256& sha256, std::function<void(Result<void>)> answer);

    // Ends the running round at its next piece. Any thread.
    void stop() { stopping_ = true; }

private:
    struct Round;
    using Shared = std::shared_ptr<Round>;

    void start_next();
    void step(const Shared& round);
    void judge(const Shared& round, const Result<workflow::Found>& found);
    void note(const Sha256& sha256, const workflow::Found& found, std::function<void(Result<void>)> then);
    void finish(const Shared& round, Result<void> outcome);

    StorageQueue& storage_;
    Workers& checker_;
    Workers& documents_;
    Notify notify_;
    Want want_;
    Shared waiting_;
    Shared running_;
    std::atomic<bool> stopping_ = false;
};

}  // namespace chamber::server
