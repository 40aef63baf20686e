#include "tests/support/ledger.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

#include <algorithm>
#include <set>

namespace chamber::test {
namespace {

const Annotation* note_at(const Ledger::View& view, const std::string& id)
{
    const auto at = view.find({Annotation::type, id});
    return at == view.end() ? nullptr : std::get_if<Annotation>(&at->second.entity);
}

// What the author wrote, without what the server says of it.
std::string written(Annotation note)
{
    note.received_at.reset();
    note.acknowledged_by.reset();
    note.acknowledged_at.reset();
    return encode(Entity(std::move(note)));
}

// True when the view lacks the note, or has it in another state.
bool is_lacking(const Annotation& note, const Ledger::View& view)
{
    const Annotation* there = note_at(view, note.id.value);
    return !there || written(*there) != written(note);
}

// Notes are brought back from the view, reports are made anew, and what only concerned the moment is not repeated.
bool is_passing(const CommandBody& body)
{
    return std::holds_alternative<PutAnnotation>(body) || std::holds_alternative<Received>(body) ||
           std::holds_alternative<Purged>(body) || std::holds_alternative<SetEnrolment>(body) ||
           std::holds_alternative<SettleAlarm>(body);
}

void take_mark(Place& place, const JournalMark& mark)
{
    if (mark.n > 0) place.journal = mark;
}

template <class Document>
void add_digests(const Document& document, std::set<std::string>& digests)
{
    for (const Revision& revision : document.revisions) {
        digests.insert(revision.sha256);
        if (revision.preview) digests.insert(revision.preview->sha256);
        if (revision.delta) digests.insert(revision.delta->sha256);
    }
}

std::set<std::string> referenced_blobs(const Ledger::View& view)
{
    std::set<std::string> digests;
    for (const auto& [key, held] : view) {
        if (const auto* document = std::get_if<Document>(&held.entity)) add_digests(*document, digests);
        if (const auto* draft = std::get_if<DraftDocument>(&held.entity)) add_digests(*draft, digests);
    }
    return digests;
}

}  // namespace

std::int64_t Ledger::first_unanswered() const
{
    const auto at =
        std::find_if(outbox_.rows.begin(), outbox_.rows.end(), [](const OutboxRow& row) { return !row.shown_at; });
    return at == outbox_.rows.end() ? outbox_.next : at->number;
}

void Ledger::change_person(const std::optional<std::string>& person, const Leaving& leaving, const std::string& fresh)
{
    if (!place_.epoch.empty() && place_.epoch != leaving.history) forget_answers(0);
    const View before = std::exchange(view_, {});
    if (!leaving.signed_out) park_lost(before, place_.epoch);
    std::erase_if(outbox_.rows, [&](const OutboxRow& row) {
        if (!row.shown_at) return false;
        keep(row, place_.epoch);
        if (place_.person && !leaving.signed_out && std::holds_alternative<PutAnnotation>(row.body))
            parked_[*place_.person].push_back({row.body, place_.epoch, *row.shown_at});
        return true;
    });
    if (place_.person && !outbox_.rows.empty()) {
        left_[*place_.person] = std::exchange(outbox_, Outbox{fresh, 1, {}});
    }
    if (const auto back = person ? left_.find(*person) : left_.end(); back != left_.end()) {
        outbox_ = std::move(back->second);
        left_.erase(back);
    }
    place_ = Place{person, {}, 0, {}, place_.journal};
}

const OutboxRow& Ledger::queue(CommandBody body)
{
    append(std::move(body));
    return outbox_.rows.back();
}

bool Ledger::take(const Batch& batch, const std::string& fresh)
{
    const bool same_history = batch.epoch == place_.epoch || place_.epoch.empty();
    if (!batch.snapshot && (batch.prev != place_.cursor || !same_history)) return false;
    const View before = view_;
    if (batch.snapshot) view_.clear();
    for (const std::string& scope : batch.purge_scopes)
        std::erase_if(view_, [&](const auto& held) { return held.second.scope == scope; });
    for (const Change& change : batch.items) {
        const Key key{change.entity_type, change.id};
        if (change.entity) {
            view_.insert_or_assign(key, HeldEntity{*change.entity, change.seq, change.scope});
        } else if (const auto at = view_.find(key);
                   at != view_.end() && (change.scope.empty() || at->second.scope == change.scope)) {
            view_.erase(at);  // the same id may live on in another scope
        }
    }
    const bool sent_back = !batch.more && batch.upto < place_.cursor;
    const bool new_history = batch.snapshot && !place_.epoch.empty() && (!same_history || sent_back);
    const std::string epoch_before = std::exchange(place_.epoch, batch.epoch);
    place_.cursor = batch.upto;
    if (!batch.access.empty()) place_.access = batch.access;
    take_mark(place_, batch.journal);
    std::erase_if(kept_,
                  [&](const KeptCommand& kept) { return kept.epoch == batch.epoch && kept.seq <= batch.backed_up; });
    release_parked(batch.epoch, batch.backed_up);
    if (new_history) {
        park_lost(before, same_history ? std::string() : epoch_before);
        forget_answers(batch.last_command);
    }
    std::erase_if(outbox_.rows, [&](const OutboxRow& row) {
        const bool done = row.shown_at && *row.shown_at <= place_.cursor;
        if (done) keep(row, place_.epoch);
        return done;
    });
    const std::string incarnation = outbox_.incarnation;
    if (batch.snapshot) take_forgotten(batch, fresh);
    if (outbox_.incarnation == incarnation) outbox_.next = std::max(outbox_.next, batch.last_command + 1);
    if (!batch.more) complete();
    return true;
}

void Ledger::take(const Receipts& receipts)
{
    for (const CommandOutcome& outcome : receipts.outcomes) {
        const auto row = std::find_if(outbox_.rows.begin(), outbox_.rows.end(),
                                      [&](const OutboxRow& each) { return each.number == outcome.number; });
        if (row == outbox_.rows.end()) continue;
        row->shown_at = receipts.shown_at;
        if (outcome.done && place_.cursor < receipts.shown_at) continue;
        if (outcome.done) keep(*row, place_.epoch);
        outbox_.rows.erase(row);
    }
    take_mark(place_, receipts.journal);
}

void Ledger::keep(const OutboxRow& row, const std::string& epoch)
{
    if (place_.person && !is_passing(row.body))
        kept_.push_back({*place_.person, outbox_.incarnation, epoch, row.number, row.shown_at.value_or(0), row.body});
}

// What this person did in a history that has ended and the server does not have: before everything that waits, under
// new numbers.
void Ledger::take_forgotten(const Batch& batch, const std::string& fresh)
{
    Outbox anew{fresh, 1, {}};
    std::erase_if(kept_, [&](KeptCommand& kept) {
        if (kept.person != place_.person || kept.epoch == batch.epoch) return false;
        if (kept.incarnation == outbox_.incarnation && kept.number <= batch.last_command) {
            kept.epoch = batch.epoch;  // both histories have it
            return false;
        }
        anew.rows.push_back({anew.next++, std::move(kept.body), std::nullopt});
        return true;
    });
    if (anew.rows.empty()) return;
    for (OutboxRow& row : outbox_.rows)
        if (!row.shown_at) anew.rows.push_back({anew.next++, std::move(row.body), std::nullopt});
    outbox_ = std::move(anew);
}

// The author's own notes, in the state that the view had before the server was restored; and revocations that this
// device saw.
void Ledger::park_lost(const View& before, const std::string& epoch)
{
    if (!place_.person) return;
    for (const auto& [key, held] : before) {
        const auto* note = std::get_if<Annotation>(&held.entity);
        if (note && note->author.value == *place_.person && is_lacking(*note, view_))
            parked_[*place_.person].push_back({PutAnnotation{*note, 0}, epoch, held.seq});
        const auto* device = std::get_if<Device>(&held.entity);
        if (device && device->state == DeviceState::revoked)
            parked_[*place_.person].push_back(
                {RevokeDevice{device->id, "đã thu hồi trước khi phục hồi"}, epoch, held.seq});
    }
}

void Ledger::release_parked(const std::string& epoch, std::int64_t backed_up)
{
    for (auto& [person, parked] : parked_)
        std::erase_if(
            parked, [&](const Parked& each) { return !epoch.empty() && each.epoch == epoch && each.seq <= backed_up; });
}

void Ledger::forget_answers(std::int64_t last_command)
{
    std::erase_if(outbox_.rows, [&](const OutboxRow& row) {
        const bool held = row.shown_at && row.number <= last_command;
        if (held) keep(row, place_.epoch);
        return held;
    });
    for (OutboxRow& row : outbox_.rows) row.shown_at.reset();
}

// What waited for this person until the view is whole joins the outbox.
void Ledger::unpark()
{
    const auto waits = [this](auto same) {
        return std::any_of(outbox_.rows.begin(), outbox_.rows.end(),
                           [&](const OutboxRow& row) { return same(row.body); });
    };
    for (Parked& parked : std::exchange(parked_[place_.person.value_or("")], {})) {
        if (!parked.epoch.empty() && parked.epoch == place_.epoch) continue;
        if (const auto* put = std::get_if<PutAnnotation>(&parked.body)) {
            const bool deleted = waits([&](const CommandBody& body) {
                const auto* command = std::get_if<DeleteAnnotation>(&body);
                return command && command->id == put->annotation.id;
            });
            if (!deleted && is_lacking(put->annotation, view_)) append(std::move(parked.body));
        } else if (const auto* revoke = std::get_if<RevokeDevice>(&parked.body)) {
            const auto there = view_.find({Device::type, revoke->device.value});
            const auto* device = there == view_.end() ? nullptr : std::get_if<Device>(&there->second.entity);
            const bool ordered = waits([&](const CommandBody& body) {
                const auto* command = std::get_if<RevokeDevice>(&body);
                return command && command->device == revoke->device;
            });
            if (device && device->state != DeviceState::revoked && !ordered) append(std::move(parked.body));
        }
    }
    parked_.erase(place_.person.value_or(""));
}

// The view is whole: bytes that may no longer be held go, each paper with a receipt.
void Ledger::complete()
{
    unpark();
    const std::set<std::string> referenced = referenced_blobs(view_);
    for (auto blob = blobs_.begin(); blob != blobs_.end();) {
        if (referenced.contains(blob->first)) {
            ++blob;
            continue;
        }
        if (!blob->second.preview) append(Purged{blob->first});
        blob = blobs_.erase(blob);
    }
}

void Ledger::number_anew(std::string incarnation)
{
    Outbox anew{std::move(incarnation), 1, {}};
    for (OutboxRow& row : outbox_.rows)
        if (!row.shown_at) anew.rows.push_back({anew.next++, std::move(row.body), std::nullopt});
    outbox_ = std::move(anew);
}

std::vector<Command> Ledger::unanswered() const
{
    std::vector<Command> commands;
    for (const OutboxRow& row : outbox_.rows) {
        if (row.shown_at) continue;
        if (!commands.empty() &&
            (row.number != commands.back().number + 1 || commands.size() == limits::commands_per_message_max))
            break;
        commands.push_back({row.number, row.body});
    }
    return commands;
}

Ledger::View Ledger::shown() const
{
    View shown = view_;
    for (const OutboxRow& row : outbox_.rows) {
        if (const auto* put = std::get_if<PutAnnotation>(&row.body))
            shown.insert_or_assign({Annotation::type, put->annotation.id.value}, HeldEntity{put->annotation, 0, {}});
        if (const auto* command = std::get_if<DeleteAnnotation>(&row.body))
            shown.erase({Annotation::type, command->id.value});
    }
    return shown;
}

}  // namespace chamber::test
