#include "server/jobs/rechecks.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"
#include "storage/checking.hpp"
#include "storage/trust/concerns.hpp"

#include <algorithm>

namespace chamber::server {

namespace {

// After these nothing would go better with the next document.
bool ends_the_round(ErrorCode code)
{
    return code == ErrorCode::inspector_missing || code == ErrorCode::disk_full || code == ErrorCode::io_failed ||
           code == ErrorCode::database_failed || code == ErrorCode::database_damaged;
}

bool is_damage(ErrorCode code)
{
    return code == ErrorCode::blob_damaged || code == ErrorCode::blob_unknown;
}

void log_failures(const storage::DocumentChecks& checks)
{
    for (const storage::FailedCheck& failure : checks.failures)
        log_error("recheck " + checks.document.value + "/" + std::to_string(failure.n), failure.error);
}

}  // namespace

struct Rechecks::Round {
    struct Asker {
        std::uint64_t connection = 0;
        std::uint32_t ask = 0;
    };
    enum class Reach { all, stale };

    Reach reach = Reach::all;
    std::optional<SessionId> session;
    PersonId by;
    std::vector<Asker> askers;
    std::vector<storage::DocumentToCheck> documents;
    std::size_t next = 0;
    std::uint64_t revisions = 0;
    Rechecked sum;
};

// What the folder and the program are at the beginning of a round.
struct Rechecks::Setting {
    storage::TrustContents trust;
    storage::CheckState state;
};

Rechecks::Rechecks(StorageDoor& storage, Workers& checker, inspect::InspectOptions options, Clock& clock, Tell tell,
                   std::function<void()> met_damage)
    : storage_(storage),
      checker_(checker),
      options_(std::move(options)),
      clock_(clock),
      tell_(std::move(tell)),
      met_damage_(std::move(met_damage))
{
}

void Rechecks::ask(const Recheck& ask, const Viewer& viewer, std::uint64_t connection)
{
    const Round::Asker asker{connection, ask.ask};
    const auto same = std::ranges::find_if(
        waiting_, [&](const Shared& each) { return each->reach == Round::Reach::all && each->session == ask.session; });
    if (same != waiting_.end()) {
        (*same)->askers.push_back(asker);
    } else if (waiting_.size() >= limits::rechecks_waiting_max) {
        tell_(connection, refusal_of(fail(ErrorCode::busy, "re-checks wait"), ask.ask));
        return;
    }
    tell_(connection, job_at(ask.ask, JobStage::queued));
    if (same != waiting_.end()) return;
    auto round = std::make_shared<Round>();
    round->session = ask.session;
    round->by = viewer.person;
    round->askers = {asker};
    enqueue(std::move(round));
}

void Rechecks::check_stale()
{
    auto round = std::make_shared<Round>();
    round->reach = Round::Reach::stale;
    enqueue(std::move(round));
}

void Rechecks::enqueue(Shared round)
{
    waiting_.push_back(std::move(round));
    start_next();
}

void Rechecks::start_next()
{
    if (running_ || waiting_.empty()) return;
    running_ = std::move(waiting_.front());
    waiting_.pop_front();
    const Shared round = running_;
    begin(round);
}

void Rechecks::begin(const Shared& round)
{
    auto look = [this, round]() -> Result<Setting> {
        auto contents = storage::TrustStore(options_.trust).read();
        if (!contents) return contents.error();
        auto sha256 = inspect::trust_store_sha256(options_.trust);
        if (!sha256) return sha256.error();
        if (round->reach == Round::Reach::stale)
            for (const storage::TrustConcern& concern : storage::concerns_about(*contents, clock_.utc()))
                log(LogLevel::warning, concern.sentence);
        return Setting{std::move(*contents), {std::string(inspect::engine_version()), std::move(*sha256)}};
    };
    checker_.ask(std::move(look), [this, round](Result<Setting> setting) { list(round, std::move(setting)); });
}

void Rechecks::list(const Shared& round, Result<Setting> setting)
{
    if (!setting) return finish(round, setting.error());
    auto held = std::make_shared<Setting>(std::move(*setting));
    using Documents = std::vector<storage::DocumentToCheck>;
    auto work = [round, held](storage::Store& store) -> Result<Documents> {
        auto noted = store.note_trust(held->trust, round->by);
        if (!noted) return noted.error();
        storage::WhichChecks which{round->session, std::nullopt};
        if (round->reach == Round::Reach::stale) which.stale_against = held->state;
        return store.documents_to_check(which);
    };
    storage_.ask(std::move(work), [this, round](Result<Documents> documents) {
        if (!documents) return finish(round, documents.error());
        round->documents = std::move(*documents);
        for (const storage::DocumentToCheck& each : round->documents) round->revisions += each.revisions.size();
        step(round);
    });
}

void Rechecks::step(const Shared& round)
{
    if (round->next == round->documents.size()) return finish(round, {});
    auto check = [this, document = round->documents[round->next]]() -> Result<storage::DocumentChecks> {
        inspect::InspectOptions options = options_;
        options.now = clock_.utc();
        return storage::check_document(storage_.blobs(), document, [&](int descriptor, std::uint64_t bytes) {
            return inspect::check(descriptor, bytes, options);
        });
    };
    checker_.ask(std::move(check), [this, round](Result<storage::DocumentChecks> checks) {
        if (!checks) return finish(round, checks.error());
        store(round, std::move(*checks));
    });
}

void Rechecks::store(const Shared& round, storage::DocumentChecks checks)
{
    log_failures(checks);
    if (std::ranges::any_of(checks.failures,
                            [](const storage::FailedCheck& failure) { return is_damage(failure.error.code); }))
        met_damage_();
    for (const storage::FailedCheck& failure : checks.failures)
        if (failure.error.code == ErrorCode::inspector_missing) return finish(round, failure.error);
    auto held = std::make_shared<storage::DocumentChecks>(std::move(checks));
    storage_.ask([round, held](storage::Store& store) { return store.store_checks(*held, round->by); },
                 [this, round, held](Result<storage::StoredChecks> stored) {
                     if (!stored && ends_the_round(stored.error().code)) return finish(round, stored.error());
                     count(round, *held, stored);
                     ++round->next;
                     step(round);
                 });
}

void Rechecks::count(const Shared& round, const storage::DocumentChecks& checks,
                     const Result<storage::StoredChecks>& stored)
{
    // A document withdrawn in the meantime needs no report.
    if (!stored && stored.error().code != ErrorCode::document_unknown)
        log_error("recheck " + checks.document.value, stored.error());
    if (stored) {
        round->sum.refreshed += stored->refreshed;
        round->sum.changed += stored->changed;
    }
    round->sum.checked += checks.checks.size();
    round->sum.failed += checks.failures.size();
    const JobExtent extent{round->sum.checked + round->sum.failed, round->revisions};
    tell_all(*round, [&](std::uint32_t ask) { return job_at(ask, JobStage::inspecting, extent); });
}

void Rechecks::finish(const Shared& round, Result<void> outcome)
{
    if (!outcome) {
        log_error("recheck", outcome.error());
        tell_all(*round, [&](std::uint32_t ask) { return failed_job(ask, outcome.error()); });
    } else {
        const Rechecked& sum = round->sum;
        if (round->revisions > 0)
            log(LogLevel::info, "recheck: " + std::to_string(sum.checked) + " checked, " +
                                    std::to_string(sum.refreshed) + " refreshed, " + std::to_string(sum.changed) +
                                    " changed, " + std::to_string(sum.failed) + " failed");
        tell_all(*round, [&](std::uint32_t ask) {
            return Rechecked{ask, sum.checked, sum.refreshed, sum.changed, sum.failed};
        });
        tell_all(*round, [&](std::uint32_t ask) {
            return job_at(ask, JobStage::done, {round->revisions, round->revisions});
        });
    }
    running_.reset();
    start_next();
}

void Rechecks::tell_all(const Round& round, const std::function<ToDevice(std::uint32_t ask)>& message)
{
    for (const Round::Asker& asker : round.askers) tell_(asker.connection, message(asker.ask));
}

}  // namespace chamber::server
