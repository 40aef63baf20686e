// A round of re-checks, step by step: every revision's signatures are verified again, one document after the other.
// Each step blocks; whoever runs the round says on which thread.
//
//   look ─▶ list ─▶ ( check ─▶ Store::store_checks ─▶ count ) until it is over
//   trust   noted in the journal;     one transaction a document
//   folder  documents
//
// What a kill leaves undone is stale still. Thread: one at a time.
#pragma once

#include "protocol/world.hpp"
#include "server/inspect/client.hpp"
#include "storage/store.hpp"
#include "storage/trust/trust_store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace chamber::workflow {

// In revisions.
struct RecheckSum {
    std::uint64_t checked = 0;
    std::uint64_t refreshed = 0;  // have another report now
    std::uint64_t changed = 0;    // of these, another verdict or trust
    std::uint64_t failed = 0;     // could not be read: their report stays
};

class RecheckRound {
public:
    enum class Reach { all, stale };  // stale: what another engine or trust store has judged
    struct Order {
        Reach reach = Reach::all;
        std::optional<SessionId> session;  // empty: of all sessions
        PersonId by;                       // empty: the machine
    };
    RecheckRound(Order order, inspect::InspectOptions options) : order_(std::move(order)), options_(std::move(options))
    {
    }

    // Reads the trust store. Errors: io_failed.
    Result<void> look();
    const storage::TrustContents& trust() const { return trust_; }

    // Errors: those of the database.
    Result<void> list(storage::Store& store);
    std::uint64_t revisions() const { return revisions_; }

    bool is_over() const { return next_ == documents_.size(); }
    // The next document's.
    storage::DocumentChecks check(const storage::Blobs& blobs, Clock& clock) const;
    // After these nothing would go better with the next document. Errors: inspector_missing.
    static Result<void> usable(const storage::DocumentChecks& checks);
    // Passes on to the next document. `stored`: what the store made of them; a document withdrawn meanwhile needs no
    // report. Errors: those after which nothing would go better with the next one.
    Result<void> count(const storage::DocumentChecks& checks, const Result<storage::StoredChecks>& stored);
    const RecheckSum& sum() const { return sum_; }

    const Order& order() const { return order_; }

private:
    Order order_;
    inspect::InspectOptions options_;
    storage::TrustContents trust_;
    std::optional<storage::CheckState> state_;
    std::vector<storage::DocumentToCheck> documents_;
    std::size_t next_ = 0;
    std::uint64_t revisions_ = 0;
    RecheckSum sum_;
};

// The whole round on this thread. Progress: in revisions. Errors: those of the steps; what was stored before stays.
Result<RecheckSum> run(RecheckRound round, storage::Store& store, Clock& clock,
                       const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

}  // namespace chamber::workflow
