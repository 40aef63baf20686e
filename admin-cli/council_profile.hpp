// The rows of council profile: which law holds, and what it asks of this council.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

CommandTable council_profile_commands();

}  // namespace chamber::admin
