// The database of a backup: a copy of one moment, taken beside whoever writes, and what such a copy says of itself.
//
// The copy is SQLite's online backup inside one read transaction: a writer goes on, a checkpoint only cannot start the
// log anew until the copy is made. The copy has no write-ahead log: one file, its digest means all of it. Blocks;
// thread: any. Internal to storage.
#pragma once

#include "protocol/error.hpp"
#include "storage/files/disk.hpp"
#include "storage/records/stored_blob.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace chamber::storage {

// Pages copied and to copy; false ends it with `stopping`.
using CopyProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

// `target`: a new file, durable when it returns. Errors: database_damaged, database_failed, io_failed, disk_full,
// stopping.
Result<void> copy_database(const std::filesystem::path& source, const std::filesystem::path& target, Disk& disk,
                           const CopyProgress& progress);

struct DatabaseReading {
    std::string epoch;
    std::int64_t seq = 0;
    std::int64_t journal_n = 0;
    std::string journal_hash;
    std::string council;
    std::string council_name;
    std::vector<StoredBlob> blobs;               // `damaged`: marked
    std::map<std::string, std::int64_t> counts;  // entities that are not deleted, by type
};

// whole: also integrity_check, foreign keys, and the journal's two chains from its first entry on.
enum class DatabaseCheck { facts, whole };

// Changes nothing and leaves no file beside it. Errors: database_damaged (`where` names what does not fit), io_failed.
Result<DatabaseReading> read_database(const std::filesystem::path& file, DatabaseCheck check);

// What a database holds behind a place in its feed, by type: what is gone when an older copy takes its place. Nothing
// when it cannot be read or is of another history.
std::map<std::string, std::int64_t> changes_after(const std::filesystem::path& file, const std::string& epoch,
                                                  std::int64_t seq);

}  // namespace chamber::storage
