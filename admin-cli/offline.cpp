#include "admin-cli/offline.hpp"

#include "admin-cli/new_file.hpp"
#include "protocol/sheet_rules.hpp"
#include "server/workflows/archive_build.hpp"
#include "server/workflows/recheck_round.hpp"
#include "server/workflows/scrub_round.hpp"
#include "storage/report/store_report.hpp"
#include "storage/search_answer.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"

namespace chamber::admin {

namespace {

std::function<void(std::uint64_t, std::uint64_t)> in_stage(JobStage stage, const OnProgress& progress)
{
    return [stage, &progress](std::uint64_t done, std::uint64_t total) { progress(stage, done, total); };
}

class Offline final : public Office {
public:
    Offline(storage::DataDirectory directory, std::shared_ptr<storage::DataDirectory::Lock> lock)
        : directory_(std::move(directory)),
          lock_(std::move(lock))
    {
    }

    Result<void> open()
    {
        auto store = storage::Store::open(directory_, clock_, entropy_);
        if (!store) return store.error();
        store_ = std::move(*store);
        store_->set_origin({Door::local});
        // The lock is ours: whoever was building an archive here is dead. A full disk keeps nobody from reading.
        static_cast<void>(workflow::clean_up_archives(*store_, directory_).has_value());
        return {};
    }

    // Of notes the official comments alone, as a running server lists them: what somebody wrote for themselves is
    // nobody's to list, and is not even decoded.
    Result<std::vector<Entity>> entities(std::string_view type) override { return storage::entities_of(*store_)(type); }

    Result<void> run(const CommandBody& body) override
    {
        // An incarnation of its own for every command: this process has no outbox that could send it twice.
        auto applied = store_->apply(store_->local_viewer(), draw_id(entropy_), {Command{1, body}});
        if (!applied) return applied.error();
        MUST(applied->outcomes.size() == 1);
        const auto& outcome = applied->outcomes.front();
        if (!outcome.done) return refusal(outcome.code, outcome.sentence, outcome.where);
        store_->tend();  // bytes that were to go are gone when this returns
        return {};
    }

    Result<DocumentId> add_file(const NewFile& file, const OnProgress& progress) override
    {
        return take_in(*store_, directory_, file, {}, clock_, progress);
    }

    Result<Archive> build_archive(const SessionId& session, storage::ArchiveKind kind, const OnProgress& progress,
                                  const std::function<bool()>& given_up) override
    {
        const workflow::ArchiveBuild archive{session, kind, store_->local_viewer().person, clock_.utc()};
        workflow::BuildFate fate;
        const auto told = [&](storage::BuildStage stage, std::uint64_t done, std::uint64_t total) {
            if (given_up()) fate.give_up();
            progress(stage == storage::BuildStage::packing ? JobStage::building : JobStage::sealing, done, total);
        };
        return workflow::run(archive, *store_, directory_, told, fate);
    }

    Result<void> note_time_stamp(const std::string& file_name, const std::string& why) override
    {
        return store_->note_time_stamp(file_name, why);
    }

    Result<workflow::MadeSheet> make_sheet(const MakeSheet& ask) override
    {
        if (auto sound = check_sheet(ask); !sound) return sound.error();
        if (!ask.session) return fail(ErrorCode::unknown_value, {}, "/kind");
        const workflow::SheetOrder order{ask.kind, ask.format, *ask.session, ask.sitting};
        const auto file = workflow::read_sheet(*store_, order);
        if (!file) return file.error();
        return workflow::make_sheet(*file, directory_, order);
    }

    Result<workflow::RecheckSum> recheck(const std::optional<SessionId>& session, const OnProgress& progress) override
    {
        inspect::InspectOptions options;
        options.trust = directory_.trust;
        using Round = workflow::RecheckRound;
        return workflow::run(Round{{Round::Reach::all, session, store_->local_viewer().person}, std::move(options)},
                             *store_, clock_, in_stage(JobStage::inspecting, progress));
    }

    Result<void> scrub(const OnProgress& progress) override
    {
        return workflow::run(workflow::ScrubRound{}, *store_, in_stage(JobStage::inspecting, progress));
    }

    Result<Found> search(const std::string& query, const std::optional<std::string>& after) override
    {
        return storage::search_answer(*store_, store_->local_viewer(), Search{0, query, after});
    }

    Result<Health> check() override
    {
        if (auto sound = store_->check_database(); !sound) return sound.error();
        return Health{HeldBy::this_program, store_->journal_head()};
    }

    Result<ImportPlan> plan_import(const SessionImport& session) override { return store_->plan_import(session); }

    Result<void> import_session(const SessionImport& session, const std::string& accepted) override
    {
        return store_->import_session(session, accepted);
    }

    Result<void> set_secret(const PersonId& person, const std::string& hash) override
    {
        return store_->set_secret(person, hash);
    }

private:
    storage::DataDirectory directory_;
    std::shared_ptr<storage::DataDirectory::Lock> lock_;  // given back last: members die in reverse order
    storage::SystemClock clock_;
    storage::SystemEntropy entropy_;
    std::unique_ptr<storage::Store> store_;
};

}  // namespace

Result<std::unique_ptr<Office>> open_offline(const storage::DataDirectory& directory,
                                             std::shared_ptr<storage::DataDirectory::Lock> lock)
{
    auto offline = std::make_unique<Offline>(directory, std::move(lock));
    if (auto opened = offline->open(); !opened) return opened.error();
    return offline;
}

}  // namespace chamber::admin
