// Reads the command line against the table and runs the command. Knows CLI11; says what is wrong in Vietnamese.
#pragma once

#include "admin-cli/commands.hpp"

namespace chamber::admin {

// Writes --help and errors itself. Shape: the program's exit code.
int run_command_line(const CommandTable& commands, int argc, char** argv);

}  // namespace chamber::admin
