// Opening a council's database: tokenizer registered, schema brought up to date, the WAL's leftovers made true.
#pragma once

#include "protocol/error.hpp"
#include "storage/database/database.hpp"
#include "storage/files/data_directory.hpp"

#include <memory>

namespace chamber::storage {

class Disk;

// A fresh database's file is 0600, and so are the files that SQLite makes beside it. An existing one without a table is
// damaged, not blank. Errors: data_version, database_damaged, database_failed, io_failed, disk_full.
Result<std::unique_ptr<Database>> open_database(const DataDirectory& directory, OpenMode mode, Disk& disk);

}  // namespace chamber::storage
