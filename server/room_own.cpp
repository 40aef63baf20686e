// What the room tells beside the feed to those it is meant for: a person's own records to their own tablets, and the
// page that whoever presides shows, to all who may see it.
#include "server/room.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

#include <utility>

namespace chamber::server {

// All that the server has, to a tablet that joins.
void Room::tell_own(const Peer& peer)
{
    if (peer.dialogue.device_kind() != DeviceKind::tablet || !may_keep_own(*peer.dialogue.viewer())) return;
    auto work = [viewer = *peer.dialogue.viewer()](storage::Store& store) { return store.own_records(viewer); };
    storage_.look(std::move(work), [this, id = peer.id,
                                    person = peer.dialogue.viewer()->person](Result<std::vector<OwnRecords>> pieces) {
        const auto now = viewer_at(id);
        if (!now || now->person != person) return;
        // Without them the tablet goes by its own until it comes again.
        if (!pieces) return log_error("own records", pieces.error());
        for (OwnRecords& piece : *pieces) send_to(id, std::move(piece));
    });
}

void Room::on_keep_own(Peer& peer, const KeepOwnRecords& wanted)
{
    const DeviceId sender = peer.dialogue.device();
    if (own_pace_.left(sender, clock_.steady()) < 1) return refuse(peer.id, fail(ErrorCode::busy), wanted.ask.ask);
    own_pace_.take(sender, 1, clock_.steady());
    auto work = [wanted](storage::Store& store) { return store.keep_own(wanted.viewer, wanted.ask); };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, person = wanted.viewer.person, ask = wanted.ask.ask](Result<OwnRecords> kept) {
            if (!kept) return refuse(id, kept.error(), ask);
            send_to(id, *kept);
            kept->ask = 0;
            for (const auto& [other, one] : peers_) {
                const Viewer* viewer = one->dialogue.viewer();
                const bool theirs = viewer && viewer->person == person && other != id &&
                                    one->dialogue.device_kind() == DeviceKind::tablet;
                // Who has no room is told all of it when it comes again.
                if (theirs && has_room(*one)) send(*one, *kept);
            }
        },
        origin_of(peer));
}

void Room::on_lead(Peer& peer, const LeadTo& wanted)
{
    if (!wanted.place.document) return lead_.end(peer.id);
    auto work = [wanted](storage::Store& store) { return store.led_scope(wanted.viewer, wanted.place); };
    storage_.look(std::move(work), [this, id = peer.id, wanted](Result<Scope> scope) {
        const auto now = viewer_at(id);
        if (!now || now->person != wanted.viewer.person) return;
        if (!scope) {
            lead_.end(id);
            return refuse(id, scope.error(), 0);
        }
        if (may_lead(*now)) lead_.note(id, now->person, wanted.place, std::move(*scope));
    });
}

// The paper that is shown is another now, or gone.
void Room::look_at_lead(const storage::FeedSlice& slice)
{
    const auto document = lead_.document();
    const auto leader = lead_.leader();
    if (!document || !leader) return;
    for (const storage::FeedItem& item : slice.items) {
        if (item.type != Document::type || item.id != document->value) continue;
        const auto viewer = viewer_at(*leader);
        if (!viewer) return lead_.end();
        const AtPage place{lead_.told_to(*viewer).document, lead_.told_to(*viewer).sha256, 0};
        auto work = [viewer = *viewer, place](storage::Store& store) { return store.led_scope(viewer, place); };
        return storage_.look(std::move(work), [this, document](Result<Scope> scope) {
            if (!scope && lead_.document() == document) lead_.end();
        });
    }
}

// The newest to everybody with room; to whoever joins as well. Who was never told of a leader is not told of an end.
void Room::announce_lead()
{
    const std::uint64_t version = lead_.version(clock_.steady());
    if (version == 0) return;
    for (const auto& [id, peer] : peers_) {
        const Viewer* viewer = peer->dialogue.viewer();
        if (!viewer || peer->lead_told == version || peer->dialogue.device_kind() != DeviceKind::tablet ||
            peer->connection->door() == Door::local || !has_room(*peer))
            continue;
        peer->lead_told = version;
        ChairAt place = lead_.leader() == id ? ChairAt{} : lead_.told_to(*viewer);
        const bool shown = place.document.has_value();
        if (std::exchange(peer->lead_shown, shown) || shown) send(*peer, std::move(place));
    }
}

}  // namespace chamber::server
