// The journal of the trust store follows the folder: what differs from what it knows is written down, also what
// somebody copied in by hand while no server ran, and what a program changed and then died.
#include "storage/store_body.hpp"
#include "storage/trust/trust_store.hpp"

#include <map>

namespace chamber::storage {

namespace {

struct Item {
    std::string kind;
    std::string name;
};
using Items = std::map<std::pair<std::string, std::string>, Item>;  // role, fingerprint

Items items_of(const TrustContents& contents)
{
    Items items;
    for (const TrustedCertificate& each : contents.certificates)
        items[{name_of(each.role), each.certificate.sha256.hex()}] = {name_of(each.certificate.kind),
                                                                      each.certificate.name};
    for (const KeptList& each : contents.lists)
        items[{name_of(TrustRole::all), each.list.sha256.hex()}] = {"revocation_list", each.list.name};
    return items;
}

Items known_items(Database& database)
{
    Items items;
    Statement rows = database.query("SELECT role, sha256, kind, name FROM trust_item");
    while (rows.step()) items[{rows.text(0), rows.text(1)}] = {rows.text(2), rows.text(3)};
    return items;
}

TrustChange change_of(const char* verb, const Items::value_type& item)
{
    const auto& [role, sha256] = item.first;
    return {verb, role + " " + item.second.kind + " " + sha256 + " " + item.second.name};
}

}  // namespace

Result<std::vector<TrustChange>> Store::note_trust(const TrustContents& contents, const PersonId& by,
                                                   const std::optional<std::string>& reason)
{
    return body_->verb<std::vector<TrustChange>>([&]() -> Result<std::vector<TrustChange>> {
        UnitOfWork& work = body_->work;
        const Items now = items_of(contents), before = known_items(work.database);
        std::vector<TrustChange> changes;
        for (const auto& item : before) {
            if (now.contains(item.first)) continue;
            changes.push_back(change_of("trust_removed", item));
            work.database.run("DELETE FROM trust_item WHERE role = ?1 AND sha256 = ?2", item.first.first,
                              item.first.second);
        }
        for (const auto& item : now) {
            if (before.contains(item.first)) continue;
            changes.push_back(change_of("trust_added", item));
            work.database.run("INSERT INTO trust_item (role, sha256, kind, name) VALUES (?1, ?2, ?3, ?4)",
                              item.first.first, item.first.second, item.second.kind, item.second.name);
        }
        for (const TrustChange& change : changes) {
            JournalEntry entry;
            entry.verb = change.verb;
            entry.person = by;
            entry.target = change.target;
            entry.reason = reason;
            work.journal.append(entry, work.clock.utc());
        }
        return changes;
    });
}

}  // namespace chamber::storage
