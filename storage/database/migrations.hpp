// The numbered SQL files of schema/, embedded at build time, each run once in its own transaction.
//
// PRAGMA user_version is the number of migrations that have run; application_id says that the file is ours at all.
#pragma once

#include "protocol/error.hpp"

#include <span>

namespace chamber::storage {

class Database;

struct Migration {
    const char* name;  // "0001_council"
    const char* sql;
};

std::span<const Migration> migrations();

// Errors: data_version when the database is not ours or was written by a newer version; what a statement may fail with.
Result<void> migrate(Database& database);

}  // namespace chamber::storage
