#include "storage/sessions.hpp"

#include "protocol/at_hand.hpp"
#include "protocol/text.hpp"
#include "storage/amendments.hpp"
#include "storage/participants.hpp"
#include "storage/sealed.hpp"

#include <algorithm>

namespace chamber::storage {

std::optional<Council> find_council(Database& database)
{
    return find_entity<Council>(database, "SELECT body FROM council LIMIT 1");
}

void put_council(UnitOfWork& work, const Council& council)
{
    const auto before = find_council(work.database);
    if (before && before->id != council.id) {
        work.database.run("DELETE FROM council");
        work.feed.remove(Council::type, before->id);
    }
    work.database.run(
        "INSERT INTO council (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        council.id, body_of(council));
    work.feed.put(Council::type, council.id, everyone_scope, Revival::allowed);
}

std::optional<Session> find_session(Database& database, const SessionId& id)
{
    return find_entity<Session>(database, "SELECT body FROM session WHERE id = ?1", id.value);
}

void put_session(UnitOfWork& work, const Session& session)
{
    work.database.run(
        "INSERT INTO session (id, state, start_on, body) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (id) DO UPDATE SET state = excluded.state, start_on = excluded.start_on, body = excluded.body",
        session.id.value, name_of(session.state), session.start_on, body_of(session));
    // Removed by mistake, and planned again.
    work.feed.put(Session::type, session.id.value, everyone_scope, Revival::allowed);
}

std::optional<Sitting> find_sitting(Database& database, const SittingId& id)
{
    return find_entity<Sitting>(database, "SELECT body FROM sitting WHERE id = ?1", id.value);
}

void put_sitting(UnitOfWork& work, const Sitting& sitting)
{
    work.database.run("INSERT INTO sitting (id, session, position, body) VALUES (?1, ?2, ?3, ?4) "
                      "ON CONFLICT (id) DO UPDATE SET position = excluded.position, body = excluded.body",
                      sitting.id.value, sitting.session.value, sitting.position, body_of(sitting));
    work.feed.put(Sitting::type, sitting.id.value, everyone_scope, Revival::allowed);
}

std::optional<AgendaItem> find_item(Database& database, const AgendaItemId& id)
{
    return find_entity<AgendaItem>(database, "SELECT body FROM agenda_item WHERE id = ?1", id.value);
}

void put_item(UnitOfWork& work, const AgendaItem& item)
{
    work.database.run(
        "INSERT INTO agenda_item (id, session, sitting, position, body) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (id) DO UPDATE SET sitting = excluded.sitting, position = excluded.position, body = excluded.body",
        item.id.value, item.session.value, item.sitting.value, item.position, body_of(item));
    // Struck off by mistake, and put back.
    work.feed.put(AgendaItem::type, item.id.value, everyone_scope, Revival::allowed);
}

Result<Session> open_session(Database& database, const SessionId& id)
{
    auto session = find_session(database, id);
    if (!session) return fail(ErrorCode::session_unknown, id.value);
    if (session->state == SessionState::archived || session->state == SessionState::cancelled)
        return fail(ErrorCode::session_sealed, id.value + " is " + name_of(session->state));
    return std::move(*session);
}

namespace {

// A chair conducts their own session; who may conduct at all is protocol/access.
bool conducts(const Viewer& viewer, const Session& session)
{
    if (viewer.has(Role::secretary) || viewer.has(Role::clerk)) return true;
    return std::find(session.presiding.begin(), session.presiding.end(), viewer.person) != session.presiding.end();
}

}  // namespace

Result<CommandEffect> open_item(UnitOfWork& work, const Viewer& viewer, const OpenAgendaItem& command)
{
    auto session = open_session(work.database, command.session);
    if (!session) return session.error();
    if (!conducts(viewer, *session)) return fail(ErrorCode::not_allowed, viewer.person.value, "/session");
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
    return CommandEffect{command.item ? command.item->value : session->id.value, session->id};
}

Result<CommandEffect> set_session_state(UnitOfWork& work, const Viewer& viewer, const SetSessionState& command)
{
    auto session = find_session(work.database, command.session);
    if (!session) return fail(ErrorCode::session_unknown, command.session.value);
    if (!conducts(viewer, *session)) return fail(ErrorCode::not_allowed, viewer.person.value, "/session");
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
    return CommandEffect{session->id.value + "/" + name_of(command.state), session->id};
}

bool is_presiding(Database& database, const PersonId& person)
{
    const auto sessions =
        list_entities<Session>(database, "SELECT body FROM session WHERE state NOT IN ('cancelled', 'postponed')");
    const auto all = all_at_hand(sessions);
    return std::any_of(all.begin(), all.end(), [&](const Session* session) {
        return std::find(session->presiding.begin(), session->presiding.end(), person) != session->presiding.end();
    });
}

namespace {

std::string joined(const std::vector<PersonId>& people)
{
    std::string text;
    for (const PersonId& each : people) text += (text.empty() ? "" : ", ") + each.value;
    return text;
}

// Everybody stands in the session's roll, once; a chair is a delegate.
Result<void> check_officers(Database& database, const SessionId& session, const std::vector<PersonId>& people,
                            std::string_view field, Role role)
{
    for (std::size_t i = 0; i < people.size(); ++i) {
        const std::string where = "/" + std::string(field) + "/" + std::to_string(i);
        const auto known = find_participant(database, session, people[i]);
        if (!known) return fail(ErrorCode::person_unknown, people[i].value, where);
        const bool fits = role != Role::delegate || has_role(*known, role);
        if (!fits) return fail(ErrorCode::unknown_value, people[i].value + " is no delegate", where);
        if (std::find(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(i), people[i]) !=
            people.begin() + static_cast<std::ptrdiff_t>(i))
            return fail(ErrorCode::already_exists, people[i].value, where);
    }
    return {};
}

}  // namespace

Result<CommandEffect> set_chair(UnitOfWork& work, const Viewer& viewer, const SetChair& command)
{
    auto session = open_session(work.database, command.session);
    if (!session) return session.error();
    if (is_blank(command.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
    if (command.presiding.empty()) return fail(ErrorCode::missing_field, "nobody presides", "/presiding");
    if (auto fits = check_officers(work.database, session->id, command.presiding, "presiding", Role::delegate); !fits)
        return fits.error();
    if (auto fits = check_officers(work.database, session->id, command.secretaries, "secretaries", Role::secretary);
        !fits)
        return fits.error();
    const auto amend = [&](const char* field, const std::vector<PersonId>& before, const std::vector<PersonId>& after) {
        add_amendment(work, Session::type, session->id.value,
                      Amendment{"", viewer.person, field, joined(before), joined(after), command.reason});
    };
    amend("presiding", session->presiding, command.presiding);
    amend("secretaries", session->secretaries, command.secretaries);
    if (session->presiding != command.presiding || session->secretaries != command.secretaries) {
        session->presiding = command.presiding;
        session->secretaries = command.secretaries;
        put_session(work, *session);
    }
    return CommandEffect{session->id.value, session->id, command.reason};
}

}  // namespace chamber::storage
