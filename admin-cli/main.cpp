// chamber-admin: the office's and the IT officer's command. All it can do is in the table of commands.hpp.
#include "admin-cli/command_line.hpp"

int main(int argc, char** argv)
{
    return chamber::admin::run_command_line(chamber::admin::all_commands(), argc, argv);
}
