// document header.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

CommandTable document_header_commands();

}  // namespace chamber::admin
