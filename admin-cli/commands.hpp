// The table of all commands, in the order --help shows them. One file per family.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

Commands init_commands();
Commands demo_commands();
Commands session_commands();
Commands document_commands();
Commands device_commands();
Commands attendance_commands();
Commands person_commands();
Commands archive_commands();
Commands verify_commands();
Commands doctor_commands();

const Commands& all_commands();

// "document" → "Tài liệu của kỳ họp": what a family is about.
std::string_view family_help(std::string_view family);

}  // namespace chamber::admin
