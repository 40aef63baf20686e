#include "storage/importing.hpp"

#include "protocol/field_rules.hpp"
#include "storage/annotations.hpp"
#include "storage/attendance.hpp"
#include "storage/people.hpp"
#include "storage/secrets.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::string place(std::string_view list, std::size_t index, std::string_view field = "id")
{
    // Appended piece by piece: GCC 12 at -O2 takes the sum of these for an overlapping copy (-Wrestrict).
    std::string where = "/";
    where.append(list).append("/").append(std::to_string(index)).append("/").append(field);
    return where;
}

Result<void> import_people(Work& work, const SessionImport& imported)
{
    for (std::size_t i = 0; i < imported.groups.size(); ++i) {
        if (!is_id(imported.groups[i].id.value)) return fail(ErrorCode::wrong_type, "group id", place("groups", i));
        put_group(work, imported.groups[i]);
    }
    for (std::size_t i = 0; i < imported.people.size(); ++i) {
        if (!is_id(imported.people[i].id.value)) return fail(ErrorCode::wrong_type, "person id", place("people", i));
        put_person(work, imported.people[i]);
    }
    for (std::size_t i = 0; i < imported.secrets.size(); ++i) {
        auto kept = put_secret(work, imported.secrets[i]);
        if (!kept) return fail(kept.error().code, kept.error().detail, place("secrets", i, "person"));
    }
    return {};
}

Result<void> import_programme(Work& work, const SessionImport& imported)
{
    const SessionId& session = imported.session.id;
    for (std::size_t i = 0; i < imported.sittings.size(); ++i) {
        const Sitting& sitting = imported.sittings[i];
        if (!is_id(sitting.id.value)) return fail(ErrorCode::wrong_type, "sitting id", place("sittings", i));
        if (sitting.session != session) return fail(ErrorCode::session_unknown, sitting.session.value, place("sittings", i, "session"));
        if (find_sitting(work.database, sitting.id)) return fail(ErrorCode::already_exists, sitting.id.value, place("sittings", i));
        put_sitting(work, sitting);
    }
    for (std::size_t i = 0; i < imported.agenda.size(); ++i) {
        const AgendaItem& item = imported.agenda[i];
        if (!is_id(item.id.value)) return fail(ErrorCode::wrong_type, "agenda item id", place("agenda", i));
        if (item.session != session) return fail(ErrorCode::session_unknown, item.session.value, place("agenda", i, "session"));
        const auto sitting = find_sitting(work.database, item.sitting);
        if (!sitting || sitting->session != session) return fail(ErrorCode::sitting_unknown, item.sitting.value, place("agenda", i, "sitting"));
        if (find_item(work.database, item.id)) return fail(ErrorCode::already_exists, item.id.value, place("agenda", i));
        // Everybody reads the agenda: papers enter it when they are published, and for everyone.
        AgendaItem known = item;
        known.documents.clear();
        put_item(work, known);
        for (std::size_t position = 0; position < item.documents.size(); ++position)
            work.database.run("INSERT OR IGNORE INTO agenda_paper (item, document, position) VALUES (?1, ?2, ?3)", item.id.value, item.documents[position].value,
                              static_cast<std::int64_t>(position));
    }
    return {};
}

Result<void> import_records(Work& work, const SessionImport& imported)
{
    for (std::size_t i = 0; i < imported.attendance.size(); ++i) {
        Attendance attendance = imported.attendance[i];
        const auto sitting = find_sitting(work.database, attendance.sitting);
        if (!sitting || sitting->session != imported.session.id)
            return fail(ErrorCode::sitting_unknown, attendance.sitting.value, place("attendance", i, "sitting"));
        if (!find_person(work.database, attendance.person)) return fail(ErrorCode::person_unknown, attendance.person.value, place("attendance", i, "person"));
        attendance.id = attendance_id(attendance.sitting, attendance.person);
        put_attendance(work, attendance);
    }
    for (std::size_t i = 0; i < imported.absence_reasons.size(); ++i) {
        const AbsenceReason& reason = imported.absence_reasons[i];
        const bool known = std::any_of(imported.attendance.begin(), imported.attendance.end(),
                                       [&](const Attendance& each) { return attendance_id(each.sitting, each.person) == reason.id; });
        if (!known) return fail(ErrorCode::not_found, reason.id, place("absence_reasons", i));
        put_absence_reason(work, reason);
    }
    for (std::size_t i = 0; i < imported.annotations.size(); ++i) {
        auto kept = await_revision(work, imported.annotations[i]);
        if (!kept) return fail(kept.error().code, kept.error().detail, place("annotations", i, kept.error().where));
    }
    return {};
}

}  // namespace

Result<void> import_session(Work& work, SessionImport imported)
{
    if (auto parsed = parse_fields(imported); !parsed) return parsed;
    const Session& session = imported.session;
    if (!is_id(session.id.value)) return fail(ErrorCode::wrong_type, "session id", "/session/id");
    if (!is_id(imported.council.id)) return fail(ErrorCode::wrong_type, "council id", "/council/id");
    if (find_session(work.database, session.id)) return fail(ErrorCode::already_exists, session.id.value, "/session/id");
    put_council(work, imported.council);
    put_session(work, session);
    work.database.run("UPDATE session SET archive_fields = ?2 WHERE id = ?1", session.id.value, imported.archive_fields);
    if (auto people = import_people(work, imported); !people) return people;
    if (auto programme = import_programme(work, imported); !programme) return programme;
    return import_records(work, imported);
}

}  // namespace chamber::storage
