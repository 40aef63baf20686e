// Bringing a session in, whatever it was made of (a file, a copy, a few words typed): its plan is shown, and what is
// there already is overwritten only for whoever says so.
//
//   plan ─ faults? told ─▶ shown ─ --dry-run? end ─ overwrites? asked, or --yes ─▶ secrets ─▶ import
//
// People who are new get a PIN or a password; the sheet is written before the import (--pins).
#pragma once

#include "admin-cli/command.hpp"
#include "admin-cli/office.hpp"

#include <functional>

namespace chamber::admin {

// Tells what is wrong, in the words of where it came from; what it answers ends the command.
using TellFaults = std::function<Error(const ImportPlan& plan, const SessionImport& session)>;

// Errors: import_faulty, import_overwrites (nobody agreed), those of secrets and of the import.
Result<ExitCode> bring_session(const Invocation& invocation, Office& office, SessionImport session,
                               const TellFaults& tell_faults);

// One fault a line, with its place in the import.
Error tell_faults_plainly(const Invocation& invocation, const ImportPlan& plan, const SessionImport& session);

}  // namespace chamber::admin
