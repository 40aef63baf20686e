#include "server/workflows/recheck_round.hpp"

#include "storage/checking.hpp"

#include <utility>

namespace chamber::workflow {
namespace {

bool ends_the_round(ErrorCode code)
{
    return code == ErrorCode::inspector_missing || code == ErrorCode::disk_full || code == ErrorCode::io_failed ||
           code == ErrorCode::database_failed || code == ErrorCode::database_damaged;
}

}  // namespace

Result<void> RecheckRound::look()
{
    Result<storage::TrustContents> contents = storage::TrustStore(options_.trust).read();
    if (!contents) return contents.error();
    trust_ = std::move(*contents);
    if (order_.reach == Reach::all) return {};
    Result<std::string> sha256 = inspect::trust_store_sha256(options_.trust);
    if (!sha256) return sha256.error();
    state_ = storage::CheckState{std::string(inspect::engine_version()), std::move(*sha256)};
    return {};
}

Result<void> RecheckRound::list(storage::Store& store)
{
    if (const auto noted = store.note_trust(trust_, order_.by); !noted) return noted.error();
    auto documents = store.documents_to_check({order_.session, state_});
    if (!documents) return documents.error();
    documents_ = std::move(*documents);
    revisions_ = 0;  // a group that fails may be done again
    for (const storage::DocumentToCheck& each : documents_) revisions_ += each.revisions.size();
    return {};
}

storage::DocumentChecks RecheckRound::check(const storage::Blobs& blobs, Clock& clock) const
{
    inspect::InspectOptions options = options_;
    options.now = clock.utc();
    return storage::check_document(blobs, documents_[next_], [&](int descriptor, std::uint64_t bytes) {
        return inspect::check(descriptor, bytes, options);
    });
}

Result<void> RecheckRound::usable(const storage::DocumentChecks& checks)
{
    for (const storage::FailedCheck& failure : checks.failures)
        if (failure.error.code == ErrorCode::inspector_missing) return failure.error;
    return {};
}

Result<void> RecheckRound::count(const storage::DocumentChecks& checks, const Result<storage::StoredChecks>& stored)
{
    if (!stored && ends_the_round(stored.error().code)) return stored.error();
    if (stored) {
        sum_.refreshed += stored->refreshed;
        sum_.changed += stored->changed;
    }
    sum_.checked += checks.checks.size();
    sum_.failed += checks.failures.size();
    ++next_;
    return {};
}

Result<RecheckSum> run(RecheckRound round, storage::Store& store, Clock& clock,
                       const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    if (const Result<void> looked = round.look(); !looked) return looked.error();
    if (const Result<void> listed = round.list(store); !listed) return listed.error();
    while (!round.is_over()) {
        const storage::DocumentChecks checks = round.check(store.blobs(), clock);
        if (const Result<void> usable = RecheckRound::usable(checks); !usable) return usable.error();
        // Nobody withdraws a document meanwhile: what is not stored is a failure.
        const Result<storage::StoredChecks> stored = store.store_checks(checks, round.order().by);
        if (!stored) return stored.error();
        if (const Result<void> counted = round.count(checks, stored); !counted) return counted.error();
        progress(round.sum().checked + round.sum().failed, round.revisions());
    }
    return round.sum();
}

}  // namespace chamber::workflow
