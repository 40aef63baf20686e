// session import: a file is read to its end, all its faults are told with their lines, and it is brought in
// (session_bringing).
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

Result<ExitCode> import_session_file(const Invocation& invocation);

}  // namespace chamber::admin
