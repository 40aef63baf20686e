// The one connection to chamber.db: opened safely, transactions, statements by their text.
//
// WAL, synchronous=FULL, foreign keys on, double-quoted strings off, defensive. Automatic checkpoints are off: they
// would run inside a commit that somebody waits for; checkpoint_if_grown() runs between groups. Internal to storage; no
// SQLite here. Thread: the storage thread.
#pragma once

#include "protocol/error.hpp"
#include "storage/database/statement.hpp"

#include <exception>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace chamber::storage {

class CheckpointTurn;

// The machine failed under a statement: disk_full, io_failed, database_damaged or database_failed. Never leaves the
// room.
struct StorageFailure : std::exception {
    Error error;
    explicit StorageFailure(Error failed) : error(std::move(failed)) {}
    const char* what() const noexcept override { return error.detail.c_str(); }
};

// SQLite met a page that cannot be right (database_damaged), not merely a row that says what no row of ours says.
struct DamagedPage : StorageFailure {
    using StorageFailure::StorageFailure;
};

// reading: nothing is changed, also not the mode of the log, and the log stays where it is when the connection closes.
enum class OpenMode { existing, fresh, reading };

class Database {
public:
    // `vfs`: empty for the usual one. Errors: disk_full, io_failed, database_failed, database_damaged (also: no such
    // file).
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file, OpenMode mode,
                                                  const std::string& vfs);
    ~Database();

    // `sql` must outlive the Database: a literal.
    template <class... Values>
    Statement query(std::string_view sql, const Values&... values)
    {
        return bound(lend(sql, Bound::copied), values...);
    }

    // Runs to the end; returns the rows changed.
    template <class... Values>
    std::int64_t run(std::string_view sql, const Values&... values)
    {
        Statement statement = borrowing(sql, values...);
        while (statement.step()) {
        }
        return changes();
    }

    // The first column of the first row.
    template <class... Values>
    std::optional<std::string> text(std::string_view sql, const Values&... values)
    {
        Statement statement = borrowing(sql, values...);
        if (!statement.step()) return std::nullopt;
        return statement.optional_text(0);
    }

    template <class... Values>
    std::optional<std::int64_t> integer(std::string_view sql, const Values&... values)
    {
        Statement statement = borrowing(sql, values...);
        if (!statement.step() || statement.is_null(0)) return std::nullopt;
        return statement.integer(0);
    }

    // Takes the one write lock. Every transaction of the writer begins here: its turn to move the log depends on it.
    void begin_immediate();

    // Several statements, once (schemas).
    void script(const std::string& sql);

    std::int64_t changes() const;

    // False outside a transaction, also when SQLite rolled one back by itself (disk full).
    bool in_transaction() const;

    // A passive checkpoint when the WAL holds more than `pages` and nobody else is moving it. Failing is no harm: the
    // WAL just stays longer.
    void checkpoint_if_grown(std::int32_t pages);

    // What the WAL held after the last commit.
    std::int32_t wal_pages() const;

    // Shared with whoever checkpoints beside this connection.
    const std::shared_ptr<CheckpointTurn>& turn() const;

    sqlite3* handle() const;  // for the tokenizer and the backup

private:
    friend class Statement;
    struct Body;
    explicit Database(std::unique_ptr<Body> body);
    sqlite3_stmt* prepare(std::string_view sql) const;
    Statement lend(std::string_view sql, Bound bound);
    // What is bound must live until the statement has run: as it does where a function of this class runs it.
    template <class... Values>
    Statement borrowing(std::string_view sql, const Values&... values)
    {
        return bound(lend(sql, Bound::borrowed), values...);
    }
    template <class... Values>
    static Statement bound(Statement statement, const Values&... values)
    {
        int index = 0;
        (statement.bind(++index, values), ...);
        return statement;
    }
    [[noreturn]] void failed(const char* operation) const;
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::storage
