// Groups of verbs, what is done between them, and who acts where nobody signed in. The verbs are in the files of their
// nouns.
#include "storage/store_body.hpp"

#include "storage/database/checkpoint_turn.hpp"
#include "storage/database/checkpointer.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {
// 4 KiB pages: at 16 MB tend() moves the WAL into the database; past 64 MB begin_group() does, so that it cannot grow
// for ever under a server that is never idle.
constexpr std::int32_t wal_pages_tended = 4'096;
constexpr std::int32_t wal_pages_max = 16'384;

constexpr std::int64_t prune_every_ms = 24LL * 3'600'000;
}  // namespace

Store::Store(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Store::~Store() = default;

Blobs& Store::blobs()
{
    return body_->blobs;
}

void Store::set_origin(Origin origin)
{
    body_->journal.set_origin(std::move(origin));
}

Result<void> Store::Body::index_some_notes()
{
    if (ballast_released) return fail(ErrorCode::disk_full);
    return verb<void>([this]() -> Result<void> {
        note_index.catch_up_some(feed.head());
        return {};
    });
}

Result<void> Store::begin_group()
{
    body_->database->checkpoint_if_grown(wal_pages_max);
    if (auto begun = body_->transactions.begin_group(); !begun) return begun;
    // What fails here is tried again by the next group, or fails this one's commit too.
    if (body_->note_index.is_far_behind(body_->feed.head())) (void)body_->index_some_notes();
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

bool Store::rest()
{
    if (!body_->note_index.is_behind(body_->feed.head())) return false;
    return body_->index_some_notes().has_value() && body_->note_index.is_behind(body_->feed.head());
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

DeviceId Store::own_machine()
{
    return DeviceId(Body::own_machine);
}

Viewer Store::local_viewer()
{
    Viewer viewer;
    viewer.device = own_machine();
    viewer.roles = {Role::administrator, Role::secretary, Role::clerk, Role::archivist};
    auto office = body_->read<std::string>([&]() -> Result<std::string> {
        return body_->database->text("SELECT value FROM meta WHERE key = 'office'").value_or("");
    });
    if (office) viewer.person = PersonId(*office);
    return viewer;
}

std::string Store::journal_head()
{
    return body_->journal.mark().hash;
}

}  // namespace chamber::storage
