// chamber-demo: makes the demonstration, as `chamber-admin demo` says it. A program of its own, so that the office's
// tool, which opens keys and trust, links no typesetter and no parser of PDFs.
#include "admin-cli/command_line.hpp"
#include "admin-cli/demo/demonstration.hpp"
#include "storage/keys/private_process.hpp"

#include <filesystem>

int main(int argc, char** argv)
{
    chamber::storage::begin_private_process();
    // Called by chamber-admin it speaks under that name: whoever typed that reads an answer of what was typed.
    const auto name = argc > 0 ? std::filesystem::path(argv[0]).filename().string() : std::string("chamber-demo");
    auto row = chamber::admin::demo_commands().front();
    row.run = chamber::demo::demonstrate;
    return chamber::admin::run_single_command(name, row, argc, argv);
}
