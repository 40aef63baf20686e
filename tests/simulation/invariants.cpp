// The invariants that are checked while a world runs. What is asked at its end is in invariants_end.cpp.
#include "tests/simulation/invariants.hpp"

#include "protocol/limits.hpp"
#include "server/storage_groups.hpp"

#include <algorithm>
#include <utility>

namespace chamber::simulation {
namespace {

constexpr const char* local_device = "local";
// As in server/fetches.cpp: a few rounds ahead of the socket, and the chunk that was put last.
constexpr std::uint64_t bulk_bytes_max = 4ULL * limits::bulk_bytes_per_round + limits::chunk_bytes + 1'024;
constexpr std::size_t transfers_max = limits::transfers_per_connection_max;

}  // namespace

Invariants::Invariants(const Events& events, BatchReader& reader, const Papers& papers)
    : events_(events),
      reader_(reader),
      papers_(papers)
{
}

void Invariants::fail(std::string invariant, std::string what)
{
    if (violation_) return;
    if (on_note) on_note("VIOLATION", invariant + ": " + what);
    violation_ = Violation{std::move(invariant), std::move(what), events_.now_ms()};
}

void Invariants::note(const std::string& device, const std::string& what)
{
    if (on_note) on_note(device, what);
}

// ---- the server

void Invariants::started(storage::Store& store)
{
    const auto whole = store.read_feed(0, UINT32_MAX);
    if (!whole) return fail("acknowledged_is_stored", "the feed cannot be read: " + whole.error().detail);
    const std::int64_t head_before = truth_.head();
    const std::string epoch_before = truth_.epoch();
    if (store.head().epoch == ended_epoch_)
        fail("cursor_never_skips", "a backup was put back and the history still has the name of the one it replaced");
    ended_epoch_.clear();
    truth_.begin(store.head().epoch, *whole, events_.now_ms());
    if (truth_.epoch() == epoch_before && truth_.head() < head_before)
        fail("acknowledged_is_stored", "the feed was at " + std::to_string(head_before) + " and is at " +
                                           std::to_string(truth_.head()) + " in the same history");
    for (const auto& [seq, fact] : truth_.by_seq())
        if (!fact.token.empty() && effects_[fact.token] == 0) effects_[fact.token] = 1;
    check_promises(store);
}

void Invariants::check_promises(storage::Store& store)
{
    for (const auto& [whose, answers] : promises_.answers) {
        const std::int64_t last = store.last_command(DeviceId(whose.first), whose.second);
        if (!answers.empty() && answers.rbegin()->first > last)
            fail("acknowledged_is_stored", whose.first + " " + whose.second + " was answered to " +
                                               std::to_string(answers.rbegin()->first) + ", the store has " +
                                               std::to_string(last));
    }
}

void Invariants::published(const storage::FeedSlice& slice)
{
    // Somebody knew more than a database that was copied back.
    if (slice.epoch != truth_.epoch()) {
        if (!std::exchange(copied_back_, false))
            fail("cursor_never_skips", "a new history began although nothing was put back by hand");
        truth_.rename(slice.epoch);
    }
    if (slice.prev != truth_.head())
        fail("cursor_never_skips",
             "published from " + std::to_string(slice.prev) + " behind " + std::to_string(truth_.head()));
    for (const Fact& fact : truth_.take(slice, events_.now_ms())) {
        if (on_note) on_note("store", fact.id + " = " + fact.token);
        if (++effects_[fact.token] > 1) fail("one_effect", fact.token + " took effect twice");
        if (!kept_tokens_.contains(fact.token)) fail("one_effect", fact.token + " took effect and is in no outbox");
    }
}

void Invariants::backed_up()
{
    at_backup_ = promises_;
}

void Invariants::put_back(bool named_anew)
{
    MUST(at_backup_.has_value());
    promises_ = *at_backup_;
    // What the backup does not show has no effect any more; what it shows has one.
    effects_.clear();
    if (named_anew && !truth_.epoch().empty()) ended_epoch_ = truth_.epoch();
    copied_back_ = !named_anew;
    truth_ = Truth();
}

void Invariants::storage_waits(std::size_t jobs)
{
    if (jobs > server::StorageGroups::waiting_max)
        fail("queues_are_bounded", "the store's queue holds " + std::to_string(jobs));
}

void Invariants::queued(const std::string& device, std::uint64_t live_bytes, std::uint64_t bulk_bytes)
{
    if (bulk_bytes > bulk_bytes_max)
        fail("queues_are_bounded", device + " has " + std::to_string(bulk_bytes) + " bytes of bulk waiting");
    if (live_bytes > limits::live_queue_bytes_max + 2ULL * limits::batch_bytes_max)
        fail("queues_are_bounded", device + " has " + std::to_string(live_bytes) + " live bytes waiting");
}

void Invariants::told(const std::string& device, const net::SharedBytes& text)
{
    if (device == local_device || !is_message(*text, "batch")) return;
    const SharedBatch batch = reader_.read(text);
    const std::int64_t now = events_.now_ms();
    if (on_note)
        on_note("server", "to " + device + ": batch (" + std::to_string(batch->prev) + ", " +
                              std::to_string(batch->upto) + "]" + (batch->snapshot ? " snapshot" : ""));
    if (batch->items.size() > limits::changes_per_batch_max)
        fail("queues_are_bounded", "a batch of " + std::to_string(batch->items.size()) + " changes");
    for (const ChangeText& item : batch->items) {
        const auto scope = Scope::parse(item.scope);
        if (!scope || !truth_.was_allowed(device, *scope, item.type, now))
            fail("told_only_allowed", device + " is told of " + std::string(item.type) + " " + std::string(item.id) +
                                          " (" + std::string(item.scope) + ")");
    }
    auto item = batch->items.begin();
    for (auto at = truth_.by_seq().upper_bound(batch->prev); at != truth_.by_seq().end() && at->first <= batch->upto;
         ++at) {
        const Fact& fact = at->second;
        while (item != batch->items.end() && item->seq < fact.seq) ++item;
        const bool there = item != batch->items.end() && item->seq == fact.seq;
        if (there && item->text != *fact.text)
            fail("converged", device + " is told another " + fact.type + " " + fact.id + " than the store has");
        if (there || (batch->snapshot && fact.deleted) || !truth_.is_sure(device, fact.scope, fact.type, now)) continue;
        fail("cursor_never_skips",
             device + " is moved over " + fact.type + " " + fact.id + " at " + std::to_string(fact.seq));
    }
}

// ---- the tablets

void Invariants::kept(const std::string& device, const std::string& incarnation, const DeviceLedger::Row& row)
{
    if (on_note)
        on_note(device, "keeps " + incarnation + " #" + std::to_string(row.number) + " " +
                            std::string(verb_of(row.body)) + " " + token_of(row.body));
    const std::string& token = token_of(row.body);
    if (!token.empty() && kept_tokens_.insert(token).second) unanswered_[token] = device;
    if (const std::string& target = target_of(row.body); !target.empty()) ++touched_[target];
}

void Invariants::sent(const std::string& device, std::size_t commands, std::size_t bytes)
{
    if (commands > limits::commands_per_message_max || bytes > limits::text_frame_bytes_max)
        fail("queues_are_bounded",
             device + " sends " + std::to_string(commands) + " commands in " + std::to_string(bytes) + " bytes");
}

void Invariants::answered(const std::string& device, const std::string& incarnation, const DeviceLedger::Row& row,
                          bool done, const std::string& code)
{
    if (on_note)
        on_note(device, "answered " + incarnation + " #" + std::to_string(row.number) + " " + (done ? "done" : code));
    auto& answers = promises_.answers[{device, incarnation}];
    const auto known = answers.find(row.number);
    if (known != answers.end() && (known->second.done != done || known->second.code != code))
        fail("acknowledged_is_stored",
             device + " " + incarnation + " #" + std::to_string(row.number) + " was answered differently before");
    answers[row.number] = Answer{done, code};
    const std::string& token = token_of(row.body);
    const std::string& target = target_of(row.body);
    unanswered_.erase(token);
    note_done(device, row.body, done);
    if (done && !token.empty()) promises_.done_tokens.insert(token);
    if (!done && !target.empty()) refused_targets_.insert(target);
    if (done && !token.empty() && effects_[token] == 0 && touched_[target] < 2)
        fail("one_effect", device + " was told that " + token + " is done, and it had no effect");
}

void Invariants::note_done(const std::string& device, const CommandBody& body, bool done)
{
    if (std::holds_alternative<RecordAttendance>(body) || std::holds_alternative<CorrectAttendance>(body))
        done_.recorded = true;
    if (!done) return;
    if (const auto* revoke = std::get_if<RevokeDevice>(&body)) done_.revoked.insert(revoke->device.value);
    if (std::holds_alternative<CheckIn>(body)) done_.checked_in.emplace(device, truth_.viewer(device).person.value);
}

void Invariants::shown(const std::string& device, const DeviceLedger::Row& row, const Flash& flash)
{
    const std::string& token = token_of(row.body);
    const std::string& target = target_of(row.body);
    if (token.empty() || flash.ledger.find<Annotation>(target)) return;
    const Fact* fact = truth_.find(Annotation::type, target);
    // Rights may have been lost between writing and storing: the note is where its writer no longer is.
    const bool gone = !fact || fact->deleted || touched_[target] > 1 ||
                      !truth_.is_sure(device, fact->scope, fact->type, events_.now_ms());
    if (!gone)
        fail("nothing_vanishes", device + ": " + token + " left the outbox at " +
                                     std::to_string(flash.ledger.place().cursor) + " and is not in the view");
}

void Invariants::taken(const std::string& device, const DeviceLedger::Place& before, const Batch& batch,
                       const std::vector<AnnotationId>& lost)
{
    if (!batch.snapshot && batch.prev != before.cursor)
        fail("cursor_never_skips",
             device + " at " + std::to_string(before.cursor) + " took a batch from " + std::to_string(batch.prev));
    if (!batch.snapshot && !before.epoch.empty() && batch.epoch != before.epoch)
        fail("cursor_never_skips", device + " took a batch of another history");
    if (batch.upto < batch.prev) fail("cursor_never_skips", device + " went back");
    for (const AnnotationId& note : lost) owed_[note.value] = device;
}

void Invariants::signed_out(const std::string& device, const std::string& person)
{
    std::erase_if(owed_,
                  [&](const auto& each) { return each.second == device && each.first.starts_with(person + "."); });
}

// Permission was asked when the transfer began, which may be longer ago than rights are remembered: what the view holds
// was told rightly.
void Invariants::given(const std::string& device, const std::string& sha256)
{
    if (!truth_.may_have(device, sha256, events_.now_ms()))
        fail("told_only_allowed", device + " is given the bytes of " + sha256.substr(0, 8));
}

void Invariants::blob_kept(const std::string& device, const std::string& sha256, const std::string& bytes)
{
    if (on_note) on_note(device, "holds " + sha256.substr(0, 8));
    const auto paper = papers_.find(sha256);
    if (paper == papers_.end() || paper->second != bytes)
        fail("digests_match", device + " vouches for wrong bytes under " + sha256.substr(0, 8));
}

void Invariants::fetching(const std::string& device, std::size_t transfers)
{
    if (transfers > transfers_max)
        fail("queues_are_bounded", device + " runs " + std::to_string(transfers) + " transfers");
}

}  // namespace chamber::simulation
