#include "storage/withdrawal.hpp"

#include "protocol/text.hpp"
#include "storage/amendments.hpp"
#include "storage/documents.hpp"
#include "storage/numbers.hpp"
#include "storage/publishing.hpp"
#include "storage/search.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace chamber::storage {

namespace {

// Whoever could read it is told what went and why; of what was never published the staff alone.
void leave_word(UnitOfWork& work, const Viewer& viewer, const DocumentRow& row, const WithdrawDocument& command)
{
    const DraftDocument& document = row.document;
    const Withdrawal left{document.id,
                          document.session,
                          document.agenda_item,
                          document.title,
                          command.reason,
                          work.now(),
                          document.position,
                          document.type_name,
                          document.full_number,
                          document.issued_on,
                          document.issuer,
                          viewer.person,
                          command.secret.value_or(false)};
    work.database.run("INSERT INTO withdrawal (id, body) VALUES (?1, ?2)", left.id.value, body_of(left));
    work.feed.put(Withdrawal::type, left.id.value,
                  row.state == DocumentState::published ? scope_of(document.audience) : staff_scope);
}

void remove_from_all_items(UnitOfWork& work, const SessionId& session, const DocumentId& document)
{
    for (AgendaItem& item : list_entities<AgendaItem>(
             work.database, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY id", session.value)) {
        if (std::erase(item.documents, document) > 0) put_item(work, item);
    }
}

std::vector<std::string> blobs_of(Database& database, const DocumentId& document, std::int32_t first_revision)
{
    std::vector<std::string> blobs;
    Statement rows =
        database.query("SELECT sha256, preview_sha256, delta_sha256 FROM revision WHERE document = ?1 AND n >= ?2",
                       document.value, first_revision);
    while (rows.step())
        for (const int column : {0, 1, 2})
            if (auto sha256 = rows.optional_text(column)) blobs.push_back(std::move(*sha256));
    return blobs;
}

void forget_blob(UnitOfWork& work, const std::string& sha256)
{
    if (work.database.integer("SELECT 1 FROM revision WHERE ?1 IN (sha256, preview_sha256, delta_sha256) LIMIT 1",
                              sha256))
        return;
    work.database.run("DELETE FROM damage WHERE id = ?1", sha256);
    work.feed.remove(Damage::type, sha256);
    work.database.run("DELETE FROM blob WHERE sha256 = ?1", sha256);
}

// Rows and page text of these revisions, and the blobs that no other row names.
void forget_revisions_from(UnitOfWork& work, const DocumentId& document, std::int32_t first_revision)
{
    const std::vector<std::string> blobs = blobs_of(work.database, document, first_revision);
    forget_pages_from(work.database, document, first_revision);
    work.database.run("DELETE FROM earlier_check WHERE document = ?1 AND revision >= ?2", document.value,
                      first_revision);
    work.database.run("DELETE FROM waiting_annotation WHERE document = ?1 AND revision >= ?2", document.value,
                      first_revision);
    work.database.run("DELETE FROM revision WHERE document = ?1 AND n >= ?2", document.value, first_revision);
    for (const std::string& sha256 : blobs) forget_blob(work, sha256);
}

// The revision that would be dropped.
const Revision* droppable(const DocumentRow& row)
{
    if (row.document.revisions.size() < 2 || row.document.revisions.back().published_at) return nullptr;
    return &row.document.revisions.back();
}

// The name of the file before the dropped one came.
void take_back_file_name(UnitOfWork& work, DraftDocument& document)
{
    std::string before;
    for (const Amendment& each : amendments_of(work.database, Document::type, document.id.value))
        if (each.field == "file_name") before = each.after == document.file_name ? each.before : std::string();
    if (!before.empty()) document.file_name = before;
}

}  // namespace

Result<CommandEffect> withdraw_document(UnitOfWork& work, const Viewer& viewer, const WithdrawDocument& command)
{
    auto row = find_document(work.database, command.document);
    if (!row || row->state == DocumentState::withdrawn)
        return fail(ErrorCode::document_unknown, command.document.value, "/document");
    if (is_blank(command.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
    if (auto session = open_session(work.database, row->document.session); !session) return session.error();
    const DocumentId& id = row->document.id;
    // Before the deletion: a device that is told both knows what to keep of the person's own.
    leave_word(work, viewer, *row, command);
    for (const Revision& revision : row->document.revisions)
        if (revision.published_at) work.feed.remove(Report::type, report_id(id, revision.n));
    row->state = DocumentState::withdrawn;
    row->document.publish_at.reset();
    forget_due(work, id);
    put_document_row(work.database, *row);
    work.feed.remove(Document::type, id.value);
    work.feed.remove(DraftDocument::type, id.value);
    work.database.run("DELETE FROM reading WHERE document = ?1", id.value);
    remove_from_all_items(work, row->document.session, id);
    if (command.secret.value_or(false))
        forget_revisions_from(work, id, 1);
    else
        forget_pages_from(work.database, id, 1);
    remark_numbers(work, row->document.session, {row->document.full_number});
    CommandEffect act{id.value + (command.secret.value_or(false) ? " secret" : ""), row->document.session};
    act.reason = command.reason;
    return act;
}

Result<CommandEffect> drop_revision(UnitOfWork& work, const Viewer& viewer, const DropRevision& command)
{
    auto row = find_document(work.database, command.document);
    if (!row || row->state == DocumentState::withdrawn)
        return fail(ErrorCode::document_unknown, command.document.value, "/document");
    if (is_blank(command.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
    if (auto session = open_session(work.database, row->document.session); !session) return session.error();
    const Revision* dropped = droppable(*row);
    if (!dropped) return fail(ErrorCode::nothing_waiting, command.document.value, "/document");
    const std::string what = std::to_string(dropped->n) + " " + dropped->sha256;
    forget_revisions_from(work, row->document.id, dropped->n);
    row->document.revisions.pop_back();
    take_back_file_name(work, row->document);
    row->document.publish_at.reset();
    forget_due(work, row->document.id);
    put_document_row(work.database, *row);
    announce_document(work, *row);
    add_amendment(work, Document::type, row->document.id.value,
                  Amendment{{}, viewer.person, "revision", what, {}, command.reason});
    CommandEffect act{row->document.id.value + "/" + what, row->document.session};
    act.reason = command.reason;
    return act;
}

std::vector<Sha256> bytes_to_go(Database& database, const CommandBody& command)
{
    std::vector<std::string> names;
    if (const auto* withdrawn = std::get_if<WithdrawDocument>(&command);
        withdrawn && withdrawn->secret.value_or(false)) {
        names = blobs_of(database, withdrawn->document, 1);
    } else if (const auto* drop = std::get_if<DropRevision>(&command)) {
        const auto row = find_document(database, drop->document);
        if (const Revision* dropped = row ? droppable(*row) : nullptr)
            names = blobs_of(database, row->document.id, dropped->n);
    }
    std::vector<Sha256> bytes;
    for (const std::string& name : names)
        if (const auto sha256 = Sha256::parse(name)) bytes.push_back(*sha256);
    return bytes;
}

void Store::Body::destroy_bytes()
{
    for (const Sha256& sha256 : std::exchange(going, {})) {
        const auto known = read<bool>([&]() -> Result<bool> { return knows_blob(*database, sha256); });
        // What cannot be asked now, or not removed, is collected at the next start.
        if (!known || *known) continue;
        std::error_code ignored;
        std::filesystem::remove(blobs.path(sha256), ignored);
    }
}

}  // namespace chamber::storage
