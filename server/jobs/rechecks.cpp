#include "server/jobs/rechecks.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"
#include "storage/trust/concerns.hpp"

#include <algorithm>

namespace chamber::server {

namespace {

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
    std::vector<Asker> askers;
    workflow::RecheckRound work;
};

Rechecks::Rechecks(StorageQueue& storage, Workers& checker, inspect::InspectOptions options, Clock& clock,
                   Notify notify, std::function<void()> met_damage)
    : storage_(storage),
      checker_(checker),
      options_(std::move(options)),
      clock_(clock),
      notify_(std::move(notify)),
      met_damage_(std::move(met_damage))
{
}

void Rechecks::ask(const Recheck& ask, const Viewer& viewer, std::uint64_t connection)
{
    const Asker asker{connection, ask.ask};
    const auto same = std::ranges::find_if(waiting_, [&](const Shared& each) {
        const Order& order = each->work.order();
        return order.reach == Reach::all && order.session == ask.session;
    });
    if (same != waiting_.end()) {
        (*same)->askers.push_back(asker);
    } else if (waiting_.size() >= limits::rechecks_waiting_max) {
        notify_(connection, refusal_of(fail(ErrorCode::busy, "re-checks wait"), ask.ask));
        return;
    }
    notify_(connection, job_at(ask.ask, JobStage::queued));
    if (same != waiting_.end()) return;
    enqueue({Reach::all, ask.session, viewer.person}).askers = {asker};
    start_next();
}

void Rechecks::store_changed(const Asker& asker)
{
    notify_(asker.connection, job_at(asker.ask, JobStage::queued));
    // What waits sees this change too; one that runs may have read the folder before.
    const auto same = std::ranges::find_if(waiting_, [&](const Shared& each) {
        return each->work.order().reach == Reach::stale && each->work.order().by.empty();
    });
    if (same != waiting_.end()) {
        (*same)->askers.push_back(asker);
        return;
    }
    enqueue({Reach::stale, std::nullopt, {}}).askers = {asker};
    start_next();
}

void Rechecks::check_stale()
{
    enqueue({Reach::stale, std::nullopt, {}});
    start_next();
}

Rechecks::Round& Rechecks::enqueue(Order order)
{
    waiting_.push_back(std::make_shared<Round>(Round{{}, workflow::RecheckRound(std::move(order), options_)}));
    return *waiting_.back();
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
    auto look = [this, round]() -> Result<void> {
        if (const Result<void> looked = round->work.look(); !looked) return looked;
        if (round->work.order().reach == Reach::stale)
            for (const storage::TrustConcern& concern :
                 storage::concerns_about(round->work.trust(), Reader::terminal, clock_.utc()))
                log(LogLevel::warning, concern.sentence);
        return {};
    };
    checker_.ask(std::move(look), [this, round](const Result<void>& looked) {
        if (!looked) return finish(round, looked.error());
        list(round);
    });
}

void Rechecks::list(const Shared& round)
{
    storage_.ask([round](storage::Store& store) { return round->work.list(store); },
                 [this, round](const Result<void>& listed) {
                     if (!listed) return finish(round, listed.error());
                     step(round);
                 });
}

void Rechecks::step(const Shared& round)
{
    if (round->work.is_over()) return finish(round, {});
    auto check = [this, round]() -> Result<storage::DocumentChecks> {
        return round->work.check(storage_.blobs(), clock_);
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
    if (const Result<void> usable = workflow::RecheckRound::usable(checks); !usable)
        return finish(round, usable.error());
    auto held = std::make_shared<storage::DocumentChecks>(std::move(checks));
    storage_.ask([round, held](storage::Store& store) { return store.store_checks(*held, round->work.order().by); },
                 [this, round, held](const Result<storage::StoredChecks>& stored) { count(round, *held, stored); });
}

void Rechecks::count(const Shared& round, const storage::DocumentChecks& checks,
                     const Result<storage::StoredChecks>& stored)
{
    if (const Result<void> counted = round->work.count(checks, stored); !counted) return finish(round, counted.error());
    // A document withdrawn in the meantime needs no report.
    if (!stored && stored.error().code != ErrorCode::document_unknown)
        log_error("recheck " + checks.document.value, stored.error());
    const workflow::RecheckSum& sum = round->work.sum();
    const JobExtent extent{sum.checked + sum.failed, round->work.revisions()};
    notify_all(notify_, round->askers, [&](std::uint32_t ask) { return job_at(ask, JobStage::inspecting, extent); });
    step(round);
}

void Rechecks::finish(const Shared& round, Result<void> outcome)
{
    if (!outcome) {
        log_error("recheck", outcome.error());
        notify_all(notify_, round->askers, [&](std::uint32_t ask) { return failed_job(ask, outcome.error()); });
    } else {
        const workflow::RecheckSum& sum = round->work.sum();
        const std::uint64_t revisions = round->work.revisions();
        if (revisions > 0)
            log(LogLevel::info, "recheck: " + std::to_string(sum.checked) + " checked, " +
                                    std::to_string(sum.refreshed) + " refreshed, " + std::to_string(sum.changed) +
                                    " changed, " + std::to_string(sum.failed) + " failed");
        notify_all(notify_, round->askers, [&](std::uint32_t ask) {
            return Rechecked{ask, sum.checked, sum.refreshed, sum.changed, sum.failed};
        });
        notify_all(notify_, round->askers, [&](std::uint32_t ask) {
            return job_at(ask, JobStage::done, {revisions, revisions});
        });
    }
    running_.reset();
    start_next();
}

}  // namespace chamber::server
