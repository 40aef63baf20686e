#include "server/jobs/exports.hpp"

#include "protocol/answers.hpp"
#include "server/log.hpp"

#include <memory>

namespace chamber::server {

struct Exports::Order {
    std::uint32_t ask = 0;
    workflow::ArchiveBuild archive;
    std::uint64_t connection = 0;
    std::uint64_t told = 0;  // bytes
};

Exports::Exports(StorageQueue& storage, Workers& documents, Post post, const storage::DataDirectory& directory,
                 std::optional<storage::TimeAuthority> authority, Clock& clock,
                 std::function<void(std::uint64_t, Job)> notify, std::function<void()> met_damage)
    : storage_(storage),
      documents_(documents),
      post_(std::move(post)),
      directory_(directory),
      authority_(std::move(authority)),
      clock_(clock),
      notify_(std::move(notify)),
      met_damage_(std::move(met_damage))
{
    storage::remove_unfinished_archives(directory_.archives);
}

void Exports::build(const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection)
{
    if (building_) {
        notify_(connection, failed_job(ask.ask, fail(ErrorCode::busy, "an archive is being built")));
        return;
    }
    building_ = true;
    const auto kind = ask.draft ? storage::ArchiveKind::draft : storage::ArchiveKind::sealed;
    const auto order = std::make_shared<Order>(
        Order{ask.ask, workflow::ArchiveBuild(ask.session, kind, viewer.person, clock_.utc()), connection});
    notify_(connection, job_at(ask.ask, JobStage::queued));
    storage_.ask([order](storage::Store& store) { return order->archive.read(store); },
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
    // A message per percent at most.
    const auto progress = [this, order](std::uint64_t done, std::uint64_t total) {
        if (done - order->told < total / 100 && done != total) return;
        order->told = done;
        post_([this, order, done, total] {
            notify_(order->connection, job_at(order->ask, JobStage::building, {done, total}));
        });
    };
    return order->archive.build(file, storage_.blobs(), directory_, progress);
}

void Exports::record(const std::shared_ptr<Order>& order, const storage::BuiltArchive& built)
{
    notify_(order->connection, job_at(order->ask, JobStage::sealing, {built.bytes, built.bytes}));
    storage_.ask([order, built](storage::Store& store) { return order->archive.record(store, built); },
                 [this, order](Result<Archive> recorded) { stamp(order, std::move(recorded)); });
}

// The archive is sealed and recorded by now, whatever the authority says.
void Exports::stamp(const std::shared_ptr<Order>& order, Result<Archive> outcome)
{
    if (!outcome || outcome->draft || !authority_) return finish(order, std::move(outcome));
    const auto zip = directory_.archives / outcome->file_name;
    documents_.ask([this, zip] { return workflow::stamp(zip, directory_, authority_); },
                   [this, order, outcome](const Result<std::optional<storage::StampedArchive>>& stamped) {
                       if (!stamped) log_error("time stamp", stamped.error());
                       finish(order, outcome);
                   });
}

void Exports::finish(const std::shared_ptr<Order>& order, Result<Archive> outcome)
{
    building_ = false;
    if (!outcome) {
        log_error("archive", outcome.error());
        if (outcome.error().code == ErrorCode::blob_damaged) met_damage_();
        notify_(order->connection, failed_job(order->ask, outcome.error()));
        return;
    }
    Job job = job_at(order->ask, JobStage::done, {outcome->bytes, outcome->bytes});
    job.result = outcome->id.value;
    notify_(order->connection, job);
}

}  // namespace chamber::server
