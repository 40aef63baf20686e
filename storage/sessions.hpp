// Rows of the council, sessions, sittings and agenda items, and the commands that move a session.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "protocol/session.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>

namespace chamber::storage {

std::optional<Council> find_council(Database& database);
// There is one council: another id replaces it.
void put_council(UnitOfWork& work, const Council& council);

std::optional<Session> find_session(Database& database, const SessionId& id);
void put_session(UnitOfWork& work, const Session& session);

std::optional<Sitting> find_sitting(Database& database, const SittingId& id);
void put_sitting(UnitOfWork& work, const Sitting& sitting);

std::optional<AgendaItem> find_item(Database& database, const AgendaItemId& id);
void put_item(UnitOfWork& work, const AgendaItem& item);

// The session, while its record may still change. Errors: session_unknown, session_sealed.
Result<Session> open_session(Database& database, const SessionId& id);

// The chair's word counts in the session they preside over; the office's in every one.
// Errors: not_allowed, session_unknown, session_sealed, item_unknown, out_of_range (no arrow leads from the session's
// state to in_session).
Result<CommandEffect> open_item(UnitOfWork& work, const Viewer& viewer, const OpenAgendaItem& command);

// Errors: not_allowed, session_unknown, out_of_range.
Result<CommandEffect> set_session_state(UnitOfWork& work, const Viewer& viewer, const SetSessionState& command);

// True when the person presides over a session at hand (protocol/at_hand.hpp): who presides over one that is held goes
// on presiding, whatever is imported for later; in another their word does not count (open_item, set_session_state).
bool is_presiding(Database& database, const PersonId& person);

// Errors: session_unknown, session_sealed, person_unknown, reason_required.
Result<CommandEffect> set_chair(UnitOfWork& work, const Viewer& viewer, const SetChair& command);

}  // namespace chamber::storage
