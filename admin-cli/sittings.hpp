// The rows of session sitting: sittings added, changed and struck off.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

CommandTable sitting_commands();

}  // namespace chamber::admin
