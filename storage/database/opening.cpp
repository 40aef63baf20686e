#include "storage/database/opening.hpp"

#include "storage/database/migrations.hpp"
#include "storage/database/vietnamese.hpp"
#include "storage/files/disk.hpp"

#include <unistd.h>

namespace chamber::storage {

Result<std::unique_ptr<Database>> open_database(const DataDirectory& directory, OpenMode mode, Disk& disk)
{
    if (mode == OpenMode::fresh) {
        auto made = disk.create_file(directory.database);
        if (!made) return made.error();
        ::close(*made);
    }
    auto database = Database::open(directory.database, mode, disk.database_vfs());
    if (!database) return database.error();
    try {
        if (mode != OpenMode::fresh && (*database)->integer("SELECT count(*) FROM sqlite_schema").value_or(0) == 0)
            return fail(ErrorCode::database_damaged, "the database is empty", directory.database.string());
        register_vietnamese_tokenizer(**database);
        if (auto migrated = migrate(**database); !migrated) return migrated.error();
        // What an fsync failed to make durable may still be in the WAL and look committed: writing it again into the
        // database file, with fsyncs of its own, makes it true before anybody is told of it.
        (*database)->run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
    return database;
}

}  // namespace chamber::storage
