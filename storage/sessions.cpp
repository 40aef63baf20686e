#include "storage/sessions.hpp"

#include "storage/archives.hpp"

#include <algorithm>

namespace chamber::storage {

std::optional<Council> find_council(Database& database)
{
    return find_entity<Council>(database, "SELECT body FROM council LIMIT 1");
}

void put_council(Work& work, const Council& council)
{
    const auto before = find_council(work.database);
    if (before && before->id != council.id) {
        work.database.run("DELETE FROM council");
        work.feed.remove(Council::type, before->id);
    }
    work.database.run("INSERT INTO council (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body", council.id, body_of(council));
    work.feed.put(Council::type, council.id, everyone_scope, Revival::allowed);
}

std::optional<Session> find_session(Database& database, const SessionId& id)
{
    return find_entity<Session>(database, "SELECT body FROM session WHERE id = ?1", id.value);
}

void put_session(Work& work, const Session& session)
{
    work.database.run("INSERT INTO session (id, state, start_on, body) VALUES (?1, ?2, ?3, ?4) "
                      "ON CONFLICT (id) DO UPDATE SET state = excluded.state, start_on = excluded.start_on, body = excluded.body",
                      session.id.value, name_of(session.state), session.start_on, body_of(session));
    work.feed.put(Session::type, session.id.value, everyone_scope);
}

std::optional<Sitting> find_sitting(Database& database, const SittingId& id)
{
    return find_entity<Sitting>(database, "SELECT body FROM sitting WHERE id = ?1", id.value);
}

void put_sitting(Work& work, const Sitting& sitting)
{
    work.database.run("INSERT INTO sitting (id, session, position, body) VALUES (?1, ?2, ?3, ?4) "
                      "ON CONFLICT (id) DO UPDATE SET position = excluded.position, body = excluded.body",
                      sitting.id.value, sitting.session.value, sitting.position, body_of(sitting));
    work.feed.put(Sitting::type, sitting.id.value, everyone_scope);
}

std::optional<AgendaItem> find_item(Database& database, const AgendaItemId& id)
{
    return find_entity<AgendaItem>(database, "SELECT body FROM agenda_item WHERE id = ?1", id.value);
}

void put_item(Work& work, const AgendaItem& item)
{
    work.database.run("INSERT INTO agenda_item (id, session, sitting, position, body) VALUES (?1, ?2, ?3, ?4, ?5) "
                      "ON CONFLICT (id) DO UPDATE SET sitting = excluded.sitting, position = excluded.position, body = excluded.body",
                      item.id.value, item.session.value, item.sitting.value, item.position, body_of(item));
    work.feed.put(AgendaItem::type, item.id.value, everyone_scope);
}

Result<Session> open_session(Database& database, const SessionId& id)
{
    auto session = find_session(database, id);
    if (!session) return fail(ErrorCode::session_unknown, id.value);
    if (session->state == SessionState::archived || session->state == SessionState::cancelled)
        return fail(ErrorCode::session_sealed, id.value + " is " + name_of(session->state));
    return std::move(*session);
}

Result<Act> open_item(Work& work, const OpenAgendaItem& command)
{
    auto session = open_session(work.database, command.session);
    if (!session) return session.error();
    if (command.item) {
        const auto item = find_item(work.database, *command.item);
        if (!item || item->session != session->id) return fail(ErrorCode::item_unknown, command.item->value, "/item");
        // Opening an item is what starts a sitting and what ends a recess: nobody has to say it twice.
        if (session->state != SessionState::in_session && !may_follow(session->state, SessionState::in_session))
            return fail(ErrorCode::out_of_range, "the session is " + name_of(session->state), "/session");
    }
    if (session->current_item != command.item || (command.item && session->state != SessionState::in_session)) {
        session->current_item = command.item;
        if (command.item) session->state = SessionState::in_session;
        put_session(work, *session);
    }
    return Act{command.item ? command.item->value : session->id.value, session->id};
}

Result<Act> set_session_state(Work& work, const SetSessionState& command)
{
    auto session = find_session(work.database, command.session);
    if (!session) return fail(ErrorCode::session_unknown, command.session.value);
    if (session->state != command.state) {
        if (!may_follow(session->state, command.state))
            return fail(ErrorCode::out_of_range, name_of(session->state) + " to " + name_of(command.state), "/state");
        if (command.state == SessionState::archived)
            if (auto sealed = check_sealed(work.database, session->id); !sealed) return sealed.error();
        session->state = command.state;
        const bool takes_place = command.state == SessionState::in_session || command.state == SessionState::recess;
        if (!takes_place) session->current_item.reset();
        put_session(work, *session);
    }
    return Act{session->id.value + "/" + name_of(command.state), session->id};
}

bool is_presiding(Database& database, const PersonId& person)
{
    const auto session = find_entity<Session>(database, "SELECT body FROM session WHERE state NOT IN ('cancelled', 'postponed') "
                                                        "ORDER BY start_on DESC, id DESC LIMIT 1");
    return session && std::find(session->presiding.begin(), session->presiding.end(), person) != session->presiding.end();
}

Result<Act> set_chair(Work&, const Viewer& viewer, const SetChair&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

}  // namespace chamber::storage
