#include "storage/removal.hpp"

#include "protocol/text.hpp"
#include "storage/amendments.hpp"
#include "storage/device_row.hpp"
#include "storage/minutes.hpp"
#include "storage/participants.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

Result<void> check_unused(UnitOfWork& work, const SessionId& session)
{
    // A withdrawn paper keeps its place in the record as well.
    if (work.database.integer("SELECT 1 FROM document WHERE session = ?1 LIMIT 1", session.value))
        return fail(ErrorCode::session_has_papers, session.value, "/session");
    if (work.database.integer("SELECT 1 FROM attendance JOIN sitting ON sitting.id = attendance.sitting "
                              "WHERE sitting.session = ?1 LIMIT 1",
                              session.value))
        return fail(ErrorCode::session_has_attendance, session.value, "/session");
    if (work.database.integer("SELECT 1 FROM archive WHERE session = ?1 LIMIT 1", session.value))
        return fail(ErrorCode::session_has_archive, session.value, "/session");
    return {};
}

void remove_programme(UnitOfWork& work, const SessionId& session)
{
    for (const AgendaItem& item : list_entities<AgendaItem>(
             work.database, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY id", session.value)) {
        // Notes that came with the import, for papers that never came.
        work.database.run(
            "DELETE FROM waiting_annotation WHERE document IN (SELECT document FROM agenda_paper WHERE item = ?1) "
            "AND document NOT IN (SELECT id FROM document)",
            item.id.value);
        work.database.run("DELETE FROM agenda_paper WHERE item = ?1", item.id.value);
        work.database.run("DELETE FROM agenda_item WHERE id = ?1", item.id.value);
        work.feed.remove(AgendaItem::type, item.id.value);
    }
    for (const Sitting& sitting : list_entities<Sitting>(
             work.database, "SELECT body FROM sitting WHERE session = ?1 ORDER BY id", session.value)) {
        remove_minutes(work, sitting.id.value);
        work.database.run("DELETE FROM sitting WHERE id = ?1", sitting.id.value);
        work.feed.remove(Sitting::type, sitting.id.value);
    }
    remove_minutes(work, session.value);
}

// Whom no session expects any more reads nothing any more.
void end_idle_guest(UnitOfWork& work, const Participant& guest)
{
    const bool only_guest =
        std::all_of(guest.roles.begin(), guest.roles.end(), [](Role role) { return role == Role::guest; });
    if (!only_guest) return;
    const auto expected = work.database.integer(
        "SELECT 1 FROM participant JOIN session ON session.id = participant.session "
        "WHERE participant.person = ?1 AND session.state NOT IN ('archived', 'cancelled') LIMIT 1",
        guest.person.value);
    if (!expected) end_sign_ins(work, guest.person, std::nullopt);
}

}  // namespace

Result<CommandEffect> remove_session(UnitOfWork& work, const Viewer& viewer, const RemoveSession& command)
{
    const auto session = find_session(work.database, command.session);
    if (!session) return fail(ErrorCode::session_unknown, command.session.value, "/session");
    if (is_blank(command.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
    if (session->state != SessionState::planned)
        return fail(ErrorCode::session_not_planned, name_of(session->state), "/session");
    if (auto unused = check_unused(work, session->id); !unused) return unused.error();
    remove_programme(work, session->id);
    for (const Participant& each : people_of(work.database, session->id)) {
        remove_participant(work, each);
        end_idle_guest(work, each);
    }
    add_amendment(work, Session::type, session->id.value,
                  Amendment{"", viewer.person, "removed", session->name, "", command.reason});
    work.database.run("DELETE FROM session_group WHERE session = ?1", session->id.value);
    work.database.run("DELETE FROM session WHERE id = ?1", session->id.value);
    work.feed.remove(Session::type, session->id.value);
    return CommandEffect{session->id.value, session->id, command.reason};
}

Result<CommandEffect> remove_sitting(UnitOfWork& work, const Viewer& viewer, const RemoveSitting& command)
{
    const auto sitting = find_sitting(work.database, command.sitting);
    if (!sitting) return fail(ErrorCode::sitting_unknown, command.sitting.value, "/sitting");
    if (is_blank(command.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
    const auto session = open_session(work.database, sitting->session);
    if (!session) return session.error();
    // Papers hang on items: without items there are none.
    const auto items =
        work.database.integer("SELECT count(*) FROM agenda_item WHERE sitting = ?1", sitting->id.value).value_or(0);
    if (items > 0) return fail(ErrorCode::sitting_has_items, std::to_string(items) + " items", "/sitting");
    if (work.database.integer("SELECT 1 FROM attendance WHERE sitting = ?1 LIMIT 1", sitting->id.value))
        return fail(ErrorCode::sitting_has_attendance, sitting->id.value, "/sitting");
    const auto sittings =
        work.database.integer("SELECT count(*) FROM sitting WHERE session = ?1", session->id.value).value_or(0);
    if (sittings == 1 && session->state != SessionState::planned)
        return fail(ErrorCode::last_sitting, name_of(session->state), "/sitting");
    add_amendment(work, Sitting::type, sitting->id.value,
                  Amendment{"", viewer.person, "removed", sitting->name, "", command.reason});
    remove_minutes(work, sitting->id.value);
    work.database.run("DELETE FROM sitting WHERE id = ?1", sitting->id.value);
    work.feed.remove(Sitting::type, sitting->id.value);
    return CommandEffect{sitting->id.value, session->id, command.reason};
}

}  // namespace chamber::storage
