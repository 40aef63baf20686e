// session chair|guest|item: what may change after a session was imported, also while it runs. Each with its reason,
// kept in the history.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

CommandTable session_change_commands();

}  // namespace chamber::admin
