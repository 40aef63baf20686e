#include "storage/publishing.hpp"

#include "storage/annotations.hpp"
#include "storage/documents.hpp"
#include "storage/reading_order.hpp"
#include "storage/search.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

void publish(UnitOfWork& work, DocumentRow row)
{
    const std::string now = work.now();
    const DocumentId& id = row.document.id;
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

}  // namespace

Result<CommandEffect> publish_documents(UnitOfWork& work, const PublishDocuments& command)
{
    if (auto session = open_session(work.database, command.session); !session) return session.error();
    std::vector<DocumentRow> waiting;
    if (command.documents.empty()) {
        std::vector<DocumentId> ids;
        Statement rows = work.database.query(
            "SELECT id FROM document WHERE session = ?1 AND state <> 'withdrawn' ORDER BY agenda_item, position, id",
            command.session.value);
        while (rows.step()) ids.emplace_back(rows.text(0));
        for (const DocumentId& id : ids)
            if (auto row = find_document(work.database, id); row->waits()) waiting.push_back(std::move(*row));
    }
    for (std::size_t i = 0; i < command.documents.size(); ++i) {
        const DocumentId& id = command.documents[i];
        const std::string where = "/documents/" + std::to_string(i);
        auto row = find_document(work.database, id);
        if (!row || row->document.session != command.session || row->state == DocumentState::withdrawn)
            return fail(ErrorCode::document_unknown, id.value, where);
        if (!row->waits()) return fail(ErrorCode::published_meanwhile, id.value, where);
        const bool named_before =
            std::find(command.documents.begin(), command.documents.begin() + static_cast<std::ptrdiff_t>(i), id) !=
            command.documents.begin() + static_cast<std::ptrdiff_t>(i);
        if (!named_before) waiting.push_back(std::move(*row));
    }
    if (waiting.empty()) return fail(ErrorCode::nothing_to_publish, command.session.value);
    std::string target;
    for (DocumentRow& row : waiting) {
        target += (target.empty() ? "" : " ") + row.document.id.value;
        publish(work, std::move(row));
    }
    return CommandEffect{std::move(target), command.session};
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
