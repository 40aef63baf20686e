// What chamber-demo does: a data directory with the fictional council in the middle of its session, signed documents,
// accounts in demo.json and files to try at the door in thu-nghiem/. Whole or not at all.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::demo {

// Reads --data and --host. Errors: those of founding (admin-cli/founding.hpp) and of taking a document in
// (server/workflows/file_intake.hpp).
Result<admin::ExitCode> demonstrate(const admin::Invocation& invocation);

}  // namespace chamber::demo
