// What devices know of a session, as an import of it: to be changed somewhere and sent back. Unchanged it changes
// nothing (import_plan says an empty plan).
//
// What the feed does not tell is left empty, and an import that leaves it empty says nothing of it: archive fields,
// attendance, notes, and what an earlier session keeps of its council and groups.
#pragma once

#include "protocol/message.hpp"

#include <optional>
#include <vector>

namespace chamber {

// Everything of these types, of all sessions.
struct KnownCouncil {
    Council council;
    std::vector<Session> sessions;
    std::vector<Sitting> sittings;
    std::vector<AgendaItem> agenda;
    std::vector<Participant> participants;
    std::vector<Person> people;
    std::vector<Group> groups;
};

// The council before its first session (is_council_only): what it is called, its people and groups.
SessionImport council_import_of(const KnownCouncil& known);

// Nothing: no such session. Sittings and items stand in their order.
std::optional<SessionImport> import_of(const KnownCouncil& known, const SessionId& session);

}  // namespace chamber
