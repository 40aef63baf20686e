// What every noun's functions work with inside a transaction, and what a command did.
//
// Functions that take a UnitOfWork run inside the transaction their verb opened (store.cpp): they return a refusal, or
// throw StorageFailure when the machine fails; either way the verb undoes everything. Internal to storage.
#pragma once

#include "protocol/codec.hpp"
#include "protocol/world.hpp"
#include "storage/database/database.hpp"
#include "storage/transaction/feed.hpp"
#include "storage/transaction/journal.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct UnitOfWork {
    Database& database;
    Feed& feed;
    Journal& journal;
    Clock& clock;
    Entropy& entropy;

    std::string now() const { return format_utc(clock.utc()); }
};

// What a command did, for the journal and the receipt.
struct CommandEffect {
    std::string target;
    std::optional<SessionId> session = std::nullopt;
    std::optional<std::string> reason = std::nullopt;
    std::optional<std::string> where = std::nullopt;  // told in the receipt: the new key of a note that was kept twice
    std::optional<DeviceId> approved = std::nullopt;
    std::optional<DeviceId> revoked = std::nullopt;
};

// An entity from its row. A row that cannot be read is a damaged database.
template <class T>
T entity_of(const std::string& body)
{
    auto entity = decode_entity(body);
    if (!entity)
        throw StorageFailure(fail(ErrorCode::database_damaged, std::string(T::type) + " row: " + entity.error().detail,
                                  entity.error().where));
    T* noun = std::get_if<T>(&*entity);
    if (noun == nullptr)
        throw StorageFailure(fail(ErrorCode::database_damaged, std::string("not a row of ") + T::type));
    return std::move(*noun);
}

template <class T>
std::string body_of(const T& noun)
{
    return encode(Entity(noun));
}

template <class T, class... Values>
std::optional<T> find_entity(Database& database, std::string_view sql, const Values&... values)
{
    const auto body = database.text(sql, values...);
    if (!body) return std::nullopt;
    return entity_of<T>(*body);
}

template <class T, class... Values>
std::vector<T> list_entities(Database& database, std::string_view sql, const Values&... values)
{
    std::vector<T> nouns;
    Statement rows = database.query(sql, values...);
    while (rows.step()) nouns.push_back(entity_of<T>(rows.text(0)));
    return nouns;
}

template <class Enum>
std::string name_of(Enum value)
{
    return boost::describe::enum_to_string(value, "");
}

template <class Enum>
Enum value_of(const std::string& name)
{
    Enum value{};
    if (!boost::describe::enum_from_string(name.c_str(), value))
        throw StorageFailure(fail(ErrorCode::database_damaged, "unknown value " + name));
    return value;
}

inline const Scope everyone_scope{ScopeKind::everyone, {}};
inline const Scope staff_scope{ScopeKind::staff, {}};
inline const Scope operations_scope{ScopeKind::operations, {}};

}  // namespace chamber::storage
