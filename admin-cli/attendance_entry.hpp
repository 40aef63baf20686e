// attendance record, correct, undo, history, opens: what the office writes into a roll from the terminal. The rows that
// name them: attendance.cpp.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

Result<ExitCode> record(const Invocation& invocation);
Result<ExitCode> correct(const Invocation& invocation);
Result<ExitCode> undo(const Invocation& invocation);
Result<ExitCode> history(const Invocation& invocation);
// From how many minutes before a sitting delegates may check in: says it, or sets it.
Result<ExitCode> opens(const Invocation& invocation);

}  // namespace chamber::admin
