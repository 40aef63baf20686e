#include "storage/publishing.hpp"

#include "protocol/limits.hpp"
#include "storage/alarms.hpp"
#include "storage/annotations.hpp"
#include "storage/documents.hpp"
#include "storage/reading_order.hpp"
#include "storage/search.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"

#include <algorithm>
#include <map>

namespace chamber::storage {

namespace {

void publish(UnitOfWork& work, DocumentRow& row)
{
    const std::string now = work.now();
    const DocumentId& id = row.document.id;
    row.document.publish_at.reset();
    forget_due(work, id);
    const bool first_time = row.state == DocumentState::draft;
    std::vector<std::int32_t> fresh;
    for (Revision& revision : row.document.revisions) {
        if (revision.published_at) continue;
        revision.published_at = now;
        fresh.push_back(revision.n);
    }
    row.state = DocumentState::published;
    put_document_row(work.database, row);
    work.database.run("UPDATE revision SET published = 1 WHERE document = ?1", id.value);
    forget_pages_before(work.database, id, row.document.revisions.back().n);
    announce_document(work, row);
    for (const std::int32_t n : fresh) work.feed.put(Report::type, report_id(id, n), scope_of(row.document.audience));
    if (first_time) enter_items(work, row.document);
    for (const std::int32_t n : fresh) arrive_annotations(work, row.document, n);
}

// What the command names and waits; nothing named: all that waits in the session.
Result<std::vector<DocumentRow>> find_waiting(Database& database, const SessionId& session,
                                              const std::vector<DocumentId>& named)
{
    if (auto open = open_session(database, session); !open) return open.error();
    std::vector<DocumentRow> waiting;
    if (named.empty()) {
        std::vector<DocumentId> ids;
        Statement rows = database.query(
            "SELECT id FROM document WHERE session = ?1 AND state <> 'withdrawn' ORDER BY agenda_item, position, id",
            session.value);
        while (rows.step()) ids.emplace_back(rows.text(0));
        for (const DocumentId& id : ids)
            if (auto row = find_document(database, id); row->waits()) waiting.push_back(std::move(*row));
    }
    for (std::size_t i = 0; i < named.size(); ++i) {
        const std::string where = "/documents/" + std::to_string(i);
        auto row = find_document(database, named[i]);
        if (!row || row->document.session != session || row->state == DocumentState::withdrawn)
            return fail(ErrorCode::document_unknown, named[i].value, where);
        if (!row->waits()) return fail(ErrorCode::published_meanwhile, named[i].value, where);
        const auto here = named.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(named.begin(), here, named[i]) == here) waiting.push_back(std::move(*row));
    }
    if (waiting.empty()) return fail(ErrorCode::nothing_to_publish, session.value);
    return waiting;
}

// For the journal: "TL03 TL04".
std::string names_of(const std::vector<DocumentRow>& rows)
{
    std::string names;
    for (const DocumentRow& row : rows) names += (names.empty() ? "" : " ") + row.document.id.value;
    return names;
}

struct Due {
    DocumentId document;
    std::int64_t at_ms = 0;
};

struct DueOutcome {
    std::int32_t count = 0;
    std::map<SessionId, std::string> published;  // ids, a space between
    std::vector<std::string> late;               // titles
    std::vector<std::string> left;               // titles of what could not be published
    std::int64_t late_since_ms = 0;              // when the first of the late ones was due
};

void publish_one_due(UnitOfWork& work, const Due& due, std::int64_t now, DueOutcome& outcome)
{
    forget_due(work, due.document);
    auto row = find_document(work.database, due.document);
    if (!row || row->state == DocumentState::withdrawn || !row->waits()) return;
    if (!open_session(work.database, row->document.session)) {
        outcome.left.push_back(row->document.title);
        row->document.publish_at.reset();
        put_document_row(work.database, *row);
        announce_document(work, *row);
        return;
    }
    if (now - due.at_ms > limits::publish_late_ms) {
        if (outcome.late.empty()) outcome.late_since_ms = due.at_ms;
        outcome.late.push_back(row->document.title);
    }
    std::string& names = outcome.published[row->document.session];
    names += (names.empty() ? "" : " ") + due.document.value;
    ++outcome.count;
    publish(work, *row);
}

// "“Tờ trình …”", or how many.
std::string titles_text(const std::vector<std::string>& titles)
{
    if (titles.size() == 1) return "tài liệu “" + titles.front() + "”";
    return std::to_string(titles.size()) + " tài liệu";
}

void raise_due_alarms(UnitOfWork& work, const DueOutcome& outcome)
{
    if (!outcome.late.empty()) {
        Alarm alarm;
        alarm.kind = AlarmKind::published_late;
        alarm.count = static_cast<std::int32_t>(outcome.late.size());
        alarm.sentence = "Máy chủ không chạy vào giờ hẹn phát hành " + format_vietnam(UtcMs{outcome.late_since_ms}) +
                         ", nên đến " + format_vietnam(work.clock.utc()) + " mới phát hành " +
                         titles_text(outcome.late) + ". Ông/bà không cần làm gì thêm.";
        raise_alarm(work, std::move(alarm));
    }
    if (!outcome.left.empty()) {
        Alarm alarm;
        alarm.kind = AlarmKind::not_published;
        alarm.count = static_cast<std::int32_t>(outcome.left.size());
        alarm.sentence = "Đến giờ hẹn nhưng chưa phát hành được " + titles_text(outcome.left) +
                         ", vì kỳ họp đã lưu trữ. Hãy xem lại mục Tài liệu.";
        raise_alarm(work, std::move(alarm));
    }
}

}  // namespace

Result<CommandEffect> publish_documents(UnitOfWork& work, const PublishDocuments& command)
{
    auto waiting = find_waiting(work.database, command.session, command.documents);
    if (!waiting) return waiting.error();
    for (DocumentRow& row : *waiting) publish(work, row);
    return CommandEffect{names_of(*waiting), command.session};
}

Result<CommandEffect> schedule_publishing(UnitOfWork& work, const SchedulePublishing& command)
{
    std::optional<std::int64_t> at_ms;
    if (command.at) {
        at_ms = parse_utc(*command.at).value;
        const std::int64_t ahead = *at_ms - work.clock.utc().value;
        if (ahead <= 0 || ahead > limits::publish_ahead_ms_max)
            return fail(ErrorCode::publish_time_past, *command.at, "/at");
    }
    auto waiting = find_waiting(work.database, command.session, command.documents);
    if (!waiting) return waiting.error();
    for (DocumentRow& row : *waiting) {
        row.document.publish_at =
            at_ms ? std::optional<std::string>(format_utc(UtcMs{*at_ms})) : std::optional<std::string>();
        forget_due(work, row.document.id);
        if (at_ms)
            work.database.run("INSERT INTO publish_due (document, at_ms) VALUES (?1, ?2)", row.document.id.value,
                              *at_ms);
        put_document_row(work.database, row);
        announce_document(work, row);
    }
    return CommandEffect{names_of(*waiting), command.session, command.at};
}

void forget_due(UnitOfWork& work, const DocumentId& document)
{
    work.database.run("DELETE FROM publish_due WHERE document = ?1", document.value);
}

Result<std::int32_t> Store::publish_due()
{
    Body& body = *body_;
    return body.verb<std::int32_t>([&]() -> Result<std::int32_t> {
        const std::int64_t now = body.clock.utc().value;
        std::vector<Due> due;
        {
            Statement rows = body.database->query(
                "SELECT document, at_ms FROM publish_due WHERE at_ms <= ?1 ORDER BY at_ms, document", now);
            while (rows.step()) due.push_back(Due{DocumentId(rows.text(0)), rows.integer(1)});
        }
        if (due.empty()) return 0;
        DueOutcome outcome;
        for (const Due& each : due) publish_one_due(body.work, each, now, outcome);
        raise_due_alarms(body.work, outcome);
        for (const auto& [session, documents] : outcome.published) {
            JournalEntry entry;
            entry.verb = "publish_due";
            entry.target = documents;
            entry.session = session;
            body.note(std::move(entry));
        }
        return outcome.count;
    });
}

void enter_items(UnitOfWork& work, const DraftDocument& document)
{
    if (document.audience != Audience::everyone) return;
    std::vector<AgendaItemId> items{document.agenda_item};
    {
        Statement rows =
            work.database.query("SELECT item FROM agenda_paper WHERE document = ?1 ORDER BY item", document.id.value);
        while (rows.step()) items.emplace_back(rows.text(0));
    }
    for (const AgendaItemId& item : items) put_in_order(work, item, document.id);
}

void leave_item(UnitOfWork& work, const AgendaItemId& id, const DocumentId& document)
{
    auto item = find_item(work.database, id);
    if (item && std::erase(item->documents, document) > 0) put_item(work, *item);
    work.database.run("DELETE FROM agenda_paper WHERE item = ?1 AND document = ?2", id.value, document.value);
}

}  // namespace chamber::storage
