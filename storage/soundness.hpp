// Is the database what was written? SQLite's own check of its pages and the journal's chain.
//
// On a read-only connection of its own it looks beside a running server, from any thread or program; what it reads is
// one moment's state. A read that takes long keeps the log from being wholly moved meanwhile, no more.
#pragma once

#include "protocol/error.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/records/thoroughness.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace chamber::storage {

class Database;

struct Soundness {
    std::int64_t journal_entries = 0;
    std::string journal_head;  // hexadecimal
};

// Errors: database_damaged (`detail`: SQLite's words, `where`: which check), journal_broken (`where`: "journal/41"),
// io_failed.
Result<Soundness> check_soundness(const DataDirectory& directory, Thoroughness thoroughness);
// On an open connection. Throws StorageFailure.
Result<Soundness> check_soundness(Database& database, Thoroughness thoroughness);

// Of the pepper that the hashes were made with (SecretHasher::pepper_check), beside a running server too. Nothing: not
// known yet. Errors: database_damaged, io_failed.
Result<std::optional<std::string>> known_pepper_check(const DataDirectory& directory);

// Whether a quick check ends before somebody who starts a server looks at the clock: the database is at most 64 MB.
bool is_checked_at_once(const DataDirectory& directory);

}  // namespace chamber::storage
