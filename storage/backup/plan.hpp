// [backup] in chamber.toml: where backups go, how often, how long they stay.
//
//   [backup]
//   folder = "/srv/sao-luu"          # absolute, outside the data directory; without it there is no schedule
//   second_folder = "/media/usb/sl"  # the same again, on another disk; a verified backup counts once it lies in both
//   every_h = 24                     # 1 to 168; also after a session was closed
//   keep_daily = 14                  # the newest of each of so many days, weeks, months; the newest one always stays
//   keep_weekly = 8
//   keep_monthly = 12
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct BackupRetention {
    std::uint32_t daily = 14;
    std::uint32_t weekly = 8;
    std::uint32_t monthly = 12;
};

struct BackupPlan {
    std::filesystem::path folder;
    std::optional<std::filesystem::path> second_folder;
    std::uint32_t every_h = 24;
    BackupRetention retention;
};

// Nothing: no [backup] in the file, or no file. Errors: bad_configuration (`where`: "backup.every_h").
Result<std::optional<BackupPlan>> read_backup_plan(const std::filesystem::path& configuration);

// Which of these backups, newest first by name, the retention lets go. Never the first. Days and weeks are those of
// Vietnam.
std::vector<std::string> outlived_backups(const std::vector<std::string>& names, const BackupRetention& retention);

}  // namespace chamber::storage
