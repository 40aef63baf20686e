// The diagnostics log: what the machine did, for the IT officer. Never content, never a secret; the record of who did
// what is the journal (storage). Thread: any. spdlog stays in log.cpp.
//
// What is logged may quote a stranger, a file or a lying child: a line is one line, of bounded length, without controls
// that a terminal obeys.
#pragma once

#include "protocol/error.hpp"

#include <string_view>

namespace chamber::server {

enum class LogLevel { debug, info, warning, error };

void start_log(LogLevel level);
void log(LogLevel level, std::string_view what);
void log_error(std::string_view doing, const Error& error);

}  // namespace chamber::server
