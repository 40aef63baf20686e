// session import: a file is read to its end, its plan is shown, and what is there already is overwritten only for
// whoever says so.
//
//   read ─ faults? all of them, each with its line ─▶ plan ─ faults? the same ─▶ shown ─ --dry-run? end ─ overwrites?
//   asked, or --yes ─▶ secrets ─▶ import
//
// People who are new get a PIN or a password; the sheet is written before the import.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

Result<ExitCode> import_session_file(const Invocation& invocation);

}  // namespace chamber::admin
