#include "storage/database/statement.hpp"

#include "storage/database/database.hpp"

#include <sqlite3.h>
#include <utility>

namespace chamber::storage {

namespace {

sqlite3_destructor_type keeping(Bound bound)
{
    return bound == Bound::copied ? SQLITE_TRANSIENT : SQLITE_STATIC;
}

}  // namespace

Statement::Statement(Database& database, PreparedStatement* kept, sqlite3_stmt* handle, Bound bound)
    : database_(&database),
      kept_(kept),
      handle_(handle),
      bound_(bound)
{
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      kept_(other.kept_),
      handle_(std::exchange(other.handle_, nullptr)),
      bound_(other.bound_)
{
}

Statement::~Statement()
{
    if (handle_ == nullptr) return;
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    if (kept_ != nullptr)
        kept_->lent = false;
    else
        sqlite3_finalize(handle_);
}

bool Statement::step()
{
    const int result = sqlite3_step(handle_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    database_->failed("step");
}

std::string Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return data == nullptr ? std::string()
                           : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

std::string Statement::bytes(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, column));
    return data == nullptr ? std::string()
                           : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(handle_, column);
}

bool Statement::is_null(int column) const
{
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

std::optional<std::string> Statement::optional_text(int column) const
{
    if (is_null(column)) return std::nullopt;
    return text(column);
}

void Statement::bind(int index, std::string_view value)
{
    const char* data = value.data() == nullptr ? "" : value.data();
    if (sqlite3_bind_text64(handle_, index, data, value.size(), keeping(bound_), SQLITE_UTF8) != SQLITE_OK)
        database_->failed("bind");
}

void Statement::bind(int index, std::int64_t value)
{
    if (sqlite3_bind_int64(handle_, index, value) != SQLITE_OK) database_->failed("bind");
}

void Statement::bind(int index, Bytes value)
{
    const char* data = value.bytes.data() == nullptr ? "" : value.bytes.data();
    if (sqlite3_bind_blob64(handle_, index, data, value.bytes.size(), keeping(bound_)) != SQLITE_OK)
        database_->failed("bind");
}

void Statement::bind(int index, std::nullopt_t)
{
    if (sqlite3_bind_null(handle_, index) != SQLITE_OK) database_->failed("bind");
}

}  // namespace chamber::storage
