// Who did what when: one line of JSON for every verb, each holding the SHA-256 of the line before it.
//
// A session's own lines form a second chain (`session_prev_hash`), so that its extract can be verified alone in the
// archive. No contents of notes; of the peer's address only a salted hash, so that an extract can be handed over and
// the address forgotten. The newest hash goes to every device, which keeps it and repeats it: 37 witnesses against a
// history cut off or written anew, which no chain can show by itself. Every 100th entry is signed with the council's
// seal key. Format: storage/README.md. The storage thread's.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/message.hpp"
#include "protocol/origin.hpp"
#include "protocol/world.hpp"
#include "storage/database/database.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct JournalEntry {
    std::string verb;
    PersonId person;  // empty: nobody signed in, the machine itself
    DeviceId device;  // empty: through the local door or by the machine
    std::string target;
    std::optional<SessionId> session;    // goes into that session's archive
    std::optional<std::string> refused;  // the error code of a refused command
    std::optional<std::string> reason;   // what a person gave as the reason of a withdrawal or revocation
};

// The council's seal over a text. `sign`: DER; empty when it cannot be made now. `check`: whether it is a right one of
// this council.
struct JournalSeal {
    std::function<std::string(const std::string& text)> sign;
    std::function<bool(const std::string& signature, const std::string& text)> check;
};

class Journal {
public:
    // To be read alone.
    explicit Journal(Database& database);
    Journal(Database& database, Entropy& entropy);

    // Nobody signs until then.
    void set_seal(JournalSeal seal) { seal_ = std::move(seal); }

    struct Mark {
        std::int64_t n = 0;
        std::string hash;           // hexadecimal
        std::int64_t at_us = 0;     // of the newest entry
        std::int64_t signed_n = 0;  // of the newest checkpoint
    };
    const Mark& mark() const { return last_; }
    // As devices are told it.
    JournalMark told_mark() const { return {last_.n, last_.n == 0 ? std::string() : last_.hash}; }
    // The newest entry when this journal was opened.
    std::int64_t opened_at() const { return opened_at_; }
    void restore(Mark mark);

    // What the entries from now on come from; until the next call.
    void set_origin(Origin origin) { origin_ = std::move(origin); }

    // Times strictly increase, whatever the clock does.
    void append(const JournalEntry& entry, UtcMs now);

    std::vector<std::string> lines_of(const SessionId& session);

    // The hash of this entry; nothing when there is none.
    std::optional<std::string> hash_of(std::int64_t n);

    // Walks both chains, the times, the sources and the checkpoints, whose signatures are checked where there is a
    // seal. Errors: journal_broken, `where` naming the first entry that does not fit.
    Result<void> check();

private:
    Result<void> walk();
    Result<void> check_signed();
    void sign_checkpoint();
    std::optional<std::string> keep_source(std::int64_t n);

    Database& database_;
    Entropy* entropy_ = nullptr;
    bool has_checkpoints_ = false;  // not in a database that another version made and nobody has migrated yet
    JournalSeal seal_;
    Origin origin_;
    // Of each session that was written of: the hash of its newest entry, hexadecimal.
    const std::string& last_of(const std::string& session);

    Mark last_;
    std::map<std::string, std::string, std::less<>> last_of_;
    std::int64_t opened_at_ = 0;
};

}  // namespace chamber::storage
