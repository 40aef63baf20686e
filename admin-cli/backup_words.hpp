// Backups in words and as JSON (README.md, "JSON").
#pragma once

#include "admin-cli/json_line.hpp"
#include "storage/backup/backup.hpp"

#include <string>

namespace chamber::admin {

std::string label(storage::BackupStage stage);

// "3 giờ", "2 ngày": how long ago.
std::string age_of(const std::string& rfc3339, UtcMs now);

JsonObject json_of(const storage::BackupReading& reading);
JsonObject json_of(const storage::ListedBackup& backup, UtcMs now);
JsonObject json_of(const storage::RestoredBackup& restored, const std::filesystem::path& data);
JsonObject json_of(const storage::DrilledBackup& drilled);

}  // namespace chamber::admin
