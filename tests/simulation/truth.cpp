#include "tests/simulation/truth.hpp"

#include "protocol/at_hand.hpp"
#include "protocol/codec.hpp"

#include <algorithm>
#include <tuple>

namespace chamber::simulation {
namespace {

bool same(const Viewer& a, const Viewer& b)
{
    return std::tie(a.person, a.roles, a.groups, a.presiding) == std::tie(b.person, b.roles, b.groups, b.presiding);
}

template <class Noun>
Noun noun_of(const Fact& fact)
{
    auto entity = decode_entity(read_change(*fact.text).entity);
    MUST(entity.has_value());
    return std::move(std::get<Noun>(*entity));
}

}  // namespace

void Truth::begin(std::string epoch, const storage::FeedSlice& whole, std::int64_t now_ms)
{
    epoch_ = std::move(epoch);
    head_ = whole.upto;
    by_seq_.clear();
    places_.clear();
    for (const storage::FeedItem& item : whole.items) put(item, nullptr);
    note_rights(now_ms);
}

std::vector<Fact> Truth::take(const storage::FeedSlice& slice, std::int64_t now_ms)
{
    std::vector<Fact> changed;
    rights_changed_ = false;
    for (const storage::FeedItem& item : slice.items) put(item, &changed);
    head_ = slice.upto;
    if (rights_changed_) note_rights(now_ms);
    return changed;
}

void Truth::put(const storage::FeedItem& item, std::vector<Fact>* changed)
{
    Fact fact{item.seq, item.type, item.id, item.scope, item.encoded, false, {}};
    const ChangeText change = read_change(*item.encoded);
    fact.deleted = change.entity.empty();
    if (item.type == "annotation" && !fact.deleted) fact.token = std::string(unquoted(field_of(change.entity, "text")));
    const std::pair key{item.type, item.id};
    std::string token_before;
    if (const auto place = places_.find(key); place != places_.end()) {
        const auto old = by_seq_.find(place->second);
        token_before = old->second.token;
        by_seq_.erase(old);
    }
    places_[key] = item.seq;
    if (changed && !fact.token.empty() && fact.token != token_before) changed->push_back(fact);
    if (item.type == "device" || item.type == "person" || item.type == "group" || item.type == "session")
        rights_changed_ = true;
    by_seq_.emplace(item.seq, std::move(fact));
}

const Fact* Truth::find(std::string_view type, std::string_view id) const
{
    const auto place = places_.find(std::pair{std::string(type), std::string(id)});
    return place == places_.end() ? nullptr : &by_seq_.at(place->second);
}

bool Truth::revoked(const std::string& device) const
{
    const Fact* fact = find("device", device);
    return fact && !fact->deleted && unquoted(field_of(read_change(*fact->text).entity, "state")) == "revoked";
}

// As storage's viewer_of: groups from the person's own row, then from the lists of members.
Viewer Truth::viewer(const std::string& device) const
{
    Viewer viewer;
    const Fact* fact = find("device", device);
    if (!fact || fact->deleted) return viewer;
    const std::string_view entity = read_change(*fact->text).entity;
    const std::string_view who = unquoted(field_of(entity, "person"));
    const Fact* person_fact =
        who.empty() || unquoted(field_of(entity, "state")) != "approved" ? nullptr : find("person", who);
    if (!person_fact) return viewer;
    const auto person = noun_of<Person>(*person_fact);
    viewer.person = person.id;
    viewer.device = DeviceId(device);
    viewer.roles = person.roles;
    if (person.group) viewer.groups.push_back(*person.group);
    if (person.committee) viewer.groups.push_back(*person.committee);
    std::vector<Session> sessions;
    for (const auto& [seq, each] : by_seq_) {
        if (each.deleted) continue;
        if (each.type == "group") {
            const auto group = noun_of<Group>(each);
            if (std::find(group.members.begin(), group.members.end(), person.id) != group.members.end())
                viewer.groups.push_back(group.id);
        } else if (each.type == "session") {
            auto session = noun_of<Session>(each);
            if (session.state != SessionState::cancelled && session.state != SessionState::postponed)
                sessions.push_back(std::move(session));
        }
    }
    for (const Session* session : all_at_hand(sessions))
        viewer.presiding = viewer.presiding || std::find(session->presiding.begin(), session->presiding.end(),
                                                         person.id) != session->presiding.end();
    return viewer;
}

void Truth::note_rights(std::int64_t now_ms)
{
    for (const auto& [seq, fact] : by_seq_) {
        if (fact.type != "device") continue;
        Viewer now = viewer(fact.id);
        auto& history = rights_[fact.id];
        if (!history.empty() && same(history.back().viewer, now)) continue;
        history.push_back(Rights{now_ms, std::move(now)});
    }
}

std::vector<Viewer> Truth::rights_since(const std::string& device, std::int64_t since_ms) const
{
    std::vector<Viewer> viewers;
    const auto found = rights_.find(device);
    if (found == rights_.end()) return viewers;
    for (auto rights = found->second.rbegin(); rights != found->second.rend(); ++rights) {
        viewers.push_back(rights->viewer);
        if (rights->since_ms < since_ms) break;
    }
    return viewers;
}

bool Truth::was_allowed(const std::string& device, const Scope& scope, std::string_view type, std::int64_t now_ms) const
{
    const auto viewers = rights_since(device, now_ms - grace_ms);
    return std::any_of(viewers.begin(), viewers.end(),
                       [&](const Viewer& viewer) { return may_see(viewer, scope, type); });
}

bool Truth::is_sure(const std::string& device, const Scope& scope, std::string_view type, std::int64_t now_ms) const
{
    const auto viewers = rights_since(device, now_ms - grace_ms);
    return !viewers.empty() && std::all_of(viewers.begin(), viewers.end(),
                                           [&](const Viewer& viewer) { return may_see(viewer, scope, type); });
}

bool Truth::may_have(const std::string& device, const std::string& sha256, std::int64_t now_ms) const
{
    // A transfer that was allowed to begin may go on for its window.
    const auto viewers = rights_since(device, now_ms - 5 * grace_ms);
    for (const auto& [seq, fact] : by_seq_) {
        const bool document = fact.type == "document" || fact.type == "draft_document";
        const bool seen = document && std::any_of(viewers.begin(), viewers.end(), [&](const Viewer& viewer) {
                              return may_see(viewer, fact.scope, fact.type);
                          });
        // A withdrawn document's change no longer says which bytes it had.
        if (seen && (fact.deleted || fact.text->find(sha256) != std::string::npos)) return true;
    }
    return false;
}

std::set<std::string> Truth::papers(const Viewer& viewer) const
{
    std::set<std::string> digests;
    for (const auto& [seq, fact] : by_seq_) {
        if (fact.deleted || (fact.type != "document" && fact.type != "draft_document") ||
            !may_see(viewer, fact.scope, fact.type))
            continue;
        each_element(field_of(read_change(*fact.text).entity, "revisions"), [&](std::string_view revision) {
            digests.insert(std::string(unquoted(field_of(revision, "sha256"))));
        });
    }
    return digests;
}

}  // namespace chamber::simulation
