// A text that a command is given: a file, or what is piped in.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string>

namespace chamber::admin {

// "-" is stdin. Errors: not_found, too_large, io_failed; `where` is what was typed.
Result<std::string> read_file_or_input(const std::string& file, std::uint64_t bytes_max);

}  // namespace chamber::admin
