// attendance record, confirm, correct, undo, history, opens: what the office writes into a roll from the terminal. The
// rows that name them: attendance.cpp.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

Result<ExitCode> record(const Invocation& invocation);
// Of those who checked in and wait (attendance_confirm.cpp).
Result<ExitCode> confirm_waiting(const Invocation& invocation);
Result<ExitCode> correct(const Invocation& invocation);
Result<ExitCode> undo(const Invocation& invocation);
Result<ExitCode> history(const Invocation& invocation);
// From how many minutes before a sitting delegates may check in, and whether the office confirms it: says it, or sets
// it.
Result<ExitCode> opens(const Invocation& invocation);

}  // namespace chamber::admin
