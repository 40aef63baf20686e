// What doctor says of the backups: whether there is a schedule, how old the newest is, whether it was verified and ever
// restored.
#pragma once

#include "admin-cli/examination.hpp"
#include "storage/files/data_directory.hpp"

namespace chamber::admin {

Finding backup_finding(const storage::DataDirectory& directory);

}  // namespace chamber::admin
