// A command of chamber-admin as a row of a table: its words, what it takes, what it says of itself, what it does.
//
// The families (session.cpp, document.cpp, …) own their rows; command_line.cpp turns the table into a parser and is the
// only file that knows CLI11. A command sees what was typed through Invocation, by the names in its own row.
#pragma once

#include "admin-cli/exit_code.hpp"
#include "admin-cli/terminal.hpp"
#include "protocol/error.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

enum class Takes {
    word,            // a required position: SESSION
    words,           // one or more positions, the last parameter: FILE…
    optional_word,   // [SESSION]
    optional_words,  // [DOCUMENT…]
    option,          // --label NAME
    needed_option,   // --label NAME, required
    flag,            // --quiet
};

struct Parameter {
    std::string_view name;  // positions in capitals ("SESSION"), options with dashes ("--label")
    Takes takes;
    std::string_view help;  // Vietnamese
};

enum class Format { people, json };

// What was typed.
class Invocation {
public:
    std::filesystem::path data;  // --data
    Format format = Format::people;
    Terminal* terminal = nullptr;
    std::map<std::string, std::vector<std::string>, std::less<>> values;

    bool given(std::string_view name) const { return values.contains(name); }
    const std::vector<std::string>& all(std::string_view name) const;  // empty when not given
    std::optional<std::string> maybe(std::string_view name) const;
    const std::string& one(std::string_view name) const;  // a required parameter
    std::string text(std::string_view name, std::string_view otherwise) const;
    bool json() const { return format == Format::json; }
};

struct CommandRow {
    std::string_view words;  // "document add"
    std::string_view help;
    std::vector<Parameter> parameters;
    std::string_view examples;
    Result<ExitCode> (*run)(const Invocation&);
};

using CommandTable = std::vector<CommandRow>;

}  // namespace chamber::admin
