#include "server/log.hpp"

#include "protocol/limits.hpp"
#include "protocol/text.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace chamber::server {
namespace {

constexpr std::size_t line_bytes_max = 4'000;

// Looked at no further than it can reach: fifty megabytes of somebody's words cost nothing here.
std::string line_of(std::string_view words, std::size_t bytes_max)
{
    return cleaned_text(words.substr(0, 4 * bytes_max), bytes_max);
}

spdlog::level::level_enum spdlog_level(LogLevel level)
{
    switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

}  // namespace

void start_log(LogLevel level)
{
    auto logger = spdlog::stderr_logger_mt("chamber");
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    logger->set_level(spdlog_level(level));
    logger->flush_on(spdlog::level::info);
    spdlog::set_default_logger(std::move(logger));
}

void log(LogLevel level, std::string_view what)
{
    spdlog::log(spdlog_level(level), "{}", line_of(what, line_bytes_max));
}

void log_error(std::string_view doing, const Error& error)
{
    const auto said = [](std::string_view words) { return line_of(words, limits::failure_detail_bytes_max); };
    spdlog::error("{}: {} {} {}", said(doing), error_name(error.code), said(error.where), said(error.detail));
}

}  // namespace chamber::server
