// The feed and the outbox. What a restored server is told again: device_ledger_history.cpp.
#include "protocol/device_ledger.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

#include <algorithm>
#include <set>

namespace chamber {
namespace {

// A command's number and braces beside its body.
constexpr std::size_t row_bytes = 32;
// The rest of a frame is for what surrounds the commands.
constexpr std::size_t message_bytes_max = limits::text_frame_bytes_max / 4 * 3;

template <class Document>
void add_digests(const std::vector<const Document*>& documents, std::set<std::string_view>& digests)
{
    for (const Document* document : documents) {
        for (const Revision& revision : document->revisions) {
            digests.insert(revision.sha256);
            if (revision.preview) digests.insert(revision.preview->sha256);
            if (revision.delta) digests.insert(revision.delta->sha256);
        }
    }
}

bool is_report(const CommandBody& body)
{
    return std::holds_alternative<Received>(body) || std::holds_alternative<Opened>(body) ||
           std::holds_alternative<Purged>(body) || std::holds_alternative<ApproveDevice>(body);
}

}  // namespace

void DeviceLedger::change_person(const std::optional<PersonId>& person, const Leaving& leaving,
                                 const NewIncarnation& new_incarnation)
{
    if (!place_.epoch.empty() && place_.epoch != leaving.history) forget_answers(0);
    const View before = std::exchange(view_, {});
    if (!leaving.signed_out) park_lost(before, place_.epoch);
    for (const Row& row : outbox_.rows) {
        if (!row.shown_at) continue;
        keep(row);
        if (!leaving.signed_out) park_answered(row);
    }
    std::erase_if(outbox_.rows, [](const Row& row) { return row.shown_at.has_value(); });
    change_hands(person, new_incarnation);
    place_ = Place{person, {}, 0, {}, place_.journal};
    whole_ = false;
}

void DeviceLedger::change_hands(const std::optional<PersonId>& person, const NewIncarnation& new_incarnation)
{
    const bool parted = place_.person && !outbox_.rows.empty();
    if (parted) left_.insert_or_assign(*place_.person, std::move(outbox_));
    if (const auto back = person ? left_.find(*person) : left_.end(); back != left_.end()) {
        outbox_ = std::move(back->second);
        left_.erase(back);
    } else if (parted) {
        outbox_ = Outbox{new_incarnation(), 1, {}};
    }
}

void DeviceLedger::from_nothing()
{
    place_ = Place{place_.person, {}, 0, {}, place_.journal};
    whole_ = false;
}

// ---- the feed

bool DeviceLedger::continues(const Batch& batch) const
{
    const bool same_history = place_.epoch.empty() || batch.epoch == place_.epoch;
    return batch.snapshot || (batch.prev == place_.cursor && same_history);
}

std::optional<DeviceLedger::Taken> DeviceLedger::take_batch(const std::shared_ptr<const Batch>& batch,
                                                            std::span<const HeldBlob> blobs,
                                                            const NewIncarnation& new_incarnation)
{
    if (!continues(*batch)) return std::nullopt;
    const bool renamed = !place_.epoch.empty() && batch->epoch != place_.epoch;
    // Whoever is sent back behind their place lost something, whatever the history is called.
    const bool sent_back = !place_.epoch.empty() && !batch->more && batch->upto < place_.cursor;
    const bool new_history = batch->snapshot && (renamed || sent_back);
    const std::string ended = renamed ? place_.epoch : std::string();
    View before;
    if (batch->snapshot) before.swap(view_);
    put_changes(batch);
    place_.epoch = batch->epoch;
    place_.cursor = batch->upto;
    if (!batch->access.empty()) place_.access = batch->access;
    take_mark(batch->journal);
    whole_ = !batch->more;
    release_backed_up(*batch);
    if (new_history) {
        park_lost(before, ended);
        forget_answers(batch->last_command);
    }
    Taken taken;
    taken.shown = drop_shown();
    taken.renumbered = batch->snapshot && take_forgotten(*batch, new_incarnation);
    // The server has more of this incarnation than we remember: new commands come behind those.
    if (!taken.renumbered) outbox_.next = std::max(outbox_.next, batch->last_command + 1);
    if (whole_) {
        unpark();
        taken.dropped = drop_unreferenced(blobs);
    }
    return taken;
}

// Deletion is final and names its scope; a purged scope takes all its entities along.
void DeviceLedger::put_changes(const std::shared_ptr<const Batch>& batch)
{
    for (const std::string& scope : batch->purge_scopes)
        std::erase_if(view_, [&](const auto& each) { return each.second->scope == scope; });
    for (const Change& change : batch->items) {
        Key key{change.entity_type, change.id};
        if (change.entity) {
            view_.insert_or_assign(std::move(key), Held(batch, &change));
        } else if (const auto at = view_.find(key);
                   at != view_.end() && (change.scope.empty() || at->second->scope == change.scope)) {
            view_.erase(at);  // the same id may live on in another scope
        }
    }
}

void DeviceLedger::take_mark(const JournalMark& mark)
{
    if (mark.n > 0) place_.journal = mark;
}

std::vector<std::string> DeviceLedger::drop_unreferenced(std::span<const HeldBlob> blobs)
{
    std::vector<std::string> dropped;
    if (blobs.empty()) return dropped;
    std::set<std::string_view> referenced;
    add_digests(all<Document>(), referenced);
    add_digests(all<DraftDocument>(), referenced);
    for (const HeldBlob& blob : blobs) {
        if (referenced.contains(blob.sha256)) continue;
        dropped.push_back(blob.sha256);
        if (blob.counted) append(Purged{blob.sha256});
    }
    return dropped;
}

// ---- the outbox

std::vector<DeviceLedger::Row> DeviceLedger::take_receipts(const Receipts& receipts, std::string_view epoch)
{
    const std::int64_t cursor = epoch == place_.epoch ? place_.cursor : std::numeric_limits<std::int64_t>::min();
    std::vector<Row> shown;
    for (const CommandOutcome& outcome : receipts.outcomes) {
        const auto row = std::ranges::find(outbox_.rows, outcome.number, &Row::number);
        if (row == outbox_.rows.end()) continue;
        row->shown_at = receipts.shown_at;
        if (outcome.done && cursor < receipts.shown_at) continue;
        if (outcome.done) {
            keep(*row);
            shown.push_back(std::move(*row));
        }
        outbox_.rows.erase(row);
    }
    take_mark(receipts.journal);
    return shown;
}

std::vector<DeviceLedger::Row> DeviceLedger::drop_shown()
{
    std::vector<Row> shown;
    for (Row& row : outbox_.rows) {
        if (!row.shown_at || *row.shown_at > place_.cursor) continue;
        keep(row);
        shown.push_back(row);
    }
    std::erase_if(outbox_.rows, [&](const Row& row) { return row.shown_at && *row.shown_at <= place_.cursor; });
    return shown;
}

void DeviceLedger::append(CommandBody body)
{
    const std::size_t bytes = encode(body).size();
    outbox_.rows.push_back({outbox_.next++, std::move(body), bytes, std::nullopt});
}

const DeviceLedger::Row& DeviceLedger::queue(CommandBody body)
{
    append(std::move(body));
    return outbox_.rows.back();
}

std::vector<Command> DeviceLedger::next_message(std::int64_t sent_up_to) const
{
    std::vector<Command> message;
    std::size_t bytes = 0;
    for (const Row& row : outbox_.rows) {
        if (row.number <= sent_up_to || row.shown_at) continue;
        bytes += row.bytes + row_bytes;
        // Behind an answered command another message begins.
        if (!message.empty() && (row.number != message.back().number + 1 || bytes > message_bytes_max ||
                                 message.size() == limits::commands_per_message_max))
            break;
        message.push_back({row.number, row.body});
    }
    return message;
}

std::int64_t DeviceLedger::first_unanswered() const
{
    const auto row = std::ranges::find_if(outbox_.rows, [](const Row& each) { return !each.shown_at; });
    return row == outbox_.rows.end() ? outbox_.next : row->number;
}

bool DeviceLedger::is_astray(std::int64_t last_command, std::int64_t since) const
{
    return last_command + 1 < std::min(since, first_unanswered());
}

void DeviceLedger::number_anew(std::string incarnation)
{
    Outbox anew{std::move(incarnation), 1, {}};
    for (Row& row : outbox_.rows) {
        if (row.shown_at) continue;
        row.number = anew.next++;
        anew.rows.push_back(std::move(row));
    }
    outbox_ = std::move(anew);
}

void DeviceLedger::introduce(Hello& hello) const
{
    hello.incarnation = outbox_.incarnation;
    hello.epoch = place_.epoch;
    hello.cursor = place_.cursor;
    hello.access = place_.access;
    hello.journal = place_.journal;
    hello.unsent = unsent();
}

std::int32_t DeviceLedger::unsent() const
{
    return static_cast<std::int32_t>(
        std::ranges::count_if(outbox_.rows, [](const Row& row) { return !row.shown_at && !is_report(row.body); }));
}

}  // namespace chamber
