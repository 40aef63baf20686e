// What a device holds beside the bytes of documents, and the rules by which it changes: its place in the feed, the
// server's view, the commands on their way, and what a restored server has to be told again. The same rules as
// server/web/src/sync/ledger.ts; both live through tests/golden/histories.json. The office's remote commands, the
// tests' tablets and the simulator's carry this one.
//
//   standing ──▶ change_person        a command ──▶ queue ──▶ durable ──▶ next_message ──▶ sent
//   batch ─────▶ take_batch           receipts ───▶ take_receipts: shown at once, or waiting for the cursor
//   gap ───────▶ is_astray? number_anew : next_message behind what the server has
//
// Pure: no socket, no clock, no chance. A copy of it is what a crash leaves behind: whoever carries a step out makes
// the changed ledger durable first, and believes and sends afterwards. Lifetime: a device's. Thread: its owner's.
#pragma once

#include "protocol/message.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber {

class DeviceLedger {
public:
    // Where the device stands in the feed, and for what its view was filtered.
    struct Place {
        std::optional<PersonId> person;  // whose view it is
        std::string epoch;               // "" before the first batch
        std::int64_t cursor = 0;
        std::string access;
        JournalMark journal = {};  // the newest one this device was told of, whoever sat here then
    };

    // A change that brought an entity, as it was told: shared with its batch, never without `entity`.
    using Held = std::shared_ptr<const Change>;
    using Key = std::pair<std::string, std::string>;  // type, id
    using View = std::map<Key, Held>;

    struct Row {
        std::int64_t number = 0;
        CommandBody body;
        std::size_t bytes = 0;                 // of the body on the wire
        std::optional<std::int64_t> shown_at;  // answered: the view holds the effect from this seq on
    };

    struct Outbox {
        std::string incarnation;
        std::int64_t next = 1;
        std::vector<Row> rows;  // ascending, without a gap among those that have no answer
    };

    // A done command that no verified backup of the server holds: a restored server is told again.
    struct Kept {
        PersonId person;
        std::string incarnation, epoch;
        std::int64_t seq = 0;  // the view showed it from here on
        Row row;
    };

    // A command that waits until its person's view is complete.
    struct Parked {
        CommandBody body;
        std::string epoch;     // the history that has it done, at `seq`: only another one is told; "": any
        std::int64_t seq = 0;  // once a backup of that history reaches it, nobody needs to be told
    };

    // A blob that is here. `counted`: the office counts it, and is told when it goes.
    struct HeldBlob {
        std::string sha256;
        bool counted = false;
    };

    // What a batch did beside moving place and view.
    struct Taken {
        std::vector<Row> shown;            // commands that left the outbox: the view holds what they did
        std::vector<std::string> dropped;  // blobs that may no longer be held, by SHA-256
        bool renumbered = false;           // a restored server is told again: the connection has to be opened anew
    };

    // How somebody goes. `history`: the server's epoch then; where it is not the view's, the server was restored, and
    // its answers are void.
    struct Leaving {
        std::string history;
        bool signed_out = false;  // by themselves
    };

    // What a new numbering is called: never the same twice.
    using NewIncarnation = std::function<std::string()>;

    explicit DeviceLedger(std::string incarnation) { outbox_.incarnation = std::move(incarnation); }

    // The view is one person's: it goes when they go. Who leaves unanswered commands finds them again with their
    // numbering. Who did not go themselves finds again what no backup holds, should the server be restored meanwhile.
    void change_person(const std::optional<PersonId>& person, const Leaving& leaving,
                       const NewIncarnation& new_incarnation);
    // The next batch will be a snapshot.
    void from_nothing();

    // False: it does not continue from here; the connection is out of step.
    bool continues(const Batch& batch) const;
    // Nothing: it does not continue from here and was not taken. With the last batch of the news those of `blobs` go
    // that the view no longer refers to, each counted one with a command that says so.
    std::optional<Taken> take_batch(const std::shared_ptr<const Batch>& batch, std::span<const HeldBlob> blobs,
                                    const NewIncarnation& new_incarnation);
    // `epoch`: the history the server speaks of. Before the first batch of a restored server our cursor belongs to
    // another one, and says nothing. Returns the commands whose effect the view holds already.
    std::vector<Row> take_receipts(const Receipts& receipts, std::string_view epoch);

    const Row& queue(CommandBody body);
    // At most one message full behind number `sent_up_to`: in order, without an answer, without a gap.
    std::vector<Command> next_message(std::int64_t sent_up_to) const;
    std::vector<Command> next_message() const { return next_message(first_unanswered() - 1); }
    // Where sending starts on a fresh connection; the server repeats the receipts of what it already has.
    std::int64_t first_unanswered() const;
    // True when the server, having the commands up to `last_command`, lacks some that are no longer here. `since`: the
    // first number without an answer when the server looked; what was answered meanwhile proves nothing.
    bool is_astray(std::int64_t last_command, std::int64_t since = std::numeric_limits<std::int64_t>::max()) const;
    // The unanswered commands under a new incarnation, from 1.
    void number_anew(std::string incarnation);

    // What hello says of it.
    void introduce(Hello& hello) const;
    // Changes of the person that have no answer; what the device reports of itself is not one.
    std::int32_t unsent() const;

    const Place& place() const { return place_; }
    bool whole() const { return whole_; }             // the newest batch had no other behind it
    const View& view() const { return view_; }        // the server's, without what is in the outbox
    const Outbox& outbox() const { return outbox_; }  // of whoever sits here
    const std::map<PersonId, Outbox>& left() const { return left_; }
    const std::vector<Kept>& kept() const { return kept_; }

    // The entity, if the view has it.
    template <class Noun>
    const Noun* find(const std::string& id) const
    {
        const auto at = view_.find({Noun::type, id});
        return at == view_.end() ? nullptr : std::get_if<Noun>(&*at->second->entity);
    }
    template <class Noun>
    std::vector<const Noun*> all() const
    {
        std::vector<const Noun*> found;
        for (auto at = view_.lower_bound({Noun::type, {}}); at != view_.end() && at->first.first == Noun::type; ++at)
            if (const auto* noun = std::get_if<Noun>(&*at->second->entity)) found.push_back(noun);
        return found;
    }

private:
    // the feed
    void put_changes(const std::shared_ptr<const Batch>& batch);
    void take_mark(const JournalMark& mark);
    std::vector<std::string> drop_unreferenced(std::span<const HeldBlob> blobs);

    // the outbox
    void append(CommandBody body);
    std::vector<Row> drop_shown();
    void change_hands(const std::optional<PersonId>& person, const NewIncarnation& new_incarnation);

    // another history (device_ledger_history.cpp)
    void keep(Row row);
    void release_backed_up(const Batch& batch);
    void forget_answers(std::int64_t last_command);
    bool take_forgotten(const Batch& batch, const NewIncarnation& new_incarnation);
    void park_lost(const View& before, const std::string& epoch);
    void park_answered(const Row& row);
    void unpark();

    Place place_;
    bool whole_ = false;
    View view_;
    Outbox outbox_;
    std::map<PersonId, Outbox> left_;
    std::map<PersonId, std::vector<Parked>> parked_;
    std::vector<Kept> kept_;  // oldest first
};

}  // namespace chamber
