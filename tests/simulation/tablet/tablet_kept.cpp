// What a restored server is told again: what was done and is in no backup, notes it lacks, revocations that were seen
// (kept.ts, parking.ts).
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/codec.hpp"

#include <algorithm>

namespace chamber::simulation {
namespace {

std::string key_of(std::string_view type, std::string_view id)
{
    std::string key(type);
    key += ' ';
    key += id;
    return key;
}

// What is done again on a restored server. Notes are brought back from the view; reports are made anew; the rest
// concerns the moment.
bool is_kept(const std::string& verb)
{
    return verb != PutAnnotation::type && verb != Received::type && verb != Purged::type &&
           verb != SetEnrolment::type && verb != SettleAlarm::type;
}

bool is_own_note(const Held& held, const std::string& person)
{
    return held.change.type == "annotation" && unquoted(field_of(held.change.entity, "author")) == person;
}

bool is_revoked_device(const Held& held)
{
    return held.change.type == "device" && unquoted(field_of(held.change.entity, "state")) == "revoked";
}

}  // namespace

// What the complete view lacks joins the outbox, unless a deletion of it waits there.
void ModelTablet::put_owed(Flash& flash)
{
    for (const auto& [owed, epoch, seq] : flash.owed[flash.place.person]) {
        if (epoch == flash.place.epoch) continue;
        const bool deleted = std::any_of(flash.outbox.rows.begin(), flash.outbox.rows.end(), [&](const Row& row) {
            return row.verb == DeleteAnnotation::type && row.target == owed.target;
        });
        if (owed.verb == RevokeDevice::type) {
            const auto there = flash.view.find(key_of(Device::type, owed.target));
            const bool waits = std::any_of(flash.outbox.rows.begin(), flash.outbox.rows.end(),
                                           [&](const Row& row) { return row.body == owed.body; });
            if (!waits && there != flash.view.end() && !is_revoked_device(there->second))
                flash.outbox.rows.push_back(make_row(flash, owed.verb, owed.body, {}, {}));
            continue;
        }
        const auto there = flash.view.find(key_of(Annotation::type, owed.target));
        if (deleted ||
            (there != flash.view.end() && unquoted(field_of(there->second.change.entity, "text")) == owed.token))
            continue;
        flash.outbox.rows.push_back(make_row(flash, owed.verb, owed.body, owed.token, owed.target));
    }
    flash.owed.erase(flash.place.person);
}

void ModelTablet::keep(Flash& flash, const Row& row)
{
    if (!is_kept(row.verb) || setting_.bug == Bug::done_is_forgotten) return;
    flash.kept.push_back(Kept{flash.place.person, flash.outbox.incarnation, flash.place.epoch, *row.shown_at,
                              Row{row.number, row.verb, row.body, row.token, row.target, {}}});
}

// What this person did in a history that has ended, and the server does not have: before everything that waits, under
// new numbers. What it has of the present numbering it says itself.
bool ModelTablet::take_kept(Flash& flash, const BatchText& batch)
{
    std::vector<Row> again;
    std::erase_if(flash.kept, [&](Kept& kept) {
        if (kept.person != flash.place.person || kept.epoch == batch.epoch) return false;
        if (kept.incarnation == flash.outbox.incarnation && kept.row.number <= batch.last_command) {
            kept.epoch = std::string(batch.epoch);  // both histories have it
            return false;
        }
        again.push_back(kept.row);
        return true;
    });
    if (again.empty()) return false;
    flash.outbox.rows.insert(flash.outbox.rows.begin(), again.begin(), again.end());
    watch_.note(device_, "does " + std::to_string(again.size()) + " again");
    renumber(flash);
    return true;
}

// Own notes as they were, to be looked for in the new view; and a revocation is known again from whoever saw it, not
// only from who ordered it.
std::vector<Row> ModelTablet::owe(Flash& flash, const std::map<std::string, Held>& before, const std::string& epoch)
{
    std::vector<Row> notes;
    std::vector<Owed>& owed = flash.owed[flash.place.person];
    for (const auto& [key, held] : before) {
        if (!is_own_note(held, flash.place.person)) continue;
        auto note = decode_entity(held.change.entity);
        MUST(note.has_value());
        const auto& annotation = std::get<Annotation>(*note);
        notes.push_back(Row{0,
                            PutAnnotation::type,
                            encode(CommandBody(PutAnnotation{annotation, 0})),
                            annotation.text,
                            annotation.id.value,
                            {}});
        if (setting_.bug != Bug::epoch_ignored) owed.push_back({notes.back(), epoch, held.change.seq});
    }
    if (setting_.owner != "VP01") return notes;
    for (const auto& [key, held] : before) {
        if (!is_revoked_device(held)) continue;
        const std::string device(held.change.id);
        owed.push_back({Row{0,
                            RevokeDevice::type,
                            encode(CommandBody(RevokeDevice{DeviceId(device), "đã thu hồi trước khi phục hồi"})),
                            {},
                            device,
                            {}},
                        epoch, held.change.seq});
    }
    return notes;
}

void ModelTablet::renumber(Flash& flash)
{
    std::erase_if(flash.outbox.rows, [](const Row& row) { return row.shown_at.has_value(); });
    flash.outbox.incarnation = new_incarnation();
    flash.outbox.next = 1;
    for (Row& row : flash.outbox.rows) row.number = flash.outbox.next++;
    for (const Row& row : flash.outbox.rows) watch_.kept(device_, flash.outbox.incarnation, row);
}

}  // namespace chamber::simulation
