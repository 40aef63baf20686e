#include "server/config.hpp"

#include <toml++/toml.h>

namespace chamber::server {
namespace {

Result<std::uint16_t> port_of(const toml::node& node, const std::string& key)
{
    const auto number = node.value<std::int64_t>();
    if (!number || *number < 0 || *number > 65535)
        return fail(ErrorCode::bad_configuration, "cổng phải là số từ 0 đến 65535", key);
    return static_cast<std::uint16_t>(*number);
}

Result<LogLevel> level_of(const toml::node& node, const std::string& key)
{
    const auto text = node.value<std::string>();
    if (text == "debug") return LogLevel::debug;
    if (text == "info") return LogLevel::info;
    if (text == "warning") return LogLevel::warning;
    if (text == "error") return LogLevel::error;
    return fail(ErrorCode::bad_configuration, "hãy ghi “debug”, “info”, “warning” hoặc “error”", key);
}

Result<void> take(Config& config, const std::string& key, const toml::node& node)
{
    if (key == "host_name" || key == "address") {
        const auto text = node.value<std::string>();
        if (!text || text->empty())
            return fail(ErrorCode::bad_configuration, "cần một đoạn chữ trong dấu ngoặc kép", key);
        (key == "host_name" ? config.host_name : config.address) = *text;
        return {};
    }
    if (key == "port" || key == "loopback_port") {
        const Result<std::uint16_t> port = port_of(node, key);
        if (!port) return port.error();
        if (key == "port") config.port = *port;
        if (key == "loopback_port") config.loopback_port = *port == 0 ? std::nullopt : std::optional(*port);
        return {};
    }
    if (key == "log_level") {
        const Result<LogLevel> level = level_of(node, key);
        if (!level) return level.error();
        config.log_level = *level;
        return {};
    }
    if (key == "backup" || key == "archive") return {};  // read_backup_plan(), read_time_authority() look into them
    return fail(ErrorCode::bad_configuration, "không có mục mang tên này", key);
}

}  // namespace

Result<Config> read_config(const std::filesystem::path& file)
{
    Config config;
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) return config;
    try {
        const toml::table table = toml::parse_file(file.string());
        for (const auto& [key, node] : table)
            if (const Result<void> taken = take(config, std::string(key.str()), node); !taken) return taken.error();
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::bad_configuration, std::string(error.description()),
                    "dòng " + std::to_string(error.source().begin.line));
    }
    Result<std::optional<storage::BackupPlan>> plan = storage::read_backup_plan(file);
    if (!plan) return plan.error();
    config.backup = std::move(*plan);
    Result<std::optional<storage::TimeAuthority>> authority = storage::read_time_authority(file);
    if (!authority) return authority.error();
    config.time_authority = std::move(*authority);
    return config;
}

}  // namespace chamber::server
