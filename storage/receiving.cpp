// Store::receive_session: a session that was sealed elsewhere, as a read-only one of ours. Everything or nothing.
//
// Its council and its groups stay beside it, as of its days, and become nobody's of today; its people are names that
// nobody can sign in with. What it says of itself is not changed: state and origin apart, each row is what was sealed.
#include "protocol/access.hpp"
#include "protocol/codec.hpp"
#include "storage/amendments.hpp"
#include "storage/archives.hpp"
#include "storage/attendance.hpp"
#include "storage/documents.hpp"
#include "storage/participants.hpp"
#include "storage/people.hpp"
#include "storage/records/received_session.hpp"
#include "storage/renaming.hpp"
#include "storage/search.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// What is asked once per session, of the renamed file.
struct Receiving {
    UnitOfWork& work;
    const SessionFile& file;
    const ReceivedSession& received;

    void frame();
    void people();
    void revisions(const DocumentId& id, const std::vector<Revision>& all, std::int32_t indexed);
    void document(const Document& document, DocumentState state);
    void withdrawn(const WithdrawnDocument& one);
    void records();
};

void Receiving::frame()
{
    Session session = file.session;
    session.state = SessionState::archived;
    session.current_item.reset();
    session.imported_from = received.from;
    put_session(work, session);
    work.database.run("UPDATE session SET archive_fields = ?2 WHERE id = ?1", session.id.value, file.archive_fields);
    keep_council(work, session.id, file.council);
    keep_groups(work, session.id, file.groups);
    for (const Sitting& sitting : file.sittings) put_sitting(work, sitting);
    for (const AgendaItem& item : file.agenda) put_item(work, item);
}

void Receiving::people()
{
    for (const Person& person : file.people) {
        Person known = person;
        // What they were stands in the roll; here they are nobody who may do anything.
        known.roles.clear();
        known.group.reset();
        known.committee.reset();
        known.counts_for_quorum = false;
        put_person(work, known);
        const bool listed = has_role(person, Role::delegate) || has_role(person, Role::guest);
        if (!listed) continue;
        Participant participant = participant_of(person, file.session.id);
        const auto group = std::find_if(file.groups.begin(), file.groups.end(),
                                        [&](const Group& each) { return each.id == participant.group; });
        if (group != file.groups.end()) participant.group_name = group->name;
        put_participant(work, participant);
    }
}

// `indexed`: the revision whose pages are found; 0: none.
void Receiving::revisions(const DocumentId& id, const std::vector<Revision>& all, std::int32_t indexed)
{
    const auto sealed_id = id.value.substr(received.prefix.size());
    for (const Revision& revision : all) {
        const auto made =
            std::find_if(received.revisions.begin(), received.revisions.end(), [&](const ReceivedRevision& one) {
                return one.document.value == sealed_id && one.n == revision.n;
            });
        const auto blob = [&](const std::string& sha256, std::uint64_t bytes) {
            work.database.run("INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?1, ?2)", sha256,
                              static_cast<std::int64_t>(bytes));
        };
        blob(revision.sha256, revision.bytes);
        std::optional<std::string> preview;
        if (revision.preview) {
            blob(revision.preview->sha256, revision.preview->bytes);
            preview = revision.preview->sha256;
        }
        SignatureReport report;
        for (const Report& one : file.reports)
            if (one.document == id && one.revision == revision.n) report = one.report;
        work.database.run(
            "INSERT INTO revision (document, n, sha256, preview_sha256, pages, published, report) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6)",
            id.value, revision.n, revision.sha256, preview, revision.pages, encode(report));
        for (const EarlierReport& one : file.earlier_reports)
            if (one.document == id && one.revision == revision.n)
                work.database.run("INSERT INTO earlier_check (document, revision, k, report) VALUES (?1, ?2, ?3, ?4)",
                                  id.value, revision.n, one.k, encode(one.report));
        if (made != received.revisions.end() && revision.n == indexed)
            index_pages(work.database, id, revision.n, made->page_text);
    }
}

void Receiving::document(const Document& document, DocumentState state)
{
    DocumentRow row;
    row.state = state;
    static_cast<DocumentFields&>(row.document) = document;
    row.document.id = document.id;
    row.document.revisions = document.revisions;
    for (Revision& revision : row.document.revisions) {
        revision.delta.reset();
        revision.preview.reset();
        for (const ReceivedRevision& one : received.revisions)
            if (received.prefix + one.document.value == document.id.value && one.n == revision.n)
                revision.preview = one.preview;
    }
    put_document_row(work.database, row);
    const bool shown = state == DocumentState::published && !row.document.revisions.empty();
    revisions(document.id, row.document.revisions, shown ? row.document.revisions.back().n : 0);
    if (!shown) return;
    announce_document(work, row);
    for (const Report& report : file.reports)
        if (report.document == document.id) work.feed.put(Report::type, report.id, scope_of(document.audience));
}

void Receiving::withdrawn(const WithdrawnDocument& one)
{
    Document paper = one.document;
    if (paper.revisions.empty()) {
        // Its bytes were destroyed before the sealing: what is left of it is its word.
        paper.title = one.word.title;
        paper.type_name = one.word.type_name;
        paper.full_number = one.word.full_number;
        paper.issued_on = one.word.issued_on;
        paper.issuer = one.word.issuer;
    }
    document(paper, DocumentState::withdrawn);
    work.database.run("INSERT INTO withdrawal (id, body) VALUES (?1, ?2)", one.word.id.value, body_of(one.word));
    work.feed.put(Withdrawal::type, one.word.id.value, scope_of(paper.audience));
}

void Receiving::records()
{
    for (const Attendance& attendance : file.attendance) {
        // The roll names everybody; of whom nothing was recorded nothing is recorded here.
        if (attendance.status == AttendanceStatus::unknown && attendance.intervals.empty()) continue;
        put_attendance(work, attendance);
    }
    for (const AbsenceReason& reason : file.absence_reasons) put_absence_reason(work, reason);
    for (const AttendanceHistory& history : file.attendance_history) put_attendance_history(work, history);
    for (const Amendments& history : file.amendments) put_amendments(work, history);
    for (const Annotation& annotation : file.public_annotations) {
        work.database.run(
            "INSERT INTO annotation (id, author, document, visibility, last_device, body) VALUES (?1, ?2, ?3, ?4, '', ?5)",
            annotation.id.value, annotation.author.value, annotation.document.value, name_of(annotation.visibility),
            body_of(annotation));
        work.feed.put(Annotation::type, annotation.id.value, scope_of(annotation));
    }
}

// A paper of an item that the sealed agenda does not have stands there under "Tài liệu khác" (archive/contents); here
// that is an item of its own, the last one.
Result<void> shelve_strays(SessionFile& file)
{
    const auto on_agenda = [&](const AgendaItemId& id) {
        return std::ranges::find(file.agenda, id, &AgendaItem::id) != file.agenda.end();
    };
    AgendaItem other;
    other.id = AgendaItemId("tai-lieu-khac");
    while (on_agenda(other.id)) other.id.value += "-";
    other.session = file.session.id;
    other.name = "Tài liệu khác";
    for (const AgendaItem& item : file.agenda) other.position = std::max(other.position, item.position + 1);
    bool strays = false;
    for (Document& document : file.documents) {
        if (on_agenda(document.agenda_item)) continue;
        strays = true;
        document.agenda_item = other.id;
        if (document.audience == Audience::everyone) other.documents.push_back(document.id);
    }
    for (WithdrawnDocument& one : file.withdrawn) {
        if (on_agenda(one.document.agenda_item)) continue;
        strays = true;
        one.document.agenda_item = other.id;
        one.word.agenda_item = other.id;
    }
    if (!strays) return {};
    if (file.sittings.empty()) return fail(ErrorCode::archive_incomplete, "no sitting", file.session.id.value);
    other.sitting = file.sittings.back().id;
    file.agenda.push_back(std::move(other));
    return {};
}

}  // namespace

Result<Session> Store::receive_session(const ReceivedSession& received)
{
    return body_->verb<Session>([&]() -> Result<Session> {
        UnitOfWork& work = body_->work;
        SessionFile file = received.file;
        if (auto shelved = shelve_strays(file); !shelved) return shelved.error();
        if (auto renamed = rename_all(file, received.prefix); !renamed) return renamed.error();
        const SessionId& id = file.session.id;
        if (find_session(work.database, id)) return fail(ErrorCode::archive_known, {}, id.value);
        // A place that was ours before and is gone stays gone: what was deleted is never told again.
        if (work.feed.find(Session::type, id.value)) return fail(ErrorCode::archive_collides, {}, id.value);
        Receiving receiving{work, file, received};
        receiving.frame();
        receiving.people();
        for (const Document& document : file.documents) receiving.document(document, DocumentState::published);
        for (const WithdrawnDocument& one : file.withdrawn) receiving.withdrawn(one);
        receiving.records();
        Archive archive = received.archive;
        archive.session = id;
        if (auto kept = keep_archive(work, archive); !kept) return kept.error();
        const PersonId by = local_viewer().person;
        body_->note(JournalEntry{"receive_session", by, DeviceId(), id.value + " " + archive.sha256, id, {}, {}});
        return *find_session(work.database, id);
    });
}

}  // namespace chamber::storage
