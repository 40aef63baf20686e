// Reads the command line against the table and runs the command. Knows CLI11; says what is wrong in Vietnamese.
//
// Nothing typed, or a family alone: its help, and exit code 2. A word nobody knows: the commands it could have been.
// `help …` is --help.
#pragma once

#include "admin-cli/commands.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chamber::admin {

// Writes --help and errors itself. Shape: the program's exit code.
int run_command_line(const CommandTable& commands, int argc, char** argv);

// The same for a program that does one thing and is called by its name alone: the row's words are not typed. `program`:
// the name under which it speaks.
int run_single_command(const std::string& program, CommandRow command, int argc, char** argv);

// What stands before or behind every command.
struct GlobalOption {
    std::string_view name;
    std::string_view help;
    bool takes_value = false;
};
std::span<const GlobalOption> global_options();

// How the overview of --help ends: data directory, exit codes, examples.
std::string_view overview_closing();

// What is wrong with the words behind "chamber-admin", in Vietnamese; nothing when they are a command or ask for help.
// Runs nothing: for whoever prints a command and wants to be sure of it.
std::optional<std::string> complaint_about(const CommandTable& commands, const std::vector<std::string>& words);

}  // namespace chamber::admin
