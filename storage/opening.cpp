#include "storage/opening.hpp"

#include "storage/disk.hpp"
#include "storage/migrations.hpp"
#include "storage/vietnamese.hpp"

namespace chamber::storage {

Result<std::unique_ptr<Database>> open_database(const DataDirectory& directory, OpenMode mode, Disk& disk)
{
    auto database = Database::open(directory.database, mode, disk.database_vfs());
    if (!database) return database.error();
    try {
        register_vietnamese_tokenizer(**database);
        if (auto migrated = migrate(**database); !migrated) return migrated.error();
        // What an fsync failed to make durable may still be in the WAL and look committed: writing it again into the database
        // file, with fsyncs of its own, makes it true before anybody is told of it.
        (*database)->run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
    return database;
}

}  // namespace chamber::storage
