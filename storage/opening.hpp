// Opening a council's database: tokenizer registered, schema brought up to date, the WAL's leftovers made true.
#pragma once

#include "protocol/error.hpp"
#include "storage/data_directory.hpp"
#include "storage/database.hpp"

#include <memory>

namespace chamber::storage {

class Disk;

// Errors: data_version, database_failed, io_failed, disk_full.
Result<std::unique_ptr<Database>> open_database(const DataDirectory& directory, OpenMode mode, Disk& disk);

}  // namespace chamber::storage
