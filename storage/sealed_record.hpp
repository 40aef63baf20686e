// What was archived stays as it was sealed: the one place that every command passes before it is carried out.
//
// Which session's record a command would change is said command by command, without a rule for the rest: a new command
// does not compile until somebody has said it. What no archive holds is nobody's record: private and group notes, and
// what a device holds. Uploads and imports ask open_session() (sessions.hpp) for themselves.
#pragma once

#include "protocol/command.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>

namespace chamber::storage {

// Nothing: no session's, or of something that is not there or not for this viewer's eyes; the command says so itself.
std::optional<SessionId> changed_session(Database& database, const Viewer& viewer, const CommandBody& command);

// Errors: session_sealed (`where`: nothing; it is the session itself).
Result<void> check_unsealed(Database& database, const Viewer& viewer, const CommandBody& command);

}  // namespace chamber::storage
