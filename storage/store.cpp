// Each verb: one transaction around the nouns' functions, and its journal entry. What the nouns decide is in their files.
#include "storage/store_body.hpp"

#include "protocol/field_rules.hpp"
#include "protocol/limits.hpp"
#include "protocol/office_remark.hpp"
#include "storage/archives.hpp"
#include "storage/checks.hpp"
#include "storage/commands.hpp"
#include "storage/database/checkpoint_turn.hpp"
#include "storage/database/checkpointer.hpp"
#include "storage/database/opening.hpp"
#include "storage/devices.hpp"
#include "storage/documents.hpp"
#include "storage/enrolment.hpp"
#include "storage/entities.hpp"
#include "storage/files/disk.hpp"
#include "storage/import_plan.hpp"
#include "storage/importing.hpp"
#include "storage/people.hpp"
#include "storage/receipts.hpp"
#include "storage/search.hpp"
#include "storage/secrets.hpp"
#include "storage/sessions.hpp"
#include "storage/trust_journal.hpp"
#include "storage/withdrawal.hpp"
#include "storage/witnesses.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {
// 4 KiB pages: at 16 MB tend() moves the WAL into the database; past 64 MB begin_group() does, so that it cannot grow for ever
// under a server that is never idle.
constexpr std::int32_t wal_pages_tended = 4'096;
constexpr std::int32_t wal_pages_max = 16'384;

constexpr std::int64_t prune_every_ms = 24LL * 3'600'000;
}  // namespace

Store::Store(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Store::~Store() = default;

Result<void> Store::create(const DataDirectory& directory, const Council& council, const Person& staff, const ImportedSecret& secret, Clock& clock,
                           Entropy& entropy)
{
    return create(directory, council, staff, secret, clock, entropy, Disk::real());
}

Result<void> Store::create(const DataDirectory& directory, const Council& council, const Person& staff, const ImportedSecret& secret, Clock& clock,
                           Entropy& entropy, Disk& disk)
{
    if (std::filesystem::exists(directory.database)) return fail(ErrorCode::already_exists, directory.database.string());
    const auto make = [&]() -> Result<void> {
        auto database = open_database(directory, OpenMode::fresh, disk);
        if (!database) return database.error();
        Body body(directory, std::move(*database), clock, entropy, disk);
        return body.verb<void>([&]() -> Result<void> {
            storage::begin_history(body.work, body.journal.mark().n);
            put_council(body.work, council);
            put_person(body.work, staff);
            if (auto kept = put_secret(body.work, secret); !kept) return kept;
            body.database->run("INSERT INTO meta (key, value) VALUES ('office', ?1)", staff.id.value);
            // The first tablets come on the day of the first run.
            if (auto opened = set_enrolment(body.work, SetEnrolment{true}); !opened) return opened.error();
            body.note("create", staff.id, DeviceId(), council.id);
            return {};
        });
    };
    auto made = make();
    if (made) made = disk.sync_directory(directory.root);
    if (made) return {};
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(directory.database.string() + suffix, ignored);
    return made;
}

Result<std::unique_ptr<Store>> Store::open(const DataDirectory& directory, Clock& clock, Entropy& entropy)
{
    return open(directory, clock, entropy, Disk::real());
}

Result<std::unique_ptr<Store>> Store::open(const DataDirectory& directory, Clock& clock, Entropy& entropy, Disk& disk)
{
    auto database = open_database(directory, OpenMode::existing, disk);
    if (!database) return database.error();
    std::unique_ptr<Body> body;
    try {
        body = std::make_unique<Body>(directory, std::move(*database), clock, entropy, disk);
        if (body->feed.epoch().empty()) return fail(ErrorCode::database_damaged, "the database has no epoch", directory.database.string());
        auto collected = body->blobs.collect([&body](const Sha256& sha256) { return knows_blob(*body->database, sha256); });
        if (!collected) return collected.error();
        if (auto pruned = body->prune(); !pruned) return pruned.error();
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
    body->journal.set_seal(council_seal(directory));
    body->ballast_released = !std::filesystem::exists(directory.ballast);
    return std::unique_ptr<Store>(new Store(std::move(body)));
}

Blobs& Store::blobs() { return body_->blobs; }

Result<void> Store::begin_group()
{
    body_->database->checkpoint_if_grown(wal_pages_max);
    if (auto begun = body_->transactions.begin_group(); !begun) return begun;
    if (const auto by_ms = body_->clock_jump.seen()) {
        const auto moved = body_->verb<void>([&]() -> Result<void> {
            move_leases(body_->work, *by_ms);
            return {};
        });
        // Whatever failed here fails the group's commit too, or is tried again by the next group.
        body_->leases_moved = moved.has_value();
        return {};
    }
    body_->clock_jump.settle();
    return {};
}

Result<void> Store::commit_group()
{
    auto committed = body_->transactions.commit_group();
    if (committed && body_->leases_moved) body_->clock_jump.settle();
    body_->leases_moved = false;
    return committed;
}

void Store::tend(Checkpoints checkpoints)
{
    if (checkpoints == Checkpoints::here) body_->database->checkpoint_if_grown(wal_pages_tended);
    body_->take_ballast();
    body_->destroy_bytes();
    if (body_->clock.steady().value - body_->pruned_at.value < prune_every_ms) return;
    // What failed is tried again tomorrow: nothing depends on it but space.
    (void)body_->prune().has_value();
}

bool Store::wants_checkpoint()
{
    const std::int32_t pages = body_->database->wal_pages();
    body_->pages_told = std::min(body_->pages_told, pages);
    if (pages - body_->pages_told <= wal_pages_tended || !body_->database->turn()->is_grown()) return false;
    body_->pages_told = pages;
    return true;
}

Result<std::unique_ptr<Checkpointer>> Store::checkpointer()
{
    return Checkpointer::open(body_->directory.database, body_->vfs, body_->database->turn());
}

FeedHead Store::head()
{
    return FeedHead{body_->feed.epoch(), body_->feed.head(), mark_of(body_->journal), backed_up()};
}

Result<FeedSlice> Store::read_feed(std::int64_t after, std::uint32_t changes_max)
{
    Body& body = *body_;
    return body.read<FeedSlice>([&]() -> Result<FeedSlice> {
        FeedSlice slice = body.feed.read(after, changes_max,
                                         [&](const std::string& type, const std::string& id) { return entity_text(*body.database, type, id); });
        slice.epoch = body.feed.epoch();
        slice.journal = mark_of(body.journal);
        slice.backed_up = backed_up();
        return slice;
    });
}

std::int64_t Store::floor() { return body_->feed.floor(); }

Result<std::vector<Candidate>> Store::candidates()
{
    return body_->read<std::vector<Candidate>>([&]() -> Result<std::vector<Candidate>> { return list_candidates(*body_->database, vietnamese_day(body_->clock.utc())); });
}

Viewer Store::local_viewer()
{
    Viewer viewer;
    viewer.device = DeviceId(Body::own_machine);
    viewer.roles = {Role::administrator, Role::secretary, Role::clerk, Role::archivist};
    auto office = body_->read<std::string>([&]() -> Result<std::string> {
        return body_->database->text("SELECT value FROM meta WHERE key = 'office'").value_or("");
    });
    if (office) viewer.person = PersonId(*office);
    return viewer;
}

Result<ImportPlan> Store::plan_import(const SessionImport& imported)
{
    return body_->read<ImportPlan>([&]() -> Result<ImportPlan> {
        SessionImport clean = imported;
        if (auto parsed = parse_fields(clean); !parsed) return parsed.error();
        return storage::plan_import(*body_->database, clean).told();
    });
}

Result<void> Store::import_session(const SessionImport& imported, std::string_view accepted)
{
    return body_->verb<void>([&]() -> Result<void> {
        auto done = storage::import_session(body_->work, imported, accepted, local_viewer().person);
        if (done) body_->note(JournalEntry{"import_session", local_viewer().person, {}, imported.session.id.value, imported.session.id, {}, {}});
        return done;
    });
}

Result<std::vector<Entity>> Store::entities(std::string_view type)
{
    return body_->read<std::vector<Entity>>([&] { return list_all(*body_->database, type); });
}

}  // namespace chamber::storage
