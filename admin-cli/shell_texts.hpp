// The command table as a shell and `man` read it: completion for bash and zsh, and the manual page.
//
// Written from the same table as --help, so that none can lag behind. Pure.
#pragma once

#include "admin-cli/command.hpp"

#include <string>
#include <string_view>

namespace chamber::admin {

std::string bash_completion(const CommandTable& commands);
std::string zsh_completion(const CommandTable& commands);

// In roff, section 1, UTF-8. `version`: shown in the footer; `closing`: the words that end the overview of --help.
std::string manual_page(const CommandTable& commands, std::string_view version, std::string_view closing);

}  // namespace chamber::admin
