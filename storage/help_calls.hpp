// Calls for help from the hall: made by whoever sits there, ended by the office.
//
// A call's scope is its caller's `official` one: the caller, the chair, secretary and clerk see it.
#pragma once

#include "protocol/help.hpp"
#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// The same kind with the same words, still open, changes nothing. Errors: help_calls_open.
Result<CommandEffect> call_for_help(UnitOfWork& work, const Viewer& viewer, const CallForHelp& command);

// By the office, or by the caller. One that has ended stays as it is. Errors: not_found (also a call that the viewer
// may not see).
Result<CommandEffect> end_help_call(UnitOfWork& work, const Viewer& viewer, const EndHelpCall& command);

}  // namespace chamber::storage
