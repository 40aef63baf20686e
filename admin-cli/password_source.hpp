// Where a password comes from: the terminal without echo, the first line of stdin, or the first line of a file.
#pragma once

#include "admin-cli/command.hpp"

namespace chamber::admin {

// The two options that every command with a password takes.
inline constexpr std::string_view password_stdin = "--password-stdin";
inline constexpr std::string_view password_file = "--password-file";
Parameter password_stdin_parameter();
Parameter password_file_parameter();

// Errors: secret_too_weak (before anything is made), not_found, io_failed, wrong_secret (typed twice, differently),
// missing_field (nobody to ask), unknown_value (both options).
Result<std::string> read_password(const Invocation& invocation, std::string_view question);

// One that was set earlier: asked once, whatever it is like. Errors: as above, but for its strength.
Result<std::string> read_passphrase(const Invocation& invocation, std::string_view question);

}  // namespace chamber::admin
