// What prepares a session: imports and secrets, from the office's desktops and from chamber-admin through the local
// door, which alone may ask for lists and bring hashes.
#include "server/room.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/codec.hpp"

#include <algorithm>

namespace chamber::server {

namespace {

struct ImportDone {
    ImportPlan plan;
    bool imported = false;
};

}  // namespace

void Room::on_set_secret(Peer& peer, const KeepSecret& wanted)
{
    const std::uint32_t ask = wanted.ask.ask;
    storage_.ask([secret = wanted.ask](storage::Store& store) { return store.set_secret(secret.person, secret.hash); },
                 [this, id = peer.id, ask](Result<void> kept) {
                     if (!kept) return refuse(id, kept.error(), ask);
                     send_to(id, job_at(ask, JobStage::done, {1, 1}));
                 },
                 origin_of(peer));
}

// The plan is told before anything is done, and alone when nothing is to be done: for its faults, as a dry run, or
// because it overwrites what nobody has accepted yet.
void Room::on_import(Peer& peer, const RunImport& wanted)
{
    const std::uint32_t ask = wanted.ask.ask;
    std::optional<Viewer> sender;
    if (peer.connection->door() != Door::local) sender = *peer.dialogue.viewer();
    auto work = [asked = wanted.ask, sender](storage::Store& store) -> Result<ImportDone> {
        Result<ImportPlan> plan = store.plan_import(asked.import, sender);
        if (!plan) return plan.error();
        plan->ask = asked.ask;
        const bool overwrites = std::any_of(plan->changes.begin(), plan->changes.end(),
                                            [](const ImportChange& each) { return !each.before.empty(); });
        const bool may = !asked.dry_run && plan->faults.empty() && (!overwrites || plan->digest == asked.accepted);
        if (may) {
            const Result<void> imported = store.import_session(asked.import, asked.accepted, sender);
            if (!imported) return imported.error();
        }
        return ImportDone{std::move(*plan), may};
    };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, ask](Result<ImportDone> done) {
            if (!done) return refuse(id, done.error(), ask);
            send_to(id, done->plan);
            if (done->imported) send_to(id, job_at(ask, JobStage::done, {1, 1}));
        },
        origin_of(peer));
}

void Room::on_draw_secrets(Peer& peer, const DrawSecrets& wanted)
{
    DrawSecrets asked = wanted;
    asked.origin = origin_of(peer);
    const std::uint32_t ask = wanted.ask.ask;
    const MemberId id = peer.id;
    Identity::Drawing drawing;
    drawing.progress = [this, id, ask](JobExtent extent) { send_to(id, job_at(ask, JobStage::building, extent)); };
    drawing.wanted = [this, id, by = wanted.viewer.person] {
        const Peer* asker = find(id);
        return asker && asker->dialogue.signed_in() && asker->dialogue.viewer()->person == by;
    };
    drawing.answer = [this, id, ask, wanted = drawing.wanted](Result<std::vector<DrawnSecret>> drawn) {
        if (!drawn) return refuse(id, drawn.error(), ask);
        if (wanted()) send_to(id, SecretsDrawn{ask, std::move(*drawn)});
    };
    identity_.draw(asked, std::move(drawing));
}

void Room::on_secret_holders(Peer& peer, const ListSecretHolders& wanted)
{
    storage_.ask([viewer = *peer.dialogue.viewer()](storage::Store& store) { return store.secret_holders(viewer); },
                 [this, id = peer.id, ask = wanted.ask.ask](Result<std::vector<PersonId>> holders) {
                     if (!holders) return refuse(id, holders.error(), ask);
                     send_to(id, SecretHolders{ask, std::move(*holders)});
                 },
                 origin_of(peer));
}

// Read between two groups: what was committed before the question is in it.
void Room::on_listing(Peer& peer, const ReadListing& wanted)
{
    auto work = [ask = wanted.ask](storage::Store& store) { return store.read_page(ask.entity_type, ask.after); };
    storage_.look(std::move(work), [this, id = peer.id, ask = wanted.ask.ask](Result<storage::FeedPage> page) {
        Peer* asker = find(id);
        if (!asker || !asker->dialogue.signed_in()) return;
        if (!page) return refuse(id, page.error(), ask);
        std::vector<std::string_view> seen;
        for (const storage::FeedItem& item : page->items)
            if (may_see(*asker->dialogue.viewer(), item.scope, item.type)) seen.push_back(*item.encoded);
        auto text = std::make_shared<const std::string>(encode_listing(Listing{ask, {}, std::move(page->next)}, seen));
        asker->connection->send_text(std::move(text), net::Urgency::control);
    });
}

}  // namespace chamber::server
