// The job of the trust store (workflows/trust_keeping.hpp): what it holds is told, and an administrator's changes are
// carried out, one after the other.
//
//   asked ─▶ read, judged (worker) ─▶ told: what is offered, or what the store holds
//                     └─▶ former changes noted (store) ─▶ kept or dropped (worker) ─▶ noted with who and why (store)
//                         ─▶ told ─▶ re-check
//
// What somebody did by hand in the folder before is noted first, with nobody's name. A change is told when it is
// durable and in the journal; what a kill leaves unnoted the next start notes. Thread: the meeting thread.
#pragma once

#include "protocol/dialogue.hpp"
#include "server/jobs/askers.hpp"
#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "server/workflows/trust_keeping.hpp"

#include <deque>
#include <filesystem>
#include <functional>
#include <memory>

namespace chamber::server {

class TrustChanges {
public:
    static constexpr std::size_t waiting_max = 16;

    // `changed`: the store is another one now; a round of re-checks is due, of which the asker is told.
    TrustChanges(StorageQueue& storage, Workers& checker, std::filesystem::path folder, Clock& clock, Notify notify,
                 std::function<void(const Asker& asker)> changed);

    // The viewer may (may_read_trust, may_change_trust). Answered by `trust_listing`, after a change by the messages of
    // a re-check too. Refusals: busy, those of judge, find, keep and drop; nothing is changed then.
    void ask(const AskTrust& wanted, const Viewer& viewer, std::uint64_t connection);

private:
    struct Order;
    using Shared = std::shared_ptr<Order>;

    void start_next();
    void look(const Shared& order);
    void note_former(const Shared& order);
    void change(const Shared& order);
    void note_change(const Shared& order);
    void refuse(const Shared& order, const Error& error);
    void send_listing(const Shared& order);
    void end();

    StorageQueue& storage_;
    Workers& checker_;
    std::filesystem::path folder_;
    Clock& clock_;
    Notify notify_;
    std::function<void(const Asker&)> changed_;
    std::deque<Shared> waiting_;
    Shared running_;
};

}  // namespace chamber::server
