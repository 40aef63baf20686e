// The job of a re-check (workflows/recheck_round.hpp): the trust store or the engine changed, so every revision's
// signatures are verified again, on a worker of its own that uploads never wait for.
//
//   asked, or at start and daily ─▶ trust store read ─▶ journal noted, documents listed ─▶ check ─▶ store ─▶ check ─▶ …
//   ─▶ told
//
// One transaction per document: what a kill leaves undone is stale still and done at the next start. Thread: the
// meeting thread.
#pragma once

#include "server/jobs/askers.hpp"
#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "server/workflows/recheck_round.hpp"

#include <deque>
#include <functional>
#include <memory>

namespace chamber::server {

class Rechecks {
public:
    // `checker`: a pool of one thread. `met_damage`: a document's bytes are missing or rotten.
    Rechecks(StorageQueue& storage, Workers& checker, inspect::InspectOptions options, Clock& clock, Notify notify,
             std::function<void()> met_damage);

    // Answered by jobs and `rechecked`. While one runs, the next ones wait: the trust store may have changed since.
    // Refusal busy when too many do.
    void ask(const Recheck& ask, const Viewer& viewer, std::uint64_t connection);

    // The trust store was changed by whoever asked, who is told of the round as by ask(). The journal has their name
    // already: what the round finds besides was done by nobody it knows.
    void store_changed(const Asker& asker);

    // What another engine or trust store has judged; warns in the log of trust material that ends. At start and once a
    // day.
    void check_stale();

private:
    struct Round;
    using Shared = std::shared_ptr<Round>;
    using Order = workflow::RecheckRound::Order;
    using Reach = workflow::RecheckRound::Reach;

    Round& enqueue(Order order);
    void start_next();
    void begin(const Shared& round);
    void list(const Shared& round);
    void step(const Shared& round);
    void store(const Shared& round, storage::DocumentChecks checks);
    void count(const Shared& round, const storage::DocumentChecks& checks, const Result<storage::StoredChecks>& stored);
    void finish(const Shared& round, Result<void> outcome);

    StorageQueue& storage_;
    Workers& checker_;
    inspect::InspectOptions options_;
    Clock& clock_;
    Notify notify_;
    std::function<void()> met_damage_;
    std::deque<Shared> waiting_;
    Shared running_;
};

}  // namespace chamber::server
