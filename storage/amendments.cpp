#include "storage/amendments.hpp"

namespace chamber::storage {

namespace {

std::string history_id(std::string_view entity_type, const std::string& entity)
{
    return std::string(entity_type) + "/" + entity;
}

Amendments find_history(Database& database, const std::string& id)
{
    auto known = find_entity<Amendments>(database, "SELECT body FROM amendments WHERE id = ?1", id);
    return known ? std::move(*known) : Amendments{id, {}};
}

}  // namespace

void add_amendment(UnitOfWork& work, std::string_view entity_type, const std::string& entity, Amendment amendment)
{
    if (amendment.before == amendment.after) return;
    Amendments history = find_history(work.database, history_id(entity_type, entity));
    amendment.at = work.now();
    history.entries.push_back(std::move(amendment));
    put_amendments(work, history);
}

void put_amendments(UnitOfWork& work, const Amendments& history)
{
    work.database.run(
        "INSERT INTO amendments (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        history.id, body_of(history));
    work.feed.put(Amendments::type, history.id, staff_scope);
}

std::vector<Amendment> amendments_of(Database& database, std::string_view entity_type, const std::string& entity)
{
    return find_history(database, history_id(entity_type, entity)).entries;
}

}  // namespace chamber::storage
