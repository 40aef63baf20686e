// What a restored server is told again: what was done and is in no backup, the person's own notes that it lacks, and
// revocations that this device saw.
//
//   done ──▶ kept ──a backup holds it──▶ gone
//              └──another history──▶ queued before all that waits, under new numbers
//   a note, left or lost ──▶ parked ──the view is whole──▶ queued, if it is still lacking
#include "protocol/codec.hpp"
#include "protocol/device_ledger.hpp"
#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber {
namespace {

// Notes are brought back from the view, reports are made anew, and what only concerned the moment is not repeated.
bool is_passing(const CommandBody& body)
{
    return std::holds_alternative<PutAnnotation>(body) || std::holds_alternative<PutNotebookNote>(body) ||
           std::holds_alternative<Received>(body) || std::holds_alternative<Opened>(body) ||
           std::holds_alternative<Purged>(body) || std::holds_alternative<SetEnrolment>(body) ||
           std::holds_alternative<SettleAlarm>(body);
}

// What the author wrote, without what the server says of it.
std::string written(Annotation note)
{
    note.received_at.reset();
    note.acknowledged_by.reset();
    note.acknowledged_at.reset();
    return encode(Entity(std::move(note)));
}

std::string written(NotebookNote note)
{
    note.received_at.reset();
    return encode(Entity(std::move(note)));
}

const PersonId& author_of(const Annotation& note)
{
    return note.author;
}

const PersonId& author_of(const NotebookNote& note)
{
    return note.person;
}

// True when it is not there, or in another state. Which of two states is the newer one only the server can tell.
template <class Note>
bool is_lacking(const Note& note, const Note* there)
{
    return !there || written(*there) != written(note);
}

bool will_delete(const DeviceLedger::Row& row, const Annotation& note)
{
    const auto* command = std::get_if<DeleteAnnotation>(&row.body);
    return command && command->id == note.id;
}

bool will_delete(const DeviceLedger::Row& row, const NotebookNote& note)
{
    const auto* command = std::get_if<RemoveNotebookNote>(&row.body);
    return command && command->id == note.id;
}

bool will_revoke(const DeviceLedger::Row& row, const DeviceId& device)
{
    const auto* command = std::get_if<RevokeDevice>(&row.body);
    return command && command->device == device;
}

}  // namespace

// Beyond the limits the oldest go: a server without backups for so long has had its warning.
void DeviceLedger::keep(Row row)
{
    if (!place_.person || is_passing(row.body)) return;
    const std::int64_t seq = row.shown_at.value_or(0);
    row.shown_at.reset();
    kept_.push_back({*place_.person, outbox_.incarnation, place_.epoch, seq, std::move(row)});
    std::size_t bytes = 0;
    auto first = kept_.end();
    while (first != kept_.begin() && kept_.end() - first < limits::kept_commands_max) {
        bytes += std::prev(first)->row.bytes;
        if (bytes > limits::kept_commands_bytes_max) break;
        --first;
    }
    kept_.erase(kept_.begin(), first);
}

// A backup holds the feed of this history up to there; 0: there is none.
void DeviceLedger::release_backed_up(const Batch& batch)
{
    if (batch.backed_up <= 0) return;
    const auto held = [&](const auto& each) { return each.epoch == batch.epoch && each.seq <= batch.backed_up; };
    std::erase_if(kept_, held);
    for (auto& [person, parked] : parked_) std::erase_if(parked, held);
}

// The server has of this incarnation the commands up to `last_command`: answers that it forgot are void.
void DeviceLedger::forget_answers(std::int64_t last_command)
{
    for (const Row& row : outbox_.rows)
        if (row.shown_at && row.number <= last_command) keep(row);
    std::erase_if(outbox_.rows, [&](const Row& row) { return row.shown_at && row.number <= last_command; });
    for (Row& row : outbox_.rows) row.shown_at.reset();
}

// What this person did in a history that has ended, and the server does not have. What it has of the present numbering
// it says itself; of the rest a repetition changes nothing.
bool DeviceLedger::take_forgotten(const Batch& batch, const NewIncarnation& new_incarnation)
{
    std::vector<Row> again;
    std::erase_if(kept_, [&](Kept& kept) {
        if (kept.person != place_.person || kept.epoch == batch.epoch) return false;
        if (kept.incarnation == outbox_.incarnation && kept.row.number <= batch.last_command) {
            kept.epoch = batch.epoch;  // both histories have it
            return false;
        }
        again.push_back(std::move(kept.row));
        return true;
    });
    if (again.empty()) return false;
    outbox_.rows.insert(outbox_.rows.begin(), std::make_move_iterator(again.begin()),
                        std::make_move_iterator(again.end()));
    number_anew(new_incarnation());
    return true;
}

// `epoch`: the history that `before` is of; "": it goes on, and has lost something all the same.
void DeviceLedger::park_lost(const View& before, const std::string& epoch)
{
    if (!place_.person) return;
    std::vector<Parked>& parked = parked_[*place_.person];
    for (const auto& [key, held] : before) {
        const auto park = [&]<class Put, class Note>(const Note* note) {
            if (note && author_of(*note) == *place_.person && is_lacking(*note, find<Note>(note->id.value)))
                parked.push_back({Put{*note, 0}, epoch, held->seq});
        };
        park.operator()<PutAnnotation>(std::get_if<Annotation>(&*held->entity));
        park.operator()<PutNotebookNote>(std::get_if<NotebookNote>(&*held->entity));
        const auto* device = std::get_if<Device>(&*held->entity);
        if (device && device->state == DeviceState::revoked)
            parked.push_back({RevokeDevice{device->id, "đã thu hồi trước khi phục hồi"}, epoch, held->seq});
    }
}

// A note that was answered as done, and that the view had not come to yet.
void DeviceLedger::park_answered(const Row& row)
{
    const bool note =
        std::holds_alternative<PutAnnotation>(row.body) || std::holds_alternative<PutNotebookNote>(row.body);
    if (place_.person && note) parked_[*place_.person].push_back({row.body, place_.epoch, row.shown_at.value_or(0)});
}

// The view is whole: what it lacks joins the outbox, unless the opposite waits there.
void DeviceLedger::unpark()
{
    if (!place_.person) return;
    const auto found = parked_.find(*place_.person);
    if (found == parked_.end()) return;
    for (Parked& parked : found->second) {
        if (!parked.epoch.empty() && parked.epoch == place_.epoch) continue;
        const auto is_missing = [&]<class Note>(const Note& note) {
            const bool deleted =
                std::ranges::any_of(outbox_.rows, [&](const Row& row) { return will_delete(row, note); });
            return !deleted && is_lacking(note, find<Note>(note.id.value));
        };
        if (const auto* put = std::get_if<PutAnnotation>(&parked.body)) {
            if (is_missing(put->annotation)) append(std::move(parked.body));
        } else if (const auto* noted = std::get_if<PutNotebookNote>(&parked.body)) {
            if (is_missing(noted->note)) append(std::move(parked.body));
        } else if (const auto* revoke = std::get_if<RevokeDevice>(&parked.body)) {
            const Device* device = find<Device>(revoke->device.value);
            const bool ordered =
                std::ranges::any_of(outbox_.rows, [&](const Row& row) { return will_revoke(row, revoke->device); });
            if (device && device->state != DeviceState::revoked && !ordered) append(std::move(parked.body));
        }
    }
    parked_.erase(found);
}

}  // namespace chamber
