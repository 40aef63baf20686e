// Searching: for whoever is signed in, over what they may see, a few hits at a time.
#include "server/room.hpp"

#include "storage/search_answer.hpp"

namespace chamber::server {

void Room::on_search(Peer& peer, const RunSearch& wanted)
{
    const std::uint32_t ask = wanted.ask.ask;
    const bool paced = peer.connection->door() != Door::local;
    if (paced && !search_pace_.may_search(peer.dialogue.device(), clock_.steady()))
        return refuse(peer.id, fail(ErrorCode::busy), ask);
    auto work = [viewer = *peer.dialogue.viewer(), asked = wanted.ask](storage::Store& store) {
        return storage::search_answer(store, viewer, asked);
    };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, ask](Result<Found> found) {
            const Peer* asker = find(id);
            if (!asker || !asker->dialogue.signed_in()) return;
            if (!found) return refuse(id, found.error(), ask);
            send_to(id, std::move(*found));
        },
        origin_of(peer));
}

}  // namespace chamber::server
