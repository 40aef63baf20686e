// What an archive is made of, and the record that one was made. Building and verifying the zip: storage/archive/.
#include "storage/archives.hpp"

#include "storage/annotations.hpp"
#include "storage/checks.hpp"
#include "storage/damage.hpp"
#include "storage/documents.hpp"
#include "storage/minutes.hpp"
#include "storage/participants.hpp"
#include "storage/sealed.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"
#include "storage/withdrawn.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// Who may know that a session was sealed, and under which digest. The bytes are guarded by may_export.
const Scope archive_scope{ScopeKind::delegates, {}};

void add_reports(Database& database, const DocumentId& document, SessionFile& file)
{
    for (Report& report : reports_of(database, document)) {
        std::int32_t k = 0;
        for (SignatureReport& earlier : earlier_reports(database, report.document, report.revision))
            file.earlier_reports.push_back({report.document, report.revision, ++k, std::move(earlier)});
        file.reports.push_back(std::move(report));
    }
}

}  // namespace

Result<Archive> keep_archive(UnitOfWork& work, const Archive& made)
{
    if (!find_session(work.database, made.session)) return fail(ErrorCode::session_unknown, made.session.value);
    Archive archive = made;
    for (const Archive& known : archives_of(work.database, made.session)) {
        if (known.sha256 != made.sha256) continue;
        if (known.file_name == made.file_name) return known;
        // It was taken away and made again under another name.
        archive = known;
        archive.file_name = made.file_name;
        break;
    }
    if (archive.id.empty()) archive.id = ArchiveId(draw_id(work.entropy));
    if (archive.built_at.empty()) archive.built_at = work.now();
    work.database.run(
        "INSERT INTO archive (id, session, body) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        archive.id.value, archive.session.value, body_of(archive));
    work.feed.put(Archive::type, archive.id.value, archive_scope);
    return archive;
}

Result<SessionFile> whole_session(UnitOfWork& work, const SessionId& id)
{
    Database& database = work.database;
    auto session = find_session(database, id);
    if (!session) return fail(ErrorCode::session_unknown, id.value);
    SessionFile file;
    file.council = council_of(database, *session);
    file.session = std::move(*session);
    file.sittings =
        list_entities<Sitting>(database, "SELECT body FROM sitting WHERE session = ?1 ORDER BY position, id", id.value);
    file.agenda = list_entities<AgendaItem>(
        database, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY position, id", id.value);
    file.people = people_for_archive(database, id);
    file.groups = groups_of(database, id);
    std::vector<DocumentRow> rows;
    {
        Statement found = database.query(
            "SELECT document.body FROM document JOIN agenda_item ON agenda_item.id = document.agenda_item "
            "WHERE document.session = ?1 AND document.state = 'published' "
            "ORDER BY agenda_item.position, document.position, document.id",
            id.value);
        while (found.step())
            rows.push_back(DocumentRow{DocumentState::published, entity_of<DraftDocument>(found.text(0))});
    }
    for (const DocumentRow& row : rows) {
        file.documents.push_back(row.published());
        add_reports(database, row.document.id, file);
    }
    file.withdrawn = withdrawn_documents(database, id);
    for (const WithdrawnDocument& withdrawn : file.withdrawn)
        if (!withdrawn.document.revisions.empty()) add_reports(database, withdrawn.document.id, file);
    file.attendance = list_entities<Attendance>(
        database,
        "SELECT attendance.body FROM attendance JOIN sitting ON sitting.id = attendance.sitting "
        "WHERE sitting.session = ?1 ORDER BY sitting.position, attendance.id",
        id.value);
    file.absence_reasons = list_entities<AbsenceReason>(
        database,
        "SELECT absence_reason.body FROM absence_reason JOIN attendance ON attendance.id = absence_reason.id JOIN sitting ON sitting.id = attendance.sitting "
        "WHERE sitting.session = ?1 ORDER BY sitting.position, attendance.id",
        id.value);
    file.attendance_history = list_entities<AttendanceHistory>(
        database,
        "SELECT attendance_history.body FROM attendance_history JOIN attendance ON attendance.id = attendance_history.id "
        "JOIN sitting ON sitting.id = attendance.sitting WHERE sitting.session = ?1 ORDER BY sitting.position, attendance.id",
        id.value);
    file.amendments = list_entities<Amendments>(
        database,
        "SELECT body FROM amendments WHERE id = 'session/' || ?1 OR id LIKE 'participant/' || ?1 || '/%' "
        "OR id IN (SELECT 'document/' || id FROM document WHERE session = ?1) "
        "OR id IN (SELECT 'agenda_item/' || id FROM agenda_item WHERE session = ?1) "
        "OR id IN (SELECT 'sitting/' || id FROM sitting WHERE session = ?1) ORDER BY id",
        id.value);
    file.public_annotations = public_annotations(database, id);
    file.journal_lines = work.journal.lines_of(id);
    file.archive_fields = database.text("SELECT archive_fields FROM session WHERE id = ?1", id.value).value_or("");
    file.minutes = minutes_of(database, id);
    return file;
}

Result<SessionFile> Store::session_file(const SessionId& session)
{
    return body_->read<SessionFile>([&]() -> Result<SessionFile> {
        if (const auto damaged = damaged_document(*body_->database, session))
            return fail(ErrorCode::blob_damaged, session.value, damaged->value);
        return whole_session(body_->work, session);
    });
}

Result<SessionFile> Store::session_record(const SessionId& session)
{
    return body_->read<SessionFile>([&] { return whole_session(body_->work, session); });
}

Result<Archive> Store::record_archive(const Archive& archive)
{
    return body_->verb<Archive>([&]() -> Result<Archive> {
        auto recorded = keep_archive(body_->work, archive);
        forget_unfinished_archives(body_->work);
        // Not in the session's own chain: building an archive must not change what the next one holds.
        if (recorded)
            body_->note("record_archive", archive.built_by, DeviceId(), recorded->id.value + " " + recorded->sha256);
        return recorded;
    });
}

}  // namespace chamber::storage
