#include "server/jobs/scrubs.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace chamber::server {
namespace {

void log_damage(const Damage& damage)
{
    log(LogLevel::error,
        "Tệp blobs/" + damage.id.substr(0, 2) + "/" + damage.id + " bị hỏng (" +
            boost::describe::enum_to_string(damage.kind, "") +
            "): không dùng nữa, đang xin lại từ máy còn giữ bản đúng. Hãy kiểm tra ổ đĩa. [blob_damaged]");
}

}  // namespace

struct Scrubs::Round {
    std::vector<Asker> askers;
    workflow::ScrubRound blobs;
    std::size_t damaged = 0;
};

Scrubs::Scrubs(StorageQueue& storage, Workers& checker, Workers& documents, Notify notify, Want want)
    : storage_(storage),
      checker_(checker),
      documents_(documents),
      notify_(std::move(notify)),
      want_(std::move(want))
{
}

void Scrubs::ask(const Scrub& ask, std::uint64_t connection)
{
    if (waiting_ && waiting_->askers.size() >= limits::scrubs_waiting_max) {
        notify_(connection, refusal_of(fail(ErrorCode::busy, "scrubs wait"), ask.ask));
        return;
    }
    notify_(connection, job_at(ask.ask, JobStage::queued));
    if (!waiting_) waiting_ = std::make_shared<Round>();
    waiting_->askers.push_back({connection, ask.ask});
    start_next();
}

void Scrubs::begin()
{
    if (!waiting_) waiting_ = std::make_shared<Round>();
    start_next();
}

void Scrubs::start_next()
{
    if (running_ || !waiting_) return;
    running_ = std::move(waiting_);
    const Shared round = running_;
    storage_.look([round](storage::Store& store) { return round->blobs.list(store); },
                  [this, round](const Result<void>& listed) {
                      if (!listed) return finish(round, listed.error());
                      step(round);
                  });
}

void Scrubs::step(const Shared& round)
{
    if (round->blobs.is_over()) return finish(round, {});
    auto read = [this, round] { return round->blobs.read(storage_.blobs(), [this] { return !stopping_; }); };
    checker_.ask(std::move(read), [this, round](const Result<workflow::Found>& found) { judge(round, found); });
}

void Scrubs::judge(const Shared& round, const Result<workflow::Found>& found)
{
    if (!found && never_asked(found.error().code)) return finish(round, found.error());
    const storage::StoredBlob& blob = round->blobs.pass();
    const JobExtent extent{round->blobs.bytes_read(), round->blobs.bytes()};
    notify_all(notify_, round->askers, [&](std::uint32_t ask) { return job_at(ask, JobStage::inspecting, extent); });
    // A file that cannot even be opened says nothing of its bytes: too many open files, for one.
    if (!found) log_error("scrub " + blob.sha256.hex(), found.error());
    if (!found || !workflow::ScrubRound::is_news(blob, *found)) return step(round);
    if (*found) ++round->damaged;
    // Before the round goes on: when it is told done, the marks say what it found.
    note(blob.sha256, *found, [this, round](Result<void> noted) {
        if (!noted) return finish(round, noted.error());
        step(round);
    });
}

void Scrubs::note(const Sha256& sha256, const workflow::Found& found, std::function<void(Result<void>)> then)
{
    storage_.ask([sha256, found](storage::Store& store) { return workflow::ScrubRound::note(store, sha256, found); },
                 [this, sha256, then](const Result<workflow::Noted>& noted) {
                     if (!noted) return then(noted.error());
                     if (noted->whole_again) log(LogLevel::info, "scrub: " + sha256.hex() + " is whole again");
                     if (noted->damage) {
                         if (noted->damage->fresh) log_damage(noted->damage->damage);
                         want_({sha256, noted->damage->damage.bytes, true});
                     }
                     then({});
                 });
}

void Scrubs::examine(const Sha256& sha256, std::function<void(Result<void>)> answer)
{
    documents_.ask(
        [this, sha256] { return storage_.blobs().verify(sha256); },
        [this, sha256, answer](const Result<void>& sound) {
            if (sound ||
                (sound.error().code != ErrorCode::blob_damaged && sound.error().code != ErrorCode::blob_unknown))
                return answer(sound);
            const DamageKind kind =
                sound.error().code == ErrorCode::blob_unknown ? DamageKind::missing : DamageKind::wrong_bytes;
            note(sha256, kind, [answer, sha256](Result<void>) { answer(fail(ErrorCode::blob_damaged, sha256.hex())); });
        });
}

void Scrubs::finish(const Shared& round, Result<void> outcome)
{
    if (!outcome) {
        if (!stopping_) log_error("scrub", outcome.error());
        notify_all(notify_, round->askers, [&](std::uint32_t ask) { return failed_job(ask, outcome.error()); });
    } else {
        const std::uint64_t bytes = round->blobs.bytes();
        if (round->blobs.count() > 0)
            log(LogLevel::info, "scrub: " + std::to_string(round->blobs.count()) + " blobs, " + std::to_string(bytes) +
                                    " bytes, " + std::to_string(round->damaged) + " damaged");
        notify_all(notify_, round->askers, [&](std::uint32_t ask) {
            return job_at(ask, JobStage::done, {bytes, bytes});
        });
    }
    running_.reset();
    start_next();
}

}  // namespace chamber::server
