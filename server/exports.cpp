#include "server/exports.hpp"

#include "server/log.hpp"

#include <atomic>
#include <memory>

namespace chamber::server {

struct Exports::Order {
    BuildArchive ask;
    Viewer viewer;
    std::uint64_t connection = 0;
    std::uint64_t told = 0;
};

Exports::Exports(StorageThread& storage, Workers& documents, Post post, const storage::DataDirectory& directory, Clock& clock, Entropy& entropy,
                 std::function<void(std::uint64_t, Job)> tell)
    : storage_(storage), documents_(documents), post_(std::move(post)), directory_(directory), clock_(clock), entropy_(entropy), tell_(std::move(tell))
{
}

void Exports::build(const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection)
{
    auto order = std::make_shared<Order>(Order{ask, viewer, connection, 0});
    if (building_) {
        const Error busy = fail(ErrorCode::busy, "an archive is being built");
        tell_(connection, Job{ask.ask, JobStage::failed, 0, 0, std::nullopt, std::string(error_name(busy.code)), std::string(error_sentence(busy.code)), std::nullopt});
        return;
    }
    building_ = true;
    tell_(connection, Job{ask.ask, JobStage::queued, 0, 0, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    std::function<Result<storage::SessionFile>(storage::Store&)> work = [session = ask.session](storage::Store& store) { return store.session_file(session); };
    const Result<void> asked = storage_.ask<storage::SessionFile>(std::move(work), [this, order](Result<storage::SessionFile> file) {
        if (!file) {
            finish(order, file.error());
            return;
        }
        auto held = std::make_shared<storage::SessionFile>(std::move(*file));
        const Result<void> queued = documents_.run([this, order, held] { write(order, *held); });
        if (!queued) finish(order, queued.error());
    });
    if (!asked) finish(order, asked.error());
}

void Exports::write(const std::shared_ptr<Order>& order, const storage::SessionFile& file)
{
    const Result<storage::SealIdentity> seal = storage::seal_identity(directory_);
    if (!seal) {
        post_([this, order, error = seal.error()] { finish(order, error); });
        return;
    }
    // A message per percent at most.
    const auto progress = [this, order](std::uint64_t done, std::uint64_t total) {
        if (done - order->told < total / 100 && done != total) return true;
        order->told = done;
        post_([this, order, done, total] {
            tell_(order->connection, Job{order->ask.ask, JobStage::building, done, total, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
        });
        return true;
    };
    Result<storage::BuiltArchive> built = storage::build_archive(file, storage_.blobs(), *seal, directory_.archives, progress);
    post_([this, order, built = std::move(built)] {
        if (built)
            record(order, *built);
        else
            finish(order, built.error());
    });
}

void Exports::record(const std::shared_ptr<Order>& order, const storage::BuiltArchive& built)
{
    tell_(order->connection, Job{order->ask.ask, JobStage::sealing, built.bytes, built.bytes, std::nullopt, std::nullopt, std::nullopt, std::nullopt});
    Archive archive{ArchiveId(draw_id(entropy_)), order->ask.session, ArchiveState::sealed, built.file_name, built.sha256.hex(), built.bytes,
                    format_utc(clock_.utc()), order->viewer.person};
    std::function<Result<Archive>(storage::Store&)> work = [archive](storage::Store& store) { return store.record_archive(archive); };
    const Result<void> asked = storage_.ask<Archive>(std::move(work), [this, order](Result<Archive> recorded) { finish(order, std::move(recorded)); });
    if (!asked) finish(order, asked.error());
}

void Exports::finish(const std::shared_ptr<Order>& order, Result<Archive> outcome)
{
    building_ = false;
    Job job{order->ask.ask, JobStage::done, 0, 0, std::nullopt, std::nullopt, std::nullopt, std::nullopt};
    if (outcome) {
        job.result = outcome->id.value;
        job.done = job.total = outcome->bytes;
    } else {
        log_error("archive", outcome.error());
        job.stage = JobStage::failed;
        job.code = std::string(error_name(outcome.error().code));
        job.sentence = std::string(error_sentence(outcome.error().code));
        if (!outcome.error().where.empty()) job.where = outcome.error().where;
    }
    tell_(order->connection, job);
}

}  // namespace chamber::server
