#include "admin-cli/offline.hpp"

#include "admin-cli/intake.hpp"
#include "server/inspect/client.hpp"
#include "storage/archive/archive.hpp"
#include "storage/checking.hpp"
#include "storage/files/scrubbing.hpp"
#include "storage/keys/authority.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "storage/trust/trust_store.hpp"

namespace chamber::admin {

namespace {

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
        store_->set_origin({OriginDoor::local});
        // The lock is ours: whoever was building an archive here is dead.
        storage::remove_unfinished_archives(directory_.archives);
        return {};
    }

    Result<std::vector<Entity>> entities(std::string_view type) override { return store_->entities(type); }

    Result<void> run(const CommandBody& body) override
    {
        const auto viewer = store_->local_viewer();
        if (auto may = may_command(viewer, body); !may) return may;
        // An incarnation of its own for every command: this process has no outbox that could send it twice.
        auto applied = store_->apply(viewer, draw_id(entropy_), {Command{1, body}});
        if (!applied) return applied.error();
        MUST(applied->outcomes.size() == 1);
        const auto& outcome = applied->outcomes.front();
        if (!outcome.done) return refusal(outcome.code, outcome.sentence, outcome.where);
        store_->tend();  // bytes that were to go are gone when this returns
        return {};
    }

    Result<DocumentId> add_file(const NewFile& file, const OnProgress& progress) override
    {
        return take_in(*store_, directory_, file, std::nullopt, clock_.utc(), progress);
    }

    Result<Archive> build_archive(const SessionId& session, storage::ArchiveKind kind,
                                  const OnProgress& progress) override
    {
        const storage::ArchiveOrder order{kind, clock_.utc()};
        auto file = store_->session_file(session);
        if (!file) return file.error();
        auto seal = storage::seal_identity(directory_);
        if (!seal) return seal.error();
        auto built = storage::build_archive(*file, store_->blobs(), *seal, directory_.archives, order,
                                            [&](std::uint64_t done, std::uint64_t total) {
                                                progress(JobStage::building, done, total);
                                                return true;
                                            });
        if (!built) return built.error();
        Archive archive;
        archive.id = ArchiveId{draw_id(entropy_)};
        archive.session = session;
        archive.file_name = built->file_name;
        archive.sha256 = built->sha256.hex();
        archive.bytes = built->bytes;
        archive.built_at = built->made_at;
        archive.draft = built->kind == storage::ArchiveKind::draft;
        archive.state = archive.draft ? ArchiveState::building : ArchiveState::sealed;
        archive.built_by = store_->local_viewer().person;
        return store_->record_archive(archive);
    }

    Result<RecheckSummary> recheck(const std::optional<SessionId>& session, const OnProgress& progress) override
    {
        const auto by = store_->local_viewer().person;
        auto contents = storage::TrustStore(directory_.trust).read();
        if (!contents) return contents.error();
        if (auto noted = store_->note_trust(*contents, by); !noted) return noted.error();
        auto documents = store_->documents_to_check({session, std::nullopt});
        if (!documents) return documents.error();
        std::uint64_t revisions = 0;
        for (const auto& document : *documents) revisions += document.revisions.size();
        RecheckSummary summary;
        for (const auto& document : *documents) {
            if (auto done = recheck(document, by, summary); !done) return done.error();
            progress(JobStage::inspecting, summary.checked + summary.failed, revisions);
        }
        return summary;
    }

    Result<void> scrub(const OnProgress& progress) override
    {
        auto blobs = store_->stored_blobs();
        if (!blobs) return blobs.error();
        std::uint64_t total = 0;
        for (const auto& blob : *blobs) total += blob.bytes;
        std::uint64_t read = 0;
        for (const auto& blob : *blobs) {
            auto found = storage::scrub_blob(store_->blobs(), blob, {});
            if (!found) return found.error();
            if (auto noted = note(blob, *found); !noted) return noted;
            read += blob.bytes;
            progress(JobStage::inspecting, read, total);
        }
        return {};
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
    Result<void> note(const storage::StoredBlob& blob, const std::optional<DamageKind>& found)
    {
        if (found) {
            auto noted = store_->note_damage(blob.sha256, *found);
            if (!noted) return noted.error();
        } else if (blob.damaged) {
            auto noted = store_->note_repair(blob.sha256, DeviceId{});
            if (!noted) return noted.error();
        }
        return {};
    }

    Result<void> recheck(const storage::DocumentToCheck& document, const PersonId& by, RecheckSummary& summary)
    {
        inspect::InspectOptions options;
        options.trust = directory_.trust;
        options.now = clock_.utc();
        const auto checks =
            storage::check_document(store_->blobs(), document, [&](int descriptor, std::uint64_t bytes) {
                return inspect::check(descriptor, bytes, options);
            });
        for (const auto& failure : checks.failures)
            if (failure.error.code == ErrorCode::inspector_missing) return failure.error;
        auto stored = store_->store_checks(checks, by);
        if (!stored) return stored.error();
        summary.checked += checks.checks.size();
        summary.refreshed += stored->refreshed;
        summary.changed += stored->changed;
        summary.failed += checks.failures.size();
        return {};
    }

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
