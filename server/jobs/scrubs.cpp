#include "server/jobs/scrubs.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"
#include "storage/files/scrubbing.hpp"

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
    struct Asker {
        std::uint64_t connection = 0;
        std::uint32_t ask = 0;
    };
    std::vector<Asker> askers;
    std::vector<storage::StoredBlob> blobs;
    std::size_t next = 0;
    std::uint64_t bytes = 0;
    std::uint64_t bytes_read = 0;
    std::size_t damaged = 0;
};

Scrubs::Scrubs(StorageDoor& storage, Workers& checker, Workers& documents, Tell tell, Want want)
    : storage_(storage),
      checker_(checker),
      documents_(documents),
      tell_(std::move(tell)),
      want_(std::move(want))
{
}

void Scrubs::ask(const Scrub& ask, std::uint64_t connection)
{
    if (waiting_ && waiting_->askers.size() >= limits::scrubs_waiting_max) {
        tell_(connection, refusal_of(fail(ErrorCode::busy, "scrubs wait"), ask.ask));
        return;
    }
    tell_(connection, job_at(ask.ask, JobStage::queued));
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
    using Blobs = std::vector<storage::StoredBlob>;
    storage_.look([](storage::Store& store) { return store.stored_blobs(); },
                  [this, round](Result<Blobs> blobs) {
                      if (!blobs) return finish(round, blobs.error());
                      round->blobs = std::move(*blobs);
                      for (const storage::StoredBlob& blob : round->blobs) round->bytes += blob.bytes;
                      step(round);
                  });
}

void Scrubs::step(const Shared& round)
{
    if (round->next == round->blobs.size()) return finish(round, {});
    auto scrub = [this, blob = round->blobs[round->next]] {
        storage::ScrubPace pace;
        pace.go_on = [this] { return !stopping_; };
        return storage::scrub_blob(storage_.blobs(), blob, pace);
    };
    checker_.ask(std::move(scrub),
                 [this, round](Result<std::optional<DamageKind>> found) { judge(round, std::move(found)); });
}

void Scrubs::judge(const Shared& round, Result<std::optional<DamageKind>> found)
{
    if (!found && never_asked(found.error().code)) return finish(round, found.error());
    const storage::StoredBlob& blob = round->blobs[round->next++];
    round->bytes_read += blob.bytes;
    const JobExtent extent{round->bytes_read, round->bytes};
    tell_all(*round, [&](std::uint32_t ask) { return job_at(ask, JobStage::inspecting, extent); });
    // A file that cannot even be opened says nothing of its bytes: too many open files, for one.
    if (!found) log_error("scrub " + blob.sha256.hex(), found.error());
    if (found && !*found && blob.damaged) return unmark(round, blob);
    if (!found || !*found) return step(round);
    ++round->damaged;
    mark(blob.sha256, **found, [this, round](Result<void> marked) {
        if (!marked) return finish(round, marked.error());
        step(round);
    });
}

void Scrubs::mark(const Sha256& sha256, DamageKind kind, std::function<void(Result<void>)> then)
{
    using Noted = storage::NotedDamage;
    storage_.ask([sha256, kind](storage::Store& store) { return store.note_damage(sha256, kind); },
                 [this, sha256, then](Result<Noted> noted) {
                     if (!noted) return then(noted.error());
                     if (noted->fresh) log_damage(noted->damage);
                     want_({sha256, noted->damage.bytes, true});
                     then({});
                 });
}

// Before the round goes on: when it is told done, the marks say what it found.
void Scrubs::unmark(const Shared& round, const storage::StoredBlob& blob)
{
    storage_.ask([blob](storage::Store& store) { return store.note_repair(blob.sha256, DeviceId()); },
                 [this, round, blob](Result<bool> gone) {
                     if (!gone) return finish(round, gone.error());
                     if (*gone) log(LogLevel::info, "scrub: " + blob.sha256.hex() + " is whole again");
                     step(round);
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
            mark(sha256, kind, [answer, sha256](Result<void>) { answer(fail(ErrorCode::blob_damaged, sha256.hex())); });
        });
}

void Scrubs::finish(const Shared& round, Result<void> outcome)
{
    if (!outcome) {
        if (!stopping_) log_error("scrub", outcome.error());
        tell_all(*round, [&](std::uint32_t ask) { return failed_job(ask, outcome.error()); });
    } else {
        if (!round->blobs.empty())
            log(LogLevel::info, "scrub: " + std::to_string(round->blobs.size()) + " blobs, " +
                                    std::to_string(round->bytes) + " bytes, " + std::to_string(round->damaged) +
                                    " damaged");
        tell_all(*round, [&](std::uint32_t ask) { return job_at(ask, JobStage::done, {round->bytes, round->bytes}); });
    }
    running_.reset();
    start_next();
}

void Scrubs::tell_all(const Round& round, const std::function<ToDevice(std::uint32_t ask)>& message)
{
    for (const Round::Asker& asker : round.askers) tell_(asker.connection, message(asker.ask));
}

}  // namespace chamber::server
