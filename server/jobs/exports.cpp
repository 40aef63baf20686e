#include "server/jobs/exports.hpp"

#include "protocol/answers.hpp"
#include "server/log.hpp"

#include <memory>

namespace chamber::server {

struct Exports::Order {
    BuildArchive ask;
    Viewer viewer;
    std::uint64_t connection = 0;
    UtcMs asked{};  // what is read next is what is sealed: this is its moment
    std::uint64_t told = 0;
};

Exports::Exports(StorageDoor& storage, Workers& documents, Post post, const storage::DataDirectory& directory,
                 Clock& clock, Entropy& entropy, std::function<void(std::uint64_t, Job)> tell,
                 std::function<void()> met_damage)
    : storage_(storage),
      documents_(documents),
      post_(std::move(post)),
      directory_(directory),
      clock_(clock),
      entropy_(entropy),
      tell_(std::move(tell)),
      met_damage_(std::move(met_damage))
{
    storage::remove_unfinished_archives(directory_.archives);
}

void Exports::build(const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection)
{
    auto order = std::make_shared<Order>(Order{ask, viewer, connection, clock_.utc()});
    if (building_) {
        tell_(connection, failed_job(ask.ask, fail(ErrorCode::busy, "an archive is being built")));
        return;
    }
    building_ = true;
    tell_(connection, job_at(ask.ask, JobStage::queued));
    storage_.ask([session = ask.session](storage::Store& store) { return store.session_file(session); },
                 [this, order](Result<storage::SessionFile> file) {
                     if (!file) {
                         finish(order, file.error());
                         return;
                     }
                     auto held = std::make_shared<storage::SessionFile>(std::move(*file));
                     documents_.ask([this, order, held] { return write(order, *held); },
                                    [this, order](const Result<storage::BuiltArchive>& built) {
                                        if (!built) return finish(order, built.error());
                                        record(order, *built);
                                    });
                 });
}

// On a worker.
Result<storage::BuiltArchive> Exports::write(const std::shared_ptr<Order>& order, const storage::SessionFile& file)
{
    const storage::ArchiveOrder ordered{order->ask.draft ? storage::ArchiveKind::draft : storage::ArchiveKind::sealed,
                                        order->asked};
    const Result<storage::SealIdentity> seal = storage::seal_identity(directory_);
    if (!seal) return seal.error();
    // A message per percent at most.
    const auto progress = [this, order](std::uint64_t done, std::uint64_t total) {
        if (done - order->told < total / 100 && done != total) return true;
        order->told = done;
        post_([this, order, done, total] {
            tell_(order->connection, job_at(order->ask.ask, JobStage::building, {done, total}));
        });
        return true;
    };
    return storage::build_archive(file, storage_.blobs(), *seal, directory_.archives, ordered, progress);
}

void Exports::record(const std::shared_ptr<Order>& order, const storage::BuiltArchive& built)
{
    tell_(order->connection, job_at(order->ask.ask, JobStage::sealing, {built.bytes, built.bytes}));
    const bool draft = built.kind == storage::ArchiveKind::draft;
    Archive archive{ArchiveId(draw_id(entropy_)),
                    order->ask.session,
                    draft ? ArchiveState::building : ArchiveState::sealed,
                    built.file_name,
                    built.sha256.hex(),
                    built.bytes,
                    built.made_at,
                    order->viewer.person,
                    draft};
    storage_.ask([archive](storage::Store& store) { return store.record_archive(archive); },
                 [this, order](Result<Archive> recorded) { finish(order, std::move(recorded)); });
}

void Exports::finish(const std::shared_ptr<Order>& order, Result<Archive> outcome)
{
    building_ = false;
    if (!outcome) {
        log_error("archive", outcome.error());
        if (outcome.error().code == ErrorCode::blob_damaged) met_damage_();
        tell_(order->connection, failed_job(order->ask.ask, outcome.error()));
        return;
    }
    Job job = job_at(order->ask.ask, JobStage::done, {outcome->bytes, outcome->bytes});
    job.result = outcome->id.value;
    tell_(order->connection, job);
}

}  // namespace chamber::server
