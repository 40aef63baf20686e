// Minutes of a session or of one sitting: the secretary's words, and how far they are.
//
//   draft ──freeze──▶ frozen ──signed PDF──▶ signed_back        frozen ──reason──▶ draft
//
// Freezing keeps the facts as they are then (minutes_facts.json, byte for byte) and their SHA-256; sheets are made from
// them afterwards. Signed minutes are closed for good, and with them the rolls that they tell of. What facts are:
// minutes/facts.hpp.
#pragma once

#include "protocol/minutes.hpp"
#include "storage/records/session_file.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <vector>

namespace chamber::storage {

// Errors: session_unknown, session_sealed, sitting_unknown, minutes_frozen, changed_meanwhile (`former` is not what
// stands), out_of_range (more parts than parts_max).
Result<CommandEffect> write_minutes(UnitOfWork& work, const Viewer& viewer, const WriteMinutes& command);

// Errors: session_unknown, session_sealed, sitting_unknown, minutes_frozen (frozen already, or signed),
// minutes_not_frozen, reason_required, missing_field (the document), document_unknown (not published in this session),
// document_unsigned.
Result<CommandEffect> set_minutes_state(UnitOfWork& work, const Viewer& viewer, const SetMinutesState& command);

// By id.
std::vector<KeptMinutes> minutes_of(Database& database, const SessionId& session);

// Success: the sitting's roll is not told in signed minutes. Errors: minutes_frozen.
Result<void> check_roll_open(Database& database, const SessionId& session, const SittingId& sitting);

// With the session, or the sitting, that was planned by mistake.
void remove_minutes(UnitOfWork& work, const std::string& id);

}  // namespace chamber::storage
