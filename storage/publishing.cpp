#include "storage/publishing.hpp"

#include "storage/annotations.hpp"
#include "storage/documents.hpp"
#include "storage/search.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// Where the paper was to stand in the item; behind all others when nobody said.
std::int64_t place_in(Work& work, const AgendaItemId& item, const DocumentId& document)
{
    return work.database.integer("SELECT position FROM agenda_paper WHERE item = ?1 AND document = ?2", item.value, document.value).value_or(INT64_MAX);
}

void add_to_item(Work& work, const AgendaItemId& id, const DocumentId& document)
{
    auto item = find_item(work.database, id);
    if (!item || std::find(item->documents.begin(), item->documents.end(), document) != item->documents.end()) return;
    const std::int64_t place = place_in(work, id, document);
    const auto behind = std::find_if(item->documents.begin(), item->documents.end(), [&](const DocumentId& each) { return place_in(work, id, each) > place; });
    item->documents.insert(behind, document);
    put_item(work, *item);
}

// Its own item, and the others that were to name it. Only papers for everyone: everybody reads the agenda.
void add_to_items(Work& work, const DraftDocument& document)
{
    if (document.audience != Audience::everyone) return;
    std::vector<AgendaItemId> items{document.agenda_item};
    {
        Statement rows = work.database.query("SELECT item FROM agenda_paper WHERE document = ?1 ORDER BY item", document.id.value);
        while (rows.step()) items.emplace_back(rows.text(0));
    }
    for (const AgendaItemId& item : items) add_to_item(work, item, document.id);
}

void remove_from_item(Work& work, const AgendaItemId& id, const DocumentId& document)
{
    auto item = find_item(work.database, id);
    if (item && std::erase(item->documents, document) > 0) put_item(work, *item);
}

void remove_from_all_items(Work& work, const SessionId& session, const DocumentId& document)
{
    for (AgendaItem& item : list_entities<AgendaItem>(work.database, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY id", session.value)) {
        if (std::erase(item.documents, document) > 0) put_item(work, item);
    }
}

// Whoever could read it is told what went and why; nobody else ever heard of it.
void leave_word(Work& work, const Viewer& viewer, const DraftDocument& document, const WithdrawDocument& command)
{
    const Withdrawal left{document.id, document.session, document.agenda_item, document.title, command.reason, work.now(), document.position, document.type_name,
                          document.full_number, document.issued_on, document.issuer, viewer.person, command.secret.value_or(false)};
    work.database.run("INSERT INTO withdrawal (id, body) VALUES (?1, ?2)", left.id.value, body_of(left));
    work.feed.put(Withdrawal::type, left.id.value, scope_of(document.audience));
}

void publish(Work& work, DocumentRow row)
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
    if (first_time) add_to_items(work, row.document);
    for (const std::int32_t n : fresh) arrive_annotations(work, row.document, n);
}

}  // namespace

Result<Act> publish_documents(Work& work, const PublishDocuments& command)
{
    if (auto session = open_session(work.database, command.session); !session) return session.error();
    std::vector<DocumentRow> waiting;
    if (command.documents.empty()) {
        std::vector<DocumentId> ids;
        Statement rows = work.database.query("SELECT id FROM document WHERE session = ?1 AND state <> 'withdrawn' ORDER BY agenda_item, position, id",
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
        if (!row->waits()) return fail(ErrorCode::already_published, id.value, where);
        const bool named_before = std::find(command.documents.begin(), command.documents.begin() + static_cast<std::ptrdiff_t>(i), id) !=
                                  command.documents.begin() + static_cast<std::ptrdiff_t>(i);
        if (!named_before) waiting.push_back(std::move(*row));
    }
    if (waiting.empty()) return fail(ErrorCode::nothing_to_publish, command.session.value);
    std::string target;
    for (DocumentRow& row : waiting) {
        target += (target.empty() ? "" : " ") + row.document.id.value;
        publish(work, std::move(row));
    }
    return Act{std::move(target), command.session};
}

Result<Act> edit_document(Work& work, const Viewer&, const EditDocument& command)
{
    auto row = find_document(work.database, command.document);
    if (!row || row->state == DocumentState::withdrawn) return fail(ErrorCode::document_unknown, command.document.value, "/document");
    DraftDocument& document = row->document;
    if (auto session = open_session(work.database, document.session); !session) return session.error();
    const bool published = row->state == DocumentState::published;
    if (command.audience && *command.audience != document.audience && published)
        return fail(ErrorCode::already_published, "the audience of a published document is fixed", "/audience");
    if (command.agenda_item && *command.agenda_item != document.agenda_item) {
        const auto item = find_item(work.database, *command.agenda_item);
        if (!item || item->session != document.session) return fail(ErrorCode::item_unknown, command.agenda_item->value, "/agenda_item");
        // Other items that list it keep it: a document may serve several.
        remove_from_item(work, document.agenda_item, document.id);
        work.database.run("DELETE FROM agenda_paper WHERE item = ?1 AND document = ?2", document.agenda_item.value, document.id.value);
        document.agenda_item = *command.agenda_item;
        if (published && document.audience == Audience::everyone) add_to_item(work, document.agenda_item, document.id);
    }
    if (command.title) document.title = *command.title;
    if (command.full_number) document.full_number = *command.full_number;
    if (command.issued_on) document.issued_on = *command.issued_on;
    if (command.audience) document.audience = *command.audience;
    if (command.type_code) document.type_code = *command.type_code;
    if (command.type_name) document.type_name = *command.type_name;
    if (command.issuer) document.issuer = *command.issuer;
    if (command.place) document.place = *command.place;
    if (command.urgency) document.urgency = *command.urgency;
    if (command.draft) document.draft = *command.draft;
    if (command.scan) document.scan = *command.scan;
    put_document_row(work.database, *row);
    announce_document(work, *row);
    return Act{document.id.value, document.session};
}

Result<Act> withdraw_document(Work& work, const Viewer& viewer, const WithdrawDocument& command)
{
    auto row = find_document(work.database, command.document);
    if (!row || row->state == DocumentState::withdrawn) return fail(ErrorCode::document_unknown, command.document.value, "/document");
    if (command.reason.find_first_not_of(" \t\r\n") == std::string::npos) return fail(ErrorCode::reason_required, {}, "/reason");
    if (auto session = open_session(work.database, row->document.session); !session) return session.error();
    const DocumentId& id = row->document.id;
    // Before the deletion: a device that is told both knows what to keep of the person's own.
    if (row->state == DocumentState::published) leave_word(work, viewer, row->document, command);
    for (const Revision& revision : row->document.revisions)
        if (revision.published_at) work.feed.remove(Report::type, report_id(id, revision.n));
    row->state = DocumentState::withdrawn;
    put_document_row(work.database, *row);
    work.feed.remove(Document::type, id.value);
    work.feed.remove(DraftDocument::type, id.value);
    remove_from_all_items(work, row->document.session, id);
    forget_pages_before(work.database, id, row->document.revisions.back().n + 1);
    Act act{id.value, row->document.session};
    act.reason = command.reason;
    return act;
}

Result<Act> drop_revision(Work&, const Viewer& viewer, const DropRevision&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

}  // namespace chamber::storage
