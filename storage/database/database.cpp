// SQLite's result codes become our ErrorCodes here and nowhere else.
#include "storage/database/database.hpp"

#include "storage/database/checkpoint_turn.hpp"

#include <sqlite3.h>
#include <unordered_map>

namespace chamber::storage {

namespace {

ErrorCode code_of(int result)
{
    // The index of the WAL finds no room to grow: SQLite has no word of its own for that.
    if (result == SQLITE_IOERR_SHMSIZE) return ErrorCode::disk_full;
    switch (result & 0xff) {
    case SQLITE_FULL: return ErrorCode::disk_full;
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN: return ErrorCode::io_failed;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::database_damaged;
    default: return ErrorCode::database_failed;
    }
}

bool configure(sqlite3* handle, OpenMode mode)
{
    const std::pair<int, int> switches[] = {{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
                                            {SQLITE_DBCONFIG_DQS_DML, 0},
                                            {SQLITE_DBCONFIG_DQS_DDL, 0},
                                            {SQLITE_DBCONFIG_DEFENSIVE, 1},
                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}};
    for (const auto& [option, value] : switches)
        if (sqlite3_db_config(handle, option, value, nullptr) != SQLITE_OK) return false;
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, 5'000);
    if (mode == OpenMode::reading) {
        const bool leaves_log = sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr) == SQLITE_OK;
        return leaves_log && sqlite3_exec(handle, "PRAGMA query_only=1; PRAGMA temp_store=2;", nullptr, nullptr,
                                          nullptr) == SQLITE_OK;
    }
    // cache_size in KiB; temp_store 2: sorting never touches the disk.
    constexpr const char* pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
        "PRAGMA cache_size=-16384; PRAGMA temp_store=2; PRAGMA journal_size_limit=67108864;";
    return sqlite3_exec(handle, pragmas, nullptr, nullptr, nullptr) == SQLITE_OK;
}

}  // namespace

struct Database::Body {
    sqlite3* handle = nullptr;
    int wal_pages = 0;
    std::shared_ptr<CheckpointTurn> turn = std::make_shared<CheckpointTurn>();
    std::unordered_map<std::string_view, PreparedStatement> prepared;

    ~Body()
    {
        for (const auto& [sql, statement] : prepared) sqlite3_finalize(statement.handle);
        sqlite3_close_v2(handle);
    }

    // Called for every commit that wrote to the log, instead of the automatic checkpoint: only counts.
    static int on_appended(void* body, sqlite3*, const char*, int in_wal)
    {
        static_cast<Body*>(body)->wal_pages = in_wal;
        static_cast<Body*>(body)->turn->writer_appended();
        return SQLITE_OK;
    }
};

Database::Database(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file, OpenMode mode,
                                                 const std::string& vfs)
{
    auto body = std::make_unique<Body>();
    const int access = mode == OpenMode::reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    const int flags = access | SQLITE_OPEN_NOMUTEX | (mode == OpenMode::fresh ? SQLITE_OPEN_CREATE : 0);
    int result = sqlite3_open_v2(file.c_str(), &body->handle, flags, vfs.empty() ? nullptr : vfs.c_str());
    if (result == SQLITE_OK && !configure(body->handle, mode)) result = sqlite3_extended_errcode(body->handle);
    if (result != SQLITE_OK) {
        const std::string detail =
            file.string() + ": " + (body->handle ? sqlite3_errmsg(body->handle) : sqlite3_errstr(result));
        const bool missing = mode != OpenMode::fresh && !std::filesystem::exists(file);
        return fail(missing ? ErrorCode::database_damaged : code_of(result), detail);
    }
    sqlite3_wal_hook(body->handle, Body::on_appended, body.get());
    return std::unique_ptr<Database>(new Database(std::move(body)));
}

sqlite3_stmt* Database::prepare(std::string_view sql) const
{
    sqlite3_stmt* handle = nullptr;
    const int result = sqlite3_prepare_v3(body_->handle, sql.data(), static_cast<int>(sql.size()),
                                          SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (result != SQLITE_OK) failed("prepare");
    return handle;
}

Statement Database::lend(std::string_view sql, Bound bound)
{
    PreparedStatement& kept = body_->prepared[sql];
    if (kept.lent) return Statement(*this, nullptr, prepare(sql), bound);
    if (kept.handle == nullptr) kept.handle = prepare(sql);
    kept.lent = true;
    return Statement(*this, &kept, kept.handle, bound);
}

void Database::failed(const char* operation) const
{
    const int result = sqlite3_extended_errcode(body_->handle);
    Error error = fail(code_of(result), std::string(operation) + ": " + sqlite3_errmsg(body_->handle) + " (" +
                                            std::to_string(result) + ")");
    if (error.code == ErrorCode::database_damaged) throw DamagedPage(std::move(error));
    throw StorageFailure(std::move(error));
}

void Database::begin_immediate()
{
    body_->turn->writer_begins();
    run("BEGIN IMMEDIATE");
}

void Database::script(const std::string& sql)
{
    if (sqlite3_exec(body_->handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) failed("script");
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(body_->handle);
}

bool Database::in_transaction() const
{
    return sqlite3_get_autocommit(body_->handle) == 0;
}

void Database::checkpoint_if_grown(std::int32_t pages)
{
    if (body_->wal_pages <= pages || !body_->turn->take_here()) return;
    int in_wal = 0;
    int moved = 0;
    sqlite3_wal_checkpoint_v2(body_->handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_wal, &moved);
    // What a reader held back is counted again at the next commit.
    body_->wal_pages = in_wal - moved;
    body_->turn->give_back();
}

std::int32_t Database::wal_pages() const
{
    return body_->wal_pages;
}

const std::shared_ptr<CheckpointTurn>& Database::turn() const
{
    return body_->turn;
}

sqlite3* Database::handle() const
{
    return body_->handle;
}

}  // namespace chamber::storage
