// A prepared statement on loan: bind, step, read columns. Goes back to the Database's cache when it dies.
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
    Statement(Database& database, std::string_view sql, sqlite3_stmt* handle);
    Database* database_;
    std::string_view sql_;
    sqlite3_stmt* handle_;
};

}  // namespace chamber::storage
