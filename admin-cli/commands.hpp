// The table of all commands, in the order --help shows them. One file per family.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

CommandTable init_commands();
CommandTable demo_commands();
CommandTable session_commands();
CommandTable session_making_commands();
CommandTable agenda_commands();
CommandTable document_commands();
CommandTable document_change_commands();
CommandTable device_commands();
CommandTable attendance_commands();
CommandTable person_commands();
CommandTable people_change_commands();
CommandTable archive_commands();
CommandTable archive_handover_commands();
CommandTable archive_stamp_commands();
CommandTable archive_import_commands();
CommandTable minutes_commands();
CommandTable sheet_commands();
CommandTable search_commands();
CommandTable report_commands();
CommandTable verify_commands();
CommandTable trust_commands();
CommandTable backup_commands();
CommandTable doctor_commands();
CommandTable host_commands();
CommandTable shell_commands();

const CommandTable& all_commands();

// "document" → "Tài liệu của kỳ họp": what a family is about.
std::string_view family_help(std::string_view family);

}  // namespace chamber::admin
