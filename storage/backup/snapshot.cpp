#include "storage/backup/snapshot.hpp"

#include "storage/damage.hpp"
#include "storage/database/vietnamese.hpp"
#include "storage/files/whole_file.hpp"

#include <sqlite3.h>

namespace chamber::storage {
namespace {

constexpr int pages_at_once = 2'048;  // 8 MiB

class Handle {
public:
    ~Handle() { sqlite3_close_v2(handle_); }
    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    int open(const std::filesystem::path& file, const std::string& vfs)
    {
        return sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                               vfs.empty() ? nullptr : vfs.c_str());
    }
    bool run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    sqlite3* get() const { return handle_; }

    Error failure(const std::filesystem::path& file) const
    {
        const int result = handle_ ? sqlite3_extended_errcode(handle_) : SQLITE_NOMEM;
        const ErrorCode code = (result & 0xff) == SQLITE_FULL ? ErrorCode::disk_full : ErrorCode::io_failed;
        return fail(code, file.string() + ": " + (handle_ ? sqlite3_errmsg(handle_) : "no memory"));
    }

private:
    sqlite3* handle_ = nullptr;
};

Result<void> copy_pages(sqlite3* from, Handle& to, const std::filesystem::path& target, const CopyProgress& progress)
{
    sqlite3_backup* copy = sqlite3_backup_init(to.get(), "main", from, "main");
    if (copy == nullptr) return to.failure(target);
    int result = SQLITE_OK;
    bool stopped = false;
    while (result == SQLITE_OK && !stopped) {
        result = sqlite3_backup_step(copy, pages_at_once);
        const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(copy));
        stopped = progress && !progress(total - static_cast<std::uint64_t>(sqlite3_backup_remaining(copy)), total);
    }
    sqlite3_backup_finish(copy);
    if (stopped) return fail(ErrorCode::stopping);
    if (result != SQLITE_DONE) {
        if ((result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB)
            return fail(ErrorCode::database_damaged, sqlite3_errstr(result));
        return to.failure(target);
    }
    return {};
}

Result<void> check_whole(Database& database, Journal& journal)
{
    const std::string found = database.text("PRAGMA integrity_check(1)").value_or("");
    if (found != "ok") return fail(ErrorCode::database_damaged, found, "integrity_check");
    if (const auto table = database.text("PRAGMA foreign_key_check"))
        return fail(ErrorCode::database_damaged, *table, "foreign_key_check");
    return journal.check();
}

}  // namespace

Result<void> copy_database(const std::filesystem::path& source, const std::filesystem::path& target, Disk& disk,
                           const CopyProgress& progress)
{
    auto from = Database::open(source, OpenMode::reading, disk.database_vfs());
    if (!from) return from.error();
    // SQLite would make the file for everybody to read.
    auto created = disk.create_file(target);
    if (!created) return created.error();
    ::close(*created);
    try {
        (*from)->script("BEGIN");
        static_cast<void>((*from)->integer("SELECT count(*) FROM sqlite_schema"));
        Handle to;
        // Durable by one fsync at the end; a copy that is not whole never gets a name.
        if (to.open(target, disk.database_vfs()) != SQLITE_OK || !to.run("PRAGMA synchronous=OFF"))
            return to.failure(target);
        if (auto copied = copy_pages((*from)->handle(), to, target, progress); !copied) return copied;
        (*from)->script("ROLLBACK");
        if (!to.run("PRAGMA journal_mode=DELETE")) return to.failure(target);
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
    return sync_path(disk, target);
}

Result<DatabaseReading> read_database(const std::filesystem::path& file, DatabaseCheck check)
{
    auto database = Database::open(file, OpenMode::reading, {});
    if (!database) return database.error();
    try {
        register_vietnamese_tokenizer(**database);
        Journal journal(**database);
        if (check == DatabaseCheck::whole)
            if (auto sound = check_whole(**database, journal); !sound) return sound.error();
        DatabaseReading reading;
        reading.epoch = (*database)->text("SELECT value FROM meta WHERE key = 'epoch'").value_or("");
        reading.seq = (*database)->integer("SELECT max(seq) FROM feed").value_or(0);
        reading.journal_n = journal.mark().n;
        reading.journal_hash = journal.mark().hash;
        reading.council = (*database)->text("SELECT id FROM council ORDER BY id LIMIT 1").value_or("");
        reading.council_name =
            (*database)->text("SELECT json_extract(body, '$.name') FROM council ORDER BY id LIMIT 1").value_or("");
        reading.blobs = stored_blobs(**database);
        Statement rows =
            (*database)->query("SELECT type, count(*) FROM feed WHERE deleted = 0 GROUP BY type ORDER BY type");
        while (rows.step()) reading.counts[rows.text(0)] = rows.integer(1);
        return reading;
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
}

std::map<std::string, std::int64_t> changes_after(const std::filesystem::path& file, const std::string& epoch,
                                                  std::int64_t seq)
{
    std::map<std::string, std::int64_t> changes;
    auto database = Database::open(file, OpenMode::reading, {});
    if (!database) return changes;
    try {
        if ((*database)->text("SELECT value FROM meta WHERE key = 'epoch'") != epoch) return changes;
        Statement rows =
            (*database)->query("SELECT type, count(*) FROM feed WHERE seq > ?1 GROUP BY type ORDER BY type", seq);
        while (rows.step()) changes[rows.text(0)] = rows.integer(1);
    } catch (const StorageFailure&) {
        changes.clear();
    }
    return changes;
}

}  // namespace chamber::storage
