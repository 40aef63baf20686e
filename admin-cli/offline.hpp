// The office while no server runs: opens the store under the data directory's lock and gives it back at the end.
#pragma once

#include "admin-cli/office.hpp"

#include <memory>

namespace chamber::admin {

// Errors: data_version, database_failed, io_failed.
Result<std::unique_ptr<Office>> open_offline(const storage::DataDirectory& directory,
                                             std::shared_ptr<storage::DataDirectory::Lock> lock);

}  // namespace chamber::admin
