// What must hold in a session that is imported, as pure rules: every fault at once, each with its place and a sentence
// for the person who wrote the file; and who of its people stands in its roll.
//
// A delegate whose mandate ended before the session's first day, or begins after its last, is known but neither listed
// nor counted. `where` is a JSON pointer into the SessionImport ("/people/3/seat"); a reader of files maps it to its
// own words.
#pragma once

#include "protocol/message.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace chamber {

// "<session>/<person>".
std::string participant_id(const SessionId& session, const PersonId& person);

// The person as they are now, in that session's roll.
Participant participant_of(const Person& person, const SessionId& session);
// And back: for whoever reads people and is told those of one session.
Person person_of(const Participant& participant);

// True when the mandate holds on one of the session's days; always for guests and staff. Unknown days hold.
bool sits_in(const Person& person, const Session& session);
// True when the mandate holds on that day ("2024-12-18").
bool in_mandate(const Person& person, const std::string& day);

// Whose group or committee is said only in its list of members.
Person in_groups(Person person, const std::vector<Group>& groups);

// The denominator of quorum and majorities: those who count and whose mandate holds on the session's first day.
// Nothing: the import names nobody who counts, and says nothing of it.
std::optional<std::int32_t> in_office_of(const SessionImport& imported);

// "2024-12-18": the Vietnamese calendar day of a moment.
std::string vietnamese_day(UtcMs at);

// A council before its first session: who belongs to it, and nothing of any session. Only while there is none.
bool is_council_only(const SessionImport& imported);

// People and groups that are known already, and may be named without standing in the import.
struct KnownNames {
    std::set<std::string> people;
    std::set<std::string> groups;
};

std::vector<ImportFault> import_faults(const SessionImport& imported, const KnownNames& known);

}  // namespace chamber
