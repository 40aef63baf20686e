// Searching: for whoever is signed in, over what they may see, a few hits at a time.
#include "server/room.hpp"

#include "protocol/answers.hpp"
#include "protocol/limits.hpp"

#include <charconv>

namespace chamber::server {

namespace {

constexpr std::uint32_t hits_behind_max = 2'000;  // so far down nobody reads

// How many hits the asker has already; `next` of the answer before.
Result<std::uint32_t> hits_had(const std::optional<std::string>& after)
{
    std::uint32_t had = 0;
    if (!after) return had;
    const auto [end, failed] = std::from_chars(after->data(), after->data() + after->size(), had);
    if (failed != std::errc() || end != after->data() + after->size() || had > hits_behind_max)
        return fail(ErrorCode::out_of_range, *after, "/after");
    return had;
}

FoundHit told_of(const storage::SearchHit& hit)
{
    FoundHit told;
    told.entity_type = hit.entity_type;
    told.id = hit.document.value;
    told.session = hit.session;
    told.document = hit.document;
    told.revision = hit.revision;
    told.page_index = hit.page_index;
    told.title = hit.title;
    told.snippet = hit.snippet;
    return told;
}

}  // namespace

void Room::on_search(Peer& peer, const RunSearch& wanted)
{
    const std::uint32_t ask = wanted.ask.ask;
    const bool paced = peer.connection->door() != net::Door::local;
    if (paced && !search_pace_.may_search(peer.dialogue.device(), clock_.steady()))
        return refuse(peer.id, fail(ErrorCode::busy), ask);
    const Result<std::uint32_t> had = hits_had(wanted.ask.after);
    if (!had) return refuse(peer.id, had.error(), ask);
    auto work = [viewer = *peer.dialogue.viewer(), query = wanted.ask.query, most = *had + limits::search_hits_max + 1](
                    storage::Store& store) { return store.search(viewer, query, most); };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, ask, had = *had](Result<std::vector<storage::SearchHit>> hits) {
            const Peer* asker = find(id);
            if (!asker || !asker->dialogue.signed_in()) return;
            if (!hits) return refuse(id, hits.error(), ask);
            Found found;
            found.ask = ask;
            for (std::size_t at = had; at < hits->size() && found.hits.size() < limits::search_hits_max; ++at)
                found.hits.push_back(told_of(hits->at(at)));
            if (hits->size() > had + limits::search_hits_max)
                found.next = std::to_string(had + limits::search_hits_max);
            tell(id, std::move(found));
        },
        origin_of(peer));
}

}  // namespace chamber::server
