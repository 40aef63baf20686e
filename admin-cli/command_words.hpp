// Which command was meant, before the parser looks at its options: a command, help, a family without a command, or a
// word nobody knows.
//
//   documnet add 15 a.pdf   → stranger, “document add” suggested          session          → family_alone: its help is
//   what helps import ky-hop.json      → stranger, “session import” suggested        help device list → help of that
//   command
#pragma once

#include "admin-cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

enum class Wish { command, help, family_alone, stranger };

struct CommandWords {
    Wish wish = Wish::command;
    std::vector<std::string> topic;  // the words of the command or family that are known, "document", "add"
    std::string stranger;            // the word that is not
    std::vector<std::string> meant;  // at most three commands it could have been, the likeliest first
};

CommandWords read_words(const CommandTable& commands, const std::vector<std::string>& words);

// The names nearest to what was typed: one slip in four letters, letters changing places counted as one. At most three.
std::vector<std::string> near_words(std::string_view typed, const std::vector<std::string>& names);

}  // namespace chamber::admin
