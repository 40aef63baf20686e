#include "server/jobs/backups.hpp"

#include "server/log.hpp"

namespace chamber::server {
namespace {

constexpr std::int64_t retry_ms = 3'600'000;

}  // namespace

Backups::Backups(StorageQueue& storage, Workers& worker, storage::DataDirectory directory,
                 std::optional<storage::BackupPlan> plan, std::string program, Clock& clock)
    : storage_(storage),
      worker_(worker),
      directory_(std::move(directory)),
      plan_(std::move(plan)),
      program_(std::move(program)),
      clock_(clock)
{
}

void Backups::published(const storage::FeedSlice& slice)
{
    if (!plan_) return;
    bool closed = false;
    for (const storage::FeedItem& item : slice.items)
        closed =
            closed || (item.type == Session::type && item.encoded->find("\"state\":\"closed\"") != std::string::npos);
    if (!closed) return;
    wanted_ = true;
    tick();
}

void Backups::tick()
{
    if (!plan_ || running_ || stopping_) return;
    if (not_before_ && clock_.steady() < *not_before_ && !wanted_) return;
    running_ = true;
    auto ask = [](storage::Store& store) -> Result<Known> {
        Known known{store.head().epoch, {}};
        auto noted = store.entities(Backup::type);
        if (!noted) return noted.error();
        if (!noted->empty()) known.noted = std::get<Backup>(noted->front());
        return known;
    };
    storage_.look(std::move(ask), [this](Result<Known> known) {
        if (!known) return finish(known.error());
        decide(*known);
    });
}

void Backups::decide(const Known& known)
{
    const bool wanted = wanted_;
    wanted_ = false;
    worker_.ask([this, wanted, known] { return work(wanted, known); },
                [this](const Result<Done>& done) {
                    if (!done) return finish(done.error());
                    if (!*done) return finish({});
                    note(**done);
                });
}

// On the worker.
Result<Backups::Done> Backups::work(bool wanted, const Known& known)
{
    auto duty = storage::backup_duty(*plan_, known.noted, known.epoch, clock_.utc());
    if (wanted) duty = storage::BackupDuty::make;
    if (duty == storage::BackupDuty::nothing) return Done();
    const storage::BackupProgress progress = [this](storage::BackupStage, std::uint64_t, std::uint64_t) {
        return !stopping_;
    };
    return Done(duty == storage::BackupDuty::make
                    ? storage::follow_backup_plan(directory_, *plan_, program_, progress, clock_)
                    : storage::look_at_backups(directory_, *plan_, program_, progress, clock_));
}

void Backups::note(const storage::BackupOutcome& outcome)
{
    if (outcome.failure && outcome.failure->code == ErrorCode::stopping) return finish(*outcome.failure);
    // Somebody makes one by hand right now: it will be seen in a minute.
    if (outcome.failure && outcome.failure->code == ErrorCode::busy) return finish({});
    const auto work = [newest = outcome.newest, epoch = outcome.epoch](storage::Store& store) {
        return store.note_backup(newest, epoch);
    };
    if (outcome.made)
        log(LogLevel::info,
            "backup " + outcome.newest.name + ": " + std::to_string(outcome.newest.bytes) + " bytes, verified");
    Result<void> ended = {};
    if (outcome.failure) ended = *outcome.failure;
    storage_.ask(std::move(work), [this, ended](Result<void> noted) {
        if (!noted) return finish(noted.error());
        finish(ended);
    });
}

void Backups::finish(const Result<void>& outcome)
{
    running_ = false;
    not_before_.reset();
    if (outcome) return;
    not_before_ = SteadyMs{clock_.steady().value + retry_ms};
    if (!stopping_) log_error("backup", outcome.error());
}

}  // namespace chamber::server
