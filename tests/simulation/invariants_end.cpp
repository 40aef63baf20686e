// What must hold when all evils have ended, everybody has come back and nothing is on its way.
#include "tests/simulation/invariants.hpp"

#include "protocol/codec.hpp"

#include <algorithm>

namespace chamber::simulation {

namespace {

// A device that was told that it is revoked has erased itself, whatever a restored server knows of that.
bool is_wiped(const std::vector<std::unique_ptr<ModelTablet>>& tablets, const std::string& device)
{
    return std::any_of(tablets.begin(), tablets.end(),
                       [&](const auto& tablet) { return tablet->device() == device && tablet->flash().revoked; });
}

}  // namespace

void Invariants::finish(VirtualServer& server, const std::vector<std::unique_ptr<ModelTablet>>& tablets,
                        const Machine& machine)
{
    if (violation_) return;
    if (!server.up()) return fail("lives", "the server does not come back");
    check_promises(server.storage().store());
    check_effects();
    check_done(tablets);
    check_unanswered(tablets);
    for (const auto& tablet : tablets) {
        check_tablet(*tablet);
        check_blobs(*tablet);
    }
    const std::set<std::string> there = machine.blobs();
    for (const auto& [seq, fact] : truth_.by_seq()) {
        if (fact.deleted || (fact.type != "document" && fact.type != "draft_document")) continue;
        each_element(field_of(read_change(*fact.text).entity, "revisions"), [&](std::string_view revision) {
            const std::string sha256(unquoted(field_of(revision, "sha256")));
            if (!there.contains(sha256))
                fail("acknowledged_is_stored", "the bytes of " + fact.id + " are not in the store");
            else if (!damaged_.contains(sha256) && !server.storage().store().blobs().verify(*Sha256::parse(sha256)))
                fail("digests_match", "the stored bytes of " + fact.id + " are wrong");
        });
    }
}

void Invariants::check_effects()
{
    std::set<std::string> present;
    for (const auto& [seq, fact] : truth_.by_seq())
        if (!fact.token.empty() && !present.insert(fact.token).second)
            fail("one_effect", fact.token + " is there twice");
    std::map<std::string, std::string> ids;
    for (const std::string& token : promises_.done_tokens) {
        // A note whose key several commands concern may rightly show a later one, or be deleted.
        const auto named = [&](const auto& each) { return each.first.ends_with("." + token) && each.second == 1; };
        const bool alone = std::any_of(touched_.begin(), touched_.end(), named);
        if (alone && !present.contains(token)) fail("one_effect", token + " was answered as done and is nowhere");
    }
    for (const auto& [id, device] : owed_) {
        const Fact* fact = truth_.find("annotation", id);
        if (!fact && !refused_targets_.contains(id) && !truth_.revoked(device) && touched_[id] <= 2)
            fail("one_effect", device + " held " + id + " and did not bring it back to the restored server");
    }
}

// What somebody was told is done is done at the end, whatever was put back in between: a device that knows of it brings
// it again.
void Invariants::check_done(const std::vector<std::unique_ptr<ModelTablet>>& tablets)
{
    const bool office_here = tablets.back()->flash().person() == "VP01";
    for (const std::string& device : done_.revoked) {
        const Fact* fact = truth_.find("device", device);
        if (office_here && fact && !fact->deleted && !truth_.revoked(device))
            fail("done_stays_done", device + " was revoked and is not any more");
    }
    if (done_.recorded) return;
    for (const auto& [device, person] : done_.checked_in) {
        const auto tablet =
            std::find_if(tablets.begin(), tablets.end(), [&](const auto& each) { return each->device() == device; });
        // Who has left the tablet takes what they did along until they come back.
        if (truth_.revoked(device) || (*tablet)->flash().revoked || (*tablet)->flash().person() != person) continue;
        const Fact* fact = truth_.find("attendance", "P1/" + person);
        if (!fact || fact->deleted)
            fail("done_stays_done", person + " checked in on " + device + " and is not present any more");
    }
}

// A command whose person has not come back waits with its numbers; every other one has come to something.
void Invariants::check_unanswered(const std::vector<std::unique_ptr<ModelTablet>>& tablets)
{
    std::set<std::string> waiting;
    for (const auto& tablet : tablets)
        for (const auto& [person, outbox] : tablet->flash().ledger.left())
            for (const DeviceLedger::Row& row : outbox.rows) waiting.insert(token_of(row.body));
    for (const auto& [token, device] : unanswered_)
        if (effects_[token] == 0 && !waiting.contains(token) && !truth_.revoked(device) && !is_wiped(tablets, device))
            fail("one_effect", token + " was kept on " + device + " and came to nothing");
}

void Invariants::check_tablet(const ModelTablet& tablet)
{
    const Flash& flash = tablet.flash();
    const DeviceLedger& ledger = flash.ledger;
    const std::string& device = tablet.device();
    // A restored server may not know of a revocation; the device has erased itself all the same and stays away.
    if (truth_.revoked(device) || flash.revoked) {
        if (!ledger.view().empty() || !flash.blobs.empty())
            fail("purged", device + " is revoked and still holds something");
        return;
    }
    const Viewer viewer = truth_.viewer(device);
    if (!tablet.settled()) return fail("lives", device + " has no connection");
    if (flash.person() != viewer.person.value)
        return fail("converged", device + " stands for " + flash.person() + ", the store says " + viewer.person.value);
    std::size_t allowed = 0;
    for (const auto& [seq, fact] : truth_.by_seq()) {
        if (fact.deleted || !may_see(viewer, fact.scope, fact.type)) continue;
        ++allowed;
        const auto held = ledger.view().find({fact.type, fact.id});
        if (held == ledger.view().end())
            fail("converged", device + " lacks " + fact.type + " " + fact.id);
        else if (encode(*held->second) != *fact.text)
            fail("converged", device + " holds another " + fact.type + " " + fact.id);
    }
    if (ledger.view().size() != allowed) {
        for (const auto& [key, held] : ledger.view()) {
            const Fact* fact = truth_.find(key.first, key.second);
            const bool right = fact && !fact->deleted && may_see(viewer, fact->scope, fact->type);
            if (!right) fail("purged", device + " still holds " + key.first + " " + key.second);
        }
    }
    if (viewer.person.empty()) return;
    const DeviceLedger::Place& place = ledger.place();
    if (place.cursor != truth_.head() || place.epoch != truth_.epoch())
        fail("converged", device + " stands at " + std::to_string(place.cursor) + " of " + place.epoch +
                              ", the store at " + std::to_string(truth_.head()) + " of " + truth_.epoch());
    if (const auto& rows = ledger.outbox().rows; !rows.empty())
        fail("converged", device + " still has #" + std::to_string(rows.front().number) + " in its outbox");
}

void Invariants::check_blobs(const ModelTablet& tablet)
{
    const Flash& flash = tablet.flash();
    const Viewer viewer = truth_.viewer(tablet.device());
    if (truth_.revoked(tablet.device()) || flash.revoked) return;
    const std::set<std::string> allowed = truth_.papers(viewer);
    for (const auto& [sha256, blob] : flash.blobs) {
        if (!allowed.contains(sha256))
            fail("purged", tablet.device() + " still holds the bytes " + sha256.substr(0, 8));
        if (blob.verified && blob.have != papers_.at(sha256))
            fail("digests_match", tablet.device() + " holds wrong bytes under " + sha256.substr(0, 8));
    }
    for (const std::string& sha256 : allowed) {
        const auto here = flash.blobs.find(sha256);
        const bool whole = here != flash.blobs.end() && here->second.verified;
        if (!whole && !damaged_.contains(sha256))
            fail("converged", tablet.device() + " lacks the bytes " + sha256.substr(0, 8));
    }
}

}  // namespace chamber::simulation
