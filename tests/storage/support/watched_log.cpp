#include "tests/storage/support/watched_log.hpp"

#include <cstring>
#include <sqlite3.h>
#include <utility>

namespace chamber::storage::test {

namespace {

thread_local CheckpointWatch* current = nullptr;

// The index's first page (sqlite.org/walformat.html): frames in the log, and how many of them were moved.
constexpr std::size_t frames_at = 16;
constexpr std::size_t moved_at = 96;
constexpr int checkpoint_lock = 1;

struct ShimFile {
    sqlite3_file base;
    sqlite3_file* real;
    const volatile char* index;
};

ShimFile* shim_of(sqlite3_file* file)
{
    return reinterpret_cast<ShimFile*>(file);
}
sqlite3_file* real_of(sqlite3_file* file)
{
    return shim_of(file)->real;
}

std::uint32_t number_at(const volatile char* index, std::size_t at)
{
    return *reinterpret_cast<const volatile std::uint32_t*>(index + at);
}

int shim_close(sqlite3_file* file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}
int shim_read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), to, bytes, at);
}
int shim_write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xWrite(real_of(file), from, bytes, at);
}
int shim_truncate(sqlite3_file* file, sqlite3_int64 size)
{
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}
int shim_sync(sqlite3_file* file, int flags)
{
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}
int shim_size(sqlite3_file* file, sqlite3_int64* size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int shim_lock(sqlite3_file* file, int lock)
{
    return real_of(file)->pMethods->xLock(real_of(file), lock);
}
int shim_unlock(sqlite3_file* file, int lock)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}
int shim_reserved(sqlite3_file* file, int* out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}
int shim_control(sqlite3_file* file, int what, void* argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}
int shim_sector(sqlite3_file* file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}
int shim_device(sqlite3_file* file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}
int shim_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out)
{
    const int result = real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
    if (result == SQLITE_OK && page == 0) shim_of(file)->index = static_cast<const volatile char*>(*out);
    return result;
}
int shim_shm_lock(sqlite3_file* file, int offset, int n, int flags)
{
    const int result = real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
    if (result != SQLITE_OK || current == nullptr || offset != checkpoint_lock || n != 1 ||
        flags != (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE))
        return result;
    ++current->starts;
    const volatile char* index = shim_of(file)->index;
    if (index == nullptr || number_at(index, moved_at) >= number_at(index, frames_at)) ++current->starts_on_a_moved_log;
    return result;
}
void shim_shm_barrier(sqlite3_file* file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}
int shim_shm_unmap(sqlite3_file* file, int remove)
{
    shim_of(file)->index = nullptr;
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}
int shim_fetch(sqlite3_file* file, sqlite3_int64 at, int bytes, void** out)
{
    return real_of(file)->pMethods->xFetch(real_of(file), at, bytes, out);
}
int shim_unfetch(sqlite3_file* file, sqlite3_int64 at, void* page)
{
    const int result = real_of(file)->pMethods->xUnfetch(real_of(file), at, page);
    if (current != nullptr && current->starts > 0 && page == nullptr) {
        // The commit in between is another connection's: nothing of it is watched.
        CheckpointWatch* watch = std::exchange(current, nullptr);
        if (auto between = std::exchange(watch->between, {})) between();
        current = watch;
    }
    return result;
}

const sqlite3_io_methods shim_methods = {
    3,           shim_close,   shim_read,     shim_write,       shim_truncate,  shim_sync,
    shim_size,   shim_lock,    shim_unlock,   shim_reserved,    shim_control,   shim_sector,
    shim_device, shim_shm_map, shim_shm_lock, shim_shm_barrier, shim_shm_unmap, shim_fetch,
    shim_unfetch};

int shim_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    auto* real = static_cast<sqlite3_vfs*>(vfs->pAppData);
    auto* shim = shim_of(file);
    shim->real = reinterpret_cast<sqlite3_file*>(shim + 1);
    shim->index = nullptr;
    std::memset(shim->real, 0, static_cast<std::size_t>(real->szOsFile));
    const int result = real->xOpen(real, name, shim->real, flags, out_flags);
    shim->base.pMethods = shim->real->pMethods == nullptr ? nullptr : &shim_methods;
    return result;
}

sqlite3_vfs make_vfs()
{
    sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
    sqlite3_vfs vfs = *real;
    vfs.zName = "chamber-watched";
    vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + real->szOsFile;
    vfs.pAppData = real;
    vfs.pNext = nullptr;
    vfs.xOpen = shim_open;
    return vfs;
}

class Plain {
public:
    explicit Plain(const std::filesystem::path& file)
    {
        MUST(sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "chamber-watched") ==
             SQLITE_OK);
        run("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; SELECT count(*) FROM sqlite_schema;");
    }
    ~Plain() { sqlite3_close_v2(handle_); }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;

    bool run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    void checkpoint() { sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }
    std::string text(const char* sql)
    {
        std::string found;
        const auto keep = [](void* to, int, char** values, char**) {
            *static_cast<std::string*>(to) = values[0] == nullptr ? "" : values[0];
            return 0;
        };
        if (sqlite3_exec(handle_, sql, keep, &found, nullptr) != SQLITE_OK) found = sqlite3_errmsg(handle_);
        return found;
    }

private:
    sqlite3* handle_ = nullptr;
};

}  // namespace

WatchedLog::WatchedLog()
{
    static sqlite3_vfs vfs = make_vfs();
    sqlite3_vfs_register(&vfs, 0);
}

std::string WatchedLog::database_vfs() const
{
    return "chamber-watched";
}

CheckpointWatch::CheckpointWatch(std::function<void()> once) : between(std::move(once))
{
    MUST(current == nullptr);
    current = this;
}

CheckpointWatch::~CheckpointWatch()
{
    current = nullptr;
}

OldPattern run_old_pattern(const std::filesystem::path& folder)
{
    const WatchedLog watched;
    const auto file = folder / "old-pattern.db";
    constexpr const char* hundred_rows =
        "WITH RECURSIVE k(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM k WHERE i < 100)"
        "INSERT INTO paper (words) SELECT randomblob(2000) FROM k";
    bool interleaved = false;
    {
        Plain writer(file);
        Plain beside(file);
        writer.run("CREATE TABLE paper (id INTEGER PRIMARY KEY, words BLOB)");
        writer.run(hundred_rows);
        // The writer moves the whole log itself, as it does when the log has grown too long.
        writer.checkpoint();
        {
            CheckpointWatch watch([&] { interleaved = writer.run("INSERT INTO paper (words) VALUES ('in between')"); });
            beside.checkpoint();
        }
        writer.run(hundred_rows);
        // This one believes that the first frames of the new log were moved long ago; the next commit writes over them.
        writer.checkpoint();
        writer.run("INSERT INTO paper (words) VALUES ('last')");
    }
    if (!interleaved) return OldPattern::did_not_interleave;
    Plain after(file);
    const bool sound =
        after.text("PRAGMA integrity_check(1)") == "ok" && after.text("SELECT count(*) FROM paper") == "202";
    return sound ? OldPattern::keeps_everything : OldPattern::loses_pages;
}

}  // namespace chamber::storage::test
