#include "server/jobs/exports.hpp"

#include "protocol/answers.hpp"
#include "server/log.hpp"

#include <filesystem>
#include <memory>

namespace chamber::server {
namespace {

constexpr std::int64_t ask_again_ms = 10LL * 60'000;

JobStage stage_of(storage::BuildStage stage)
{
    return stage == storage::BuildStage::packing ? JobStage::building : JobStage::sealing;
}

}  // namespace

struct Exports::Order {
    explicit Order(workflow::ArchiveBuild build) : archive(std::move(build)) {}

    workflow::ArchiveBuild archive;
    workflow::BuildFate fate{};
    // Of the meeting thread.
    std::vector<Asker> askers{};
    std::vector<Asker> cancellers{};
    Job newest{};
    // Of the worker.
    storage::BuildStage stage = storage::BuildStage::packing;
    std::uint64_t told = 0;  // bytes
};

Exports::Exports(StorageQueue& storage, Workers& documents, Post post, const storage::DataDirectory& directory,
                 std::optional<storage::TimeAuthority> authority, Clock& clock,
                 std::function<void(std::uint64_t, ToDevice)> say, std::function<void()> met_damage)
    : storage_(storage),
      documents_(documents),
      post_(std::move(post)),
      directory_(directory),
      authority_(std::move(authority)),
      clock_(clock),
      say_(std::move(say)),
      met_damage_(std::move(met_damage))
{
}

Result<void> Exports::clean_up(storage::Store& store, const storage::DataDirectory& directory)
{
    return workflow::clean_up_archives(store, directory);
}

void Exports::build(const BuildArchive& ask, const Viewer& viewer, std::uint64_t connection)
{
    const auto kind = ask.draft ? storage::ArchiveKind::draft : storage::ArchiveKind::sealed;
    if (order_ && order_->archive.session() == ask.session && order_->archive.kind() == kind) {
        order_->askers.push_back({connection, ask.ask});
        say_(connection, job_at(ask.ask, order_->newest.stage, {order_->newest.done, order_->newest.total}));
        return;
    }
    if (order_) {
        say_(connection, failed_job(ask.ask, fail(ErrorCode::busy, "an archive is being built")));
        return;
    }
    const auto order = std::make_shared<Order>(workflow::ArchiveBuild(ask.session, kind, viewer.person, clock_.utc()));
    order->askers.push_back({connection, ask.ask});
    order_ = order;
    notify_asker(order, JobStage::queued, 0, 0);
    storage_.ask([order](storage::Store& store) { return order->archive.read(store); },
                 [this, order](Result<storage::SessionFile> file) {
                     if (!file) return finish(order, file.error());
                     if (order->fate.is_given_up()) return finish(order, fail(ErrorCode::cancelled));
                     auto held = std::make_shared<storage::SessionFile>(std::move(*file));
                     documents_.ask([this, order, held] { return write(order, *held); },
                                    [this, order](const Result<storage::BuiltArchive>& built) {
                                        if (!built) return finish(order, built.error());
                                        record(order, *built);
                                    });
                 });
}

void Exports::cancel(const CancelArchive& ask, std::uint64_t connection)
{
    const bool building = order_ && order_->archive.session() == ask.session;
    if (building && (order_->fate.give_up() || order_->fate.is_given_up())) {
        order_->cancellers.push_back({connection, ask.ask});
        return;
    }
    Refusal refusal = refusal_of(fail(ErrorCode::not_found, {}, "/session"), ask.ask);
    refusal.sentence = building ? "Hồ sơ đã đóng gói xong, không hủy được nữa."
                                : "Không có hồ sơ nào của kỳ họp này đang được đóng gói.";
    say_(connection, refusal);
}

void Exports::stop()
{
    if (order_) order_->fate.give_up();
}

void Exports::notify_asker(const std::shared_ptr<Order>& order, JobStage stage, std::uint64_t done, std::uint64_t total)
{
    order->newest = job_at(0, stage, {done, total});
    notify_all(say_, order->askers, [&](std::uint32_t ask) { return ToDevice(job_at(ask, stage, {done, total})); });
}

// On a worker.
Result<storage::BuiltArchive> Exports::write(const std::shared_ptr<Order>& order, const storage::SessionFile& file)
{
    // A message per percent at most.
    const auto progress = [this, order](storage::BuildStage stage, std::uint64_t done, std::uint64_t total) {
        if (stage == order->stage && done - order->told < total / 100 && done != total) return;
        order->stage = stage;
        order->told = done;
        post_([this, order, stage, done, total] {
            if (order == order_) notify_asker(order, stage_of(stage), done, total);
        });
    };
    return order->archive.build(file, storage_.blobs(), directory_, progress, order->fate);
}

void Exports::record(const std::shared_ptr<Order>& order, const storage::BuiltArchive& built)
{
    storage_.ask([order, built](storage::Store& store) { return order->archive.record(store, built); },
                 [this, order, built](Result<Archive> recorded) {
                     if (recorded) {
                         workflow::confirm(built, recorded);
                         return stamp(order, std::move(recorded));
                     }
                     documents_.ask(
                         [built, recorded]() -> Result<void> {
                             workflow::confirm(built, recorded);
                             return {};
                         },
                         [this, order, recorded](const Result<void>&) { finish(order, recorded); });
                 });
}

// The archive is sealed and recorded by now, whatever the authority says.
void Exports::stamp(const std::shared_ptr<Order>& order, Result<Archive> outcome)
{
    if (!outcome || outcome->draft || !authority_) return finish(order, std::move(outcome));
    const auto zip = directory_.archives / outcome->file_name;
    documents_.ask([this, zip] { return workflow::stamp(zip, directory_, authority_); },
                   [this, order, outcome](const Result<std::optional<storage::StampedArchive>>& stamped) {
                       if (!stamped) log_error("time stamp", stamped.error());
                       note_stamp(outcome->file_name, stamped ? "" : workflow::why_not_stamped(stamped.error()));
                       asked_again_at_ = clock_.steady();
                       finish(order, outcome);
                   });
}

void Exports::note_stamp(const std::string& file_name, const std::string& why)
{
    storage_.ask([file_name, why](storage::Store& store) { return store.note_time_stamp(file_name, why); },
                 [](const Result<void>& noted) {
                     if (!noted) log_error("time stamp", noted.error());
                 });
}

void Exports::tick()
{
    if (stamping_ || order_) return;
    const bool due = authority_ && clock_.steady().value - asked_again_at_.value >= ask_again_ms;
    if (due) asked_again_at_ = clock_.steady();
    stamping_ = true;
    storage_.look([](storage::Store& store) { return store.unstamped_archives(); },
                  [this, due](Result<std::vector<std::string>> waiting) {
                      if (!waiting || waiting->empty()) {
                          stamping_ = false;
                          return;
                      }
                      stamp_again(std::move(*waiting), due ? Again::ask : Again::look);
                  });
}

void Exports::stamp_again(std::vector<std::string> file_names, Again again)
{
    documents_.ask(
        [this, again, file_names = std::move(file_names)]() -> Result<std::vector<std::string>> {
            std::vector<std::string> done;
            std::error_code ignored;
            for (const auto& name : file_names) {
                const auto zip = directory_.archives / name;
                const bool gone = !std::filesystem::exists(zip, ignored);
                const bool asked = !gone && again == Again::ask && workflow::stamp(zip, directory_, authority_);
                if (gone || asked || workflow::is_stamped(zip, directory_)) done.push_back(name);
            }
            return done;
        },
        [this](const Result<std::vector<std::string>>& done) {
            stamping_ = false;
            if (!done) return;
            for (const auto& name : *done) note_stamp(name, {});
        });
}

void Exports::finish(const std::shared_ptr<Order>& order, Result<Archive> outcome)
{
    order_.reset();
    if (!outcome) {
        const Error error = outcome.error();
        if (error.code != ErrorCode::cancelled) log_error("archive", error);
        if (error.code == ErrorCode::blob_damaged) met_damage_();
        storage_.ask([](storage::Store& store) { return store.end_archive(); },
                     [this, order, error](const Result<void>&) {
                         notify_all(say_, order->askers,
                                    [&](std::uint32_t ask) { return ToDevice(failed_job(ask, error)); });
                         notify_all(say_, order->cancellers,
                                    [](std::uint32_t ask) { return ToDevice(job_at(ask, JobStage::done)); });
                     });
        return;
    }
    notify_all(say_, order->askers, [&](std::uint32_t ask) {
        Job job = job_at(ask, JobStage::done, {outcome->bytes, outcome->bytes});
        job.result = outcome->id.value;
        return ToDevice(job);
    });
}

}  // namespace chamber::server
