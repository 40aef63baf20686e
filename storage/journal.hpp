// Who did what when: one line of JSON for every verb, each holding the SHA-256 of the line before it.
//
// A session's own lines form a second chain (`session_prev_hash`), so that its extract can be verified alone in the archive.
// No contents of notes, no network addresses. The newest hash goes to every device, which keeps it: 37 witnesses against a
// history cut off at its end, which no chain can show by itself. Format: storage/README.md. The storage thread's.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/world.hpp"
#include "storage/database.hpp"

#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct JournalEntry {
    std::string verb;
    PersonId person;   // empty: nobody signed in, the machine itself
    DeviceId device;   // empty: through the local door or by the machine
    std::string target;
    std::optional<SessionId> session;    // goes into that session's archive
    std::optional<std::string> refused;  // the error code of a refused command
    std::optional<std::string> reason;   // what a person gave as the reason of a withdrawal or revocation
};

class Journal {
public:
    explicit Journal(Database& database);

    struct Mark {
        std::int64_t n = 0;
        std::string hash;  // hexadecimal
    };
    const Mark& mark() const { return last_; }
    void restore(Mark mark) { last_ = std::move(mark); }

    void append(const JournalEntry& entry, UtcMs now);

    std::vector<std::string> lines_of(const SessionId& session);

    // Walks both chains. Errors: journal_broken, `where` naming the first entry that does not fit.
    Result<void> check();

private:
    Database& database_;
    Mark last_;
};

}  // namespace chamber::storage
