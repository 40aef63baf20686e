#include "server/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace chamber::server {
namespace {

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
    spdlog::log(spdlog_level(level), "{}", what);
}

void log_error(std::string_view doing, const Error& error)
{
    spdlog::error("{}: {} {} {}", doing, error_name(error.code), error.where, error.detail);
}

}  // namespace chamber::server
