// chamber-admin: the office's and the IT officer's command. All it can do is in the table of commands.hpp.
#include "admin-cli/command_line.hpp"
#include "storage/keys/private_process.hpp"

int main(int argc, char** argv)
{
    chamber::storage::begin_private_process();
    return chamber::admin::run_command_line(chamber::admin::all_commands(), argc, argv);
}
