#include "storage/database/checkpointer.hpp"

#include "storage/database/checkpoint_turn.hpp"

#include <sqlite3.h>

namespace chamber::storage {

struct Checkpointer::Body {
    sqlite3* handle = nullptr;
    std::shared_ptr<CheckpointTurn> turn;
    ~Body() { sqlite3_close_v2(handle); }
};

Checkpointer::Checkpointer(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Checkpointer::~Checkpointer() = default;

Result<std::unique_ptr<Checkpointer>> Checkpointer::open(const std::filesystem::path& database, const std::string& vfs,
                                                         std::shared_ptr<CheckpointTurn> turn)
{
    auto body = std::make_unique<Body>();
    body->turn = std::move(turn);
    const int opened = sqlite3_open_v2(database.c_str(), &body->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                                       vfs.empty() ? nullptr : vfs.c_str());
    // synchronous=FULL: the log is on the disk before the database is touched, and the database before the log starts
    // anew. A connection that has read nothing yet does not know that there is a log.
    constexpr const char* prepare =
        "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; SELECT count(*) FROM sqlite_schema;";
    if (opened != SQLITE_OK || sqlite3_exec(body->handle, prepare, nullptr, nullptr, nullptr) != SQLITE_OK)
        return fail(ErrorCode::io_failed,
                    database.string() + ": " + (body->handle ? sqlite3_errmsg(body->handle) : sqlite3_errstr(opened)));
    return std::unique_ptr<Checkpointer>(new Checkpointer(std::move(body)));
}

Moved Checkpointer::run()
{
    if (!body_->turn->take_beside()) return Moved::nothing;
    sqlite3_wal_checkpoint_v2(body_->handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    body_->turn->give_back();
    return Moved::log;
}

}  // namespace chamber::storage
