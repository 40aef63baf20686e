// What a device holds beside the bytes of papers, and the rules by which it changes: the C++ twin of
// server/web/src/sync/ledger.ts. Both live through tests/golden/histories.json. Plain state, no socket: Tablet carries
// it over a real one. A copy of it is what a crash leaves behind.
#pragma once

#include "protocol/message.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chamber::test {

// Where a device stands in the feed, and for what its view was filtered.
struct Place {
    std::optional<std::string> person;
    std::string epoch;
    std::int64_t cursor = 0;
    std::string access;
    JournalMark journal{};  // the newest one this device was told of, whoever sat here then
};

struct OutboxRow {
    std::int64_t number = 0;
    CommandBody body;
    std::optional<std::int64_t> shown_at;  // answered: the view holds the effect from this seq on
};

// A done command that no verified backup of the server holds: a restored server is told again.
struct KeptCommand {
    std::string person, incarnation, epoch;
    std::int64_t number = 0;
    std::int64_t seq = 0;  // the view showed it from here on
    CommandBody body;
};

struct Outbox {
    std::string incarnation;
    std::int64_t next = 1;
    std::vector<OutboxRow> rows;
};

// A blob that is here, verified.
struct HeldBlob {
    std::uint64_t bytes = 0;
    bool preview = false;  // pictures made from a paper, not the paper
};

struct HeldEntity {
    Entity entity;
    std::int64_t seq = 0;
    std::string scope;
};

// A command that waits until its person's view is complete. `epoch`: the history that has it done, at `seq`; only
// another one is told.
struct Parked {
    CommandBody body;
    std::string epoch;
    std::int64_t seq = 0;
};

// How somebody goes: `history` is the server's epoch then; where it is not the view's, the server was restored, and its
// answers are void.
struct Leaving {
    std::string history;
    bool signed_out = false;  // by themselves
};

class Ledger {
public:
    using Key = std::pair<std::string, std::string>;  // type, id
    using View = std::map<Key, HeldEntity>;

    explicit Ledger(std::string incarnation) { outbox_.incarnation = std::move(incarnation); }

    // The view is one person's. Who leaves unanswered commands finds them again with their numbering; `fresh`: what the
    // next person's is called then. Who did not go themselves finds again what no backup holds, should the server be
    // restored meanwhile.
    void change_person(const std::optional<std::string>& person, const Leaving& leaving, const std::string& fresh);
    const OutboxRow& queue(CommandBody body);
    // False: it does not continue from here, and was not taken. `fresh`: what a new numbering is called, when a
    // restored server must be told again of what is kept; the connection has to be opened anew then.
    bool take(const Batch& batch, const std::string& fresh);
    void take(const Receipts& receipts);
    void hold(const std::string& sha256, HeldBlob blob) { blobs_[sha256] = blob; }

    // True when the server, having the commands up to this one, lacks some that are no longer here.
    bool numbering_ends(std::int64_t last_command) const { return last_command + 1 < first_unanswered(); }
    void number_anew(std::string incarnation);
    // What a fresh connection sends, from the first command without an answer.
    std::vector<Command> unanswered() const;

    const Place& place() const { return place_; }
    const Outbox& outbox() const { return outbox_; }
    const View& view() const { return view_; }
    const std::vector<KeptCommand>& kept() const { return kept_; }
    View shown() const;  // with the unanswered and not yet shown notes over it
    const std::map<std::string, HeldBlob>& blobs() const { return blobs_; }

private:
    std::int64_t first_unanswered() const;
    void append(CommandBody body) { outbox_.rows.push_back({outbox_.next++, std::move(body), std::nullopt}); }
    // `epoch`: the history that `before` is of; empty: it goes on, and has lost something all the same.
    void park_lost(const View& before, const std::string& epoch);
    void release_parked(const std::string& epoch, std::int64_t backed_up);
    void unpark();
    void forget_answers(std::int64_t last_command);
    void complete();
    void keep(const OutboxRow& row, const std::string& epoch);
    void take_forgotten(const Batch& batch, const std::string& fresh);

    Place place_;
    View view_;
    Outbox outbox_;
    std::map<std::string, Outbox> left_;                 // by person
    std::map<std::string, std::vector<Parked>> parked_;  // by person
    std::vector<KeptCommand> kept_;
    std::map<std::string, HeldBlob> blobs_;  // by SHA-256
};

}  // namespace chamber::test
