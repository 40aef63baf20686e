// A prepared statement on loan: bind, step, read columns. Goes back to the Database when it dies.
//
// Internal to storage. A failed step throws StorageFailure (database.hpp), which the verb that runs it catches, undoes
// and returns: a failing machine can strike at any statement, and nothing but undoing is ever the answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace chamber::storage {

class Database;

// Bound as BLOB, not as TEXT.
struct Bytes {
    std::string_view bytes;
};

// Whether what is bound lives until the statement has run. copied: perhaps not, SQLite keeps a copy.
enum class Bound { copied, borrowed };

// One text of SQL, made ready once.
struct PreparedStatement {
    sqlite3_stmt* handle = nullptr;
    bool lent = false;
};

class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    // True while there is a row.
    bool step();

    std::string text(int column) const;
    std::string bytes(int column) const;
    std::int64_t integer(int column) const;
    bool is_null(int column) const;
    std::optional<std::string> optional_text(int column) const;

    void bind(int index, std::string_view value);
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, Bytes value);
    void bind(int index, std::nullopt_t);
    template <class T>
    void bind(int index, const std::optional<T>& value)
    {
        if (value)
            bind(index, *value);
        else
            bind(index, std::nullopt);
    }

private:
    friend class Database;
    // kept: where it is kept; null: it was lent already, and this one lives once.
    Statement(Database& database, PreparedStatement* kept, sqlite3_stmt* handle, Bound bound);
    Database* database_;
    PreparedStatement* kept_;
    sqlite3_stmt* handle_;
    Bound bound_;
};

}  // namespace chamber::storage
