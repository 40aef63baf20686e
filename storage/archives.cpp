#include "storage/archives.hpp"

#include "storage/annotations.hpp"
#include "storage/checks.hpp"
#include "storage/damage.hpp"
#include "storage/documents.hpp"
#include "storage/participants.hpp"
#include "storage/sessions.hpp"

namespace chamber::storage {

namespace {

// Who may know that a session was sealed, and under which digest. The bytes are guarded by may_export.
const Scope archive_scope{ScopeKind::delegates, {}};

}  // namespace

Result<SessionFile> session_file(Work& work, const SessionId& id)
{
    Database& database = work.database;
    auto session = find_session(database, id);
    if (!session) return fail(ErrorCode::session_unknown, id.value);
    if (const auto damaged = damaged_document(database, id)) return fail(ErrorCode::blob_damaged, id.value, damaged->value);
    SessionFile file;
    file.council = council_of(database, *session);
    file.session = std::move(*session);
    file.sittings = list_entities<Sitting>(database, "SELECT body FROM sitting WHERE session = ?1 ORDER BY position, id", id.value);
    file.agenda = list_entities<AgendaItem>(database, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY position, id", id.value);
    file.people = people_for_archive(database, id);
    file.groups = groups_of(database, id);
    std::vector<DocumentRow> rows;
    {
        Statement found = database.query("SELECT document.body FROM document JOIN agenda_item ON agenda_item.id = document.agenda_item "
                                         "WHERE document.session = ?1 AND document.state = 'published' "
                                         "ORDER BY agenda_item.position, document.position, document.id",
                                         id.value);
        while (found.step()) rows.push_back(DocumentRow{DocumentState::published, entity_of<DraftDocument>(found.text(0))});
    }
    for (const DocumentRow& row : rows) {
        file.documents.push_back(row.published());
        for (Report& report : reports_of(database, row.document.id)) {
            std::int32_t k = 0;
            for (SignatureReport& earlier : earlier_reports(database, report.document, report.revision))
                file.earlier_reports.push_back({report.document, report.revision, ++k, std::move(earlier)});
            file.reports.push_back(std::move(report));
        }
    }
    file.attendance = list_entities<Attendance>(database,
                                                "SELECT attendance.body FROM attendance JOIN sitting ON sitting.id = attendance.sitting "
                                                "WHERE sitting.session = ?1 ORDER BY sitting.position, attendance.id",
                                                id.value);
    file.absence_reasons = list_entities<AbsenceReason>(database,
                                                "SELECT absence_reason.body FROM absence_reason JOIN attendance ON attendance.id = absence_reason.id JOIN sitting ON sitting.id = attendance.sitting "
                                                "WHERE sitting.session = ?1 ORDER BY sitting.position, attendance.id",
                                                id.value);
    file.attendance_history = list_entities<AttendanceHistory>(database,
                                                               "SELECT attendance_history.body FROM attendance_history JOIN attendance ON attendance.id = attendance_history.id "
                                                               "JOIN sitting ON sitting.id = attendance.sitting WHERE sitting.session = ?1 ORDER BY sitting.position, attendance.id",
                                                               id.value);
    file.public_annotations = public_annotations(database, id);
    file.journal_lines = work.journal.lines_of(id);
    file.archive_fields = database.text("SELECT archive_fields FROM session WHERE id = ?1", id.value).value_or("");
    return file;
}

Result<Archive> record_archive(Work& work, const Archive& made)
{
    if (!find_session(work.database, made.session)) return fail(ErrorCode::session_unknown, made.session.value);
    Archive archive = made;
    if (archive.id.empty()) archive.id = ArchiveId(draw_id(work.entropy));
    if (archive.built_at.empty()) archive.built_at = work.now();
    work.database.run("INSERT INTO archive (id, session, body) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                      archive.id.value, archive.session.value, body_of(archive));
    work.feed.put(Archive::type, archive.id.value, archive_scope);
    return archive;
}

}  // namespace chamber::storage
