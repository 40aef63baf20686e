// A sheet asked for by a command, and where its bytes go. Used by sheet.cpp and minutes.cpp.
#pragma once

#include "admin-cli/command.hpp"
#include "admin-cli/office.hpp"

#include <optional>
#include <string>

namespace chamber::admin {

// Of a session, by id or by its place in it ("1" … ). Errors: sitting_unknown.
Result<std::optional<SittingId>> sitting_typed(Office& office, const SessionId& session,
                                               const std::optional<std::string>& typed);

// Makes it and writes it to --out, else to its own name in the current folder; "-" is stdout. Nothing is replaced.
// Errors: already_exists, those of Office::make_sheet.
Result<ExitCode> write_sheet(const Invocation& invocation, Office& office, MakeSheet ask);

}  // namespace chamber::admin
