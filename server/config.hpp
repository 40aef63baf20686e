// chamber.toml in the data directory. Every key is optional; an unknown key is an error that names it. toml++ stays in
// config.cpp.
//
//   host_name = "hoidong.local"   # the name in the certificate and in the tablets' address
//   address = "0.0.0.0"           # where the TLS door listens
//   port = 8443
//   loopback_port = 8080          # plain HTTP on 127.0.0.1 for the server's own browser; 0 switches it off
//   log_level = "info"            # debug, info, warning, error
//   [archive]                     # tsa = "http://…": who time-stamps sealed archives (storage/archive/time_stamp.hpp)
//   [backup]                      # a schedule of backups: storage/backup/plan.hpp
#pragma once

#include "protocol/error.hpp"
#include "server/log.hpp"
#include "storage/archive/time_stamp.hpp"
#include "storage/backup/backup.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace chamber::server {

struct Config {
    std::string host_name = "localhost";
    std::string address = "0.0.0.0";
    std::uint16_t port = 8443;
    std::optional<std::uint16_t> loopback_port = 8080;
    LogLevel log_level = LogLevel::info;
    std::optional<storage::BackupPlan> backup;
    std::optional<storage::TimeAuthority> time_authority;
};

// A missing file gives the defaults. Errors: bad_configuration (`where`: the key or line).
Result<Config> read_config(const std::filesystem::path& file);

}  // namespace chamber::server
