// Who stands in a session's roll, as of its days: names, seats, groups as they were, whatever later imports say of the
// same people.
//
// The one answer to "the people of a session": rolls, quorum, chair and archive ask here, never the person's own row,
// which is what is known of somebody today (sign-in, rights). Groups and the council are kept beside a session in the
// same way, for its archive.
#pragma once

#include "protocol/importing.hpp"
#include "protocol/session.hpp"
#include "storage/transaction/work.hpp"

#include <optional>
#include <vector>

namespace chamber::storage {

// By id.
std::vector<Participant> people_of(Database& database, const SessionId& session);
std::optional<Participant> find_participant(Database& database, const SessionId& session, const PersonId& person);

// Nothing is told when nothing changed.
void put_participant(Work& work, const Participant& participant);
void remove_participant(Work& work, const Participant& participant);

// True when the person's attendance is recorded in a sitting of that session, or a note of theirs stands on one of its
// papers.
bool has_record(Database& database, const SessionId& session, const PersonId& person);

// For the archive: the roll as people, and whoever of the office is named in the session's records without standing in
// its roll.
std::vector<Person> people_for_archive(Database& database, const SessionId& session);

// The council and the groups as they were; as they are for a session that has none of its own.
Council council_of(Database& database, const Session& session);
std::vector<Group> groups_of(Database& database, const SessionId& session);
void keep_council(Work& work, const SessionId& session, const Council& council);
void keep_groups(Work& work, const SessionId& session, const std::vector<Group>& groups);

// True when no other session begins later: what is known of people and of the council today follows the newest session
// alone.
bool is_newest(Database& database, const Session& session);

// The council as of the imported session. An empty field says nothing: what that session kept of it stays, or what is
// known today where it is new. Those in office are counted, where the import names its delegates.
Council council_after(Database& database, const SessionImport& imported);

}  // namespace chamber::storage
