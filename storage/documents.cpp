#include "storage/documents.hpp"

#include "protocol/field_rules.hpp"
#include "protocol/limits.hpp"
#include "protocol/office_remark.hpp"
#include "protocol/text.hpp"
#include "storage/amendments.hpp"
#include "storage/checks.hpp"
#include "storage/files/blobs.hpp"
#include "storage/numbers.hpp"
#include "storage/reading_order.hpp"
#include "storage/search.hpp"
#include "storage/sessions.hpp"
#include "storage/sign_ins.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// Documents that come after the deadline are marked, so that delegates see it (Vietnamese calendar day, up to its end).
bool is_late(const Session& session, UtcMs now)
{
    if (!session.documents_deadline) return false;
    const std::string& deadline = *session.documents_deadline;
    const UtcMs until = parse_utc(deadline.size() == 10 ? deadline + "T23:59:59+07:00" : deadline);
    return until.value > 0 && now > until;
}

// The document this revision goes to, which may be a new one.
Result<DocumentRow> receiving_document(UnitOfWork& work, const NewRevision& revision)
{
    if (revision.document) {
        auto row = find_document(work.database, *revision.document);
        if (!row || row->state == DocumentState::withdrawn)
            return fail(ErrorCode::document_unknown, revision.document->value, "/document");
        if (!revision.reason || is_blank(*revision.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
        if (auto session = open_session(work.database, row->document.session); !session) return session.error();
        return std::move(*row);
    }
    if (auto session = open_session(work.database, revision.fields.session); !session) return session.error();
    const auto item = find_item(work.database, revision.fields.agenda_item);
    if (!item || item->session != revision.fields.session)
        return fail(ErrorCode::item_unknown, revision.fields.agenda_item.value, "/item");
    DocumentFields fields = revision.fields;
    if (auto parsed = parse_fields(fields); !parsed) return parsed.error();
    DocumentRow row;
    static_cast<DocumentFields&>(row.document) = std::move(fields);
    row.document.id = revision.new_id ? *revision.new_id : DocumentId(draw_id(work.entropy));
    if (!is_id(row.document.id.value)) return fail(ErrorCode::wrong_type, "document id", "/id");
    if (find_document(work.database, row.document.id))
        return fail(ErrorCode::already_exists, row.document.id.value, "/id");
    // What the ticket reserved may be somebody else's after a restart; what an agenda was imported with goes first.
    const auto planned = planned_position(work.database, row.document.agenda_item, row.document.id);
    row.document.position =
        position_for(work.database, row.document.agenda_item, planned ? planned : std::optional(row.document.position));
    return row;
}

Revision describe(const NewRevision& added, std::int32_t n, std::string added_at)
{
    const Inspection& inspection = added.inspection;
    Revision revision;
    revision.n = n;
    revision.sha256 = added.sha256.hex();
    revision.bytes = added.bytes;
    revision.pages = static_cast<std::int32_t>(inspection.page_sizes.size());
    revision.page_sizes = inspection.page_sizes;
    if (added.preview_sha256)
        revision.preview = Preview{added.preview_sha256->hex(), added.preview_bytes, inspection.preview_ends};
    revision.delta = added.delta;
    revision.added_at = added.added_at ? *added.added_at : std::move(added_at);
    if (added.reason) revision.reason = cleaned_text(*added.reason, limits::reason_bytes_max);
    revision.verdict = inspection.report.verdict;
    revision.trust = inspection.report.trust;
    revision.verdict_sentence = verdict_sentence(inspection.report);
    revision.missing = inspection.report.missing;
    revision.remarks = inspection.remarks;
    return revision;
}

// The name of the file that replaces another, and a clerk's word against a marking.
void note_what_was_said(UnitOfWork& work, DocumentRow& row, const NewRevision& added)
{
    const auto amend = [&](const char* field, std::string before, std::string after,
                           const std::optional<std::string>& reason) {
        add_amendment(work, Document::type, row.document.id.value,
                      Amendment{{}, added.by, field, std::move(before), std::move(after), reason.value_or("")});
    };
    if (added.document && !added.fields.file_name.empty()) {
        std::string name = cleaned_text(added.fields.file_name, limits::title_bytes_max);
        amend("file_name", row.document.file_name, name, added.reason);
        row.document.file_name = std::move(name);
    }
    for (const std::string& remark : added.inspection.remarks)
        if (office_remark(remark) == OfficeRemark::not_secret) amend("not_secret", {}, remark, std::nullopt);
}

Result<void> refer_to_blob(Database& database, const Blobs& blobs, const Sha256& sha256, std::uint64_t bytes)
{
    if (!blobs.contains(sha256)) return fail(ErrorCode::blob_unknown, sha256.hex());
    database.run("INSERT OR IGNORE INTO blob (sha256, bytes) VALUES (?1, ?2)", sha256.hex(),
                 static_cast<std::int64_t>(bytes));
    return {};
}

// Errors: same_bytes (`where`: the document's id).
Result<void> no_twin(Database& database, const SessionId& session, const Sha256& sha256)
{
    const auto twin =
        database.text("SELECT document.id FROM revision JOIN document ON document.id = revision.document "
                      "WHERE revision.sha256 = ?1 AND document.session = ?2 AND document.state <> 'withdrawn' LIMIT 1",
                      sha256.hex(), session.value);
    if (twin) return fail(ErrorCode::same_bytes, sha256.hex(), *twin);
    return {};
}

}  // namespace

bool DocumentRow::waits() const
{
    return std::any_of(document.revisions.begin(), document.revisions.end(),
                       [](const Revision& revision) { return !revision.published_at; });
}

Document DocumentRow::published() const
{
    Document seen;
    static_cast<DocumentFields&>(seen) = document;
    seen.id = document.id;
    for (const Revision& revision : document.revisions) {
        if (!revision.published_at) continue;
        seen.revisions.push_back(revision);
        take_out(seen.revisions.back().remarks);
    }
    return seen;
}

std::optional<DocumentRow> find_document(Database& database, const DocumentId& id)
{
    Statement row = database.query("SELECT state, body FROM document WHERE id = ?1", id.value);
    if (!row.step()) return std::nullopt;
    return DocumentRow{value_of<DocumentState>(row.text(0)), entity_of<DraftDocument>(row.text(1))};
}

std::optional<DocumentHead> find_document_head(Database& database, const DocumentId& id)
{
    Statement row = database.query("SELECT session, state, audience FROM document WHERE id = ?1", id.value);
    if (!row.step()) return std::nullopt;
    return DocumentHead{SessionId(row.text(0)), value_of<DocumentState>(row.text(1)), value_of<Audience>(row.text(2))};
}

std::optional<RevisionHead> find_revision_head(Database& database, const DocumentId& id, std::string_view sha256)
{
    Statement row = database.query("SELECT n, pages, published FROM revision WHERE document = ?1 AND sha256 = ?2",
                                   id.value, sha256);
    if (!row.step()) return std::nullopt;
    return RevisionHead{static_cast<std::int32_t>(row.integer(0)), static_cast<std::int32_t>(row.integer(1)),
                        row.integer(2) != 0};
}

void put_document_row(Database& database, const DocumentRow& row)
{
    const DraftDocument& document = row.document;
    database.run(
        "INSERT INTO document (id, session, agenda_item, position, state, audience, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
        "ON CONFLICT (id) DO UPDATE SET agenda_item = excluded.agenda_item, position = excluded.position, state = excluded.state, audience = excluded.audience, "
        "body = excluded.body",
        document.id.value, document.session.value, document.agenda_item.value, document.position, name_of(row.state),
        name_of(document.audience), body_of(document));
}

Audience usual_audience(Database& database, const AgendaItemId& id)
{
    const auto item = find_item(database, id);
    const auto sitting = item ? find_sitting(database, item->sitting) : std::nullopt;
    return sitting && !sitting->open_to_public ? Audience::delegates_only : Audience::everyone;
}

void announce_document(UnitOfWork& work, const DocumentRow& row)
{
    const std::string& id = row.document.id.value;
    if (row.state == DocumentState::published) work.feed.put(Document::type, id, scope_of(row.document.audience));
    // The draft of one id comes and goes with each waiting revision: always in the staff's scope.
    if (row.state != DocumentState::withdrawn && row.waits())
        work.feed.put(DraftDocument::type, id, staff_scope, Revival::allowed);
    else
        work.feed.remove(DraftDocument::type, id);
}

Result<void> Store::check_new_bytes(const SessionId& session, const Sha256& sha256)
{
    return body_->read<void>([&] { return no_twin(*body_->database, session, sha256); });
}

Result<DocumentFields> Store::check_upload(const AskUpload& asked)
{
    // What the ballast gave back is for what people do in the room.
    if (!body_->take_ballast()) return fail(ErrorCode::disk_full, "the ballast is out");
    return body_->read<DocumentFields>([&]() -> Result<DocumentFields> {
        UnitOfWork& work = body_->work;
        AskUpload ask = asked;
        if (auto parsed = parse_fields(ask); !parsed) return parsed.error();
        auto session = open_session(work.database, ask.session);
        if (!session) return session.error();
        DocumentFields fields;
        if (ask.document) {
            const auto row = find_document(work.database, *ask.document);
            if (!row || row->document.session != ask.session || row->state == DocumentState::withdrawn)
                return fail(ErrorCode::document_unknown, ask.document->value, "/document");
            if (!ask.reason || is_blank(*ask.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
            fields = row->document;
        } else {
            if (!ask.item) return fail(ErrorCode::missing_field, "item or document", "/item");
            const auto item = find_item(work.database, *ask.item);
            if (!item || item->session != ask.session) return fail(ErrorCode::item_unknown, ask.item->value, "/item");
            fields.session = ask.session;
            fields.agenda_item = *ask.item;
            fields.position = position_for(work.database, *ask.item, ask.position);
            fields.audience = ask.audience.value_or(usual_audience(work.database, *ask.item));
            fields.late = is_late(*session, work.clock.utc());
        }
        fields.file_name = ask.file_name;
        return fields;
    });
}

std::optional<Sha256> Store::held_revision(const DocumentId& id)
{
    const auto held = body_->read<std::optional<Sha256>>([&]() -> Result<std::optional<Sha256>> {
        const auto sha256 = body_->database->text(
            "SELECT sha256 FROM revision WHERE document = ?1 AND published = 1 ORDER BY n DESC LIMIT 1", id.value);
        if (!sha256) return std::nullopt;
        const auto parsed = Sha256::parse(*sha256);
        return parsed ? std::optional(*parsed) : std::nullopt;
    });
    return held ? *held : std::nullopt;
}

namespace {

Result<AddedRevision> put_revision(UnitOfWork& work, const Blobs& blobs, const NewRevision& added)
{
    auto row = receiving_document(work, added);
    if (!row) return row.error();
    if (auto fresh = no_twin(work.database, row->document.session, added.sha256); !fresh) return fresh.error();
    if (auto held = refer_to_blob(work.database, blobs, added.sha256, added.bytes); !held) return held.error();
    if (added.preview_sha256)
        if (auto held = refer_to_blob(work.database, blobs, *added.preview_sha256, added.preview_bytes); !held)
            return held.error();

    std::optional<std::string> delta;
    if (added.delta) {
        delta = added.delta->sha256;
        if (auto held = refer_to_blob(work.database, blobs, Sha256::parse(*delta).value(), added.delta->bytes); !held)
            return held.error();
    }

    const auto n = static_cast<std::int32_t>(row->document.revisions.size()) + 1;
    row->document.revisions.push_back(describe(added, n, work.now()));
    note_what_was_said(work, *row, added);
    put_document_row(work.database, *row);
    std::optional<std::string> preview;
    if (added.preview_sha256) preview = added.preview_sha256->hex();
    work.database.run(
        "INSERT INTO revision (document, n, sha256, preview_sha256, delta_sha256, pages, report) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        row->document.id.value, n, added.sha256.hex(), preview, delta, row->document.revisions.back().pages,
        encode(added.inspection.report));
    index_pages(work.database, row->document.id, n, added.inspection.page_text);
    announce_document(work, *row);
    remark_numbers(work, row->document.session, {row->document.full_number});
    return AddedRevision{row->document.id, n};
}

}  // namespace

Result<AddedRevision> Store::add_revision(const NewRevision& revision)
{
    return body_->verb<AddedRevision>([&]() -> Result<AddedRevision> {
        if (!revision.device.empty() && revision.device.value != Body::own_machine) {
            // Between the ticket and here a device may have been revoked, a person signed out or given other roles.
            const auto viewer = storage::proven_viewer(body_->work, revision.by, revision.device);
            if (!viewer) return viewer.error();
            if (const auto allowed = may_upload(*viewer); !allowed) return allowed.error();
        }
        auto added = put_revision(body_->work, body_->blobs, revision);
        if (!added) return added;
        const auto row = find_document(*body_->database, added->document);
        const std::string target =
            added->document.value + "/" + std::to_string(added->revision) + " " + revision.sha256.hex();
        body_->note(JournalEntry{
            "add_revision", revision.by, revision.device, target, row->document.session, {}, revision.reason});
        for (const std::string& remark : revision.inspection.remarks)
            if (office_remark(remark) == OfficeRemark::not_secret)
                body_->note(JournalEntry{
                    "overrule_marking", revision.by, revision.device, target, row->document.session, {}, remark});
        return added;
    });
}

Result<Document> Store::document(const DocumentId& id)
{
    return body_->read<Document>([&]() -> Result<Document> {
        auto row = find_document(*body_->database, id);
        if (!row || row->state == DocumentState::withdrawn) return fail(ErrorCode::document_unknown, id.value);
        Document document;
        static_cast<DocumentFields&>(document) = row->document;
        document.id = row->document.id;
        document.revisions = std::move(row->document.revisions);
        return document;
    });
}

std::vector<std::pair<Scope, std::string>> Store::blob_scopes(const Sha256& sha256)
{
    using Scopes = std::vector<std::pair<Scope, std::string>>;
    auto seen = body_->read<Scopes>([&]() -> Result<Scopes> {
        Scopes scopes;
        Statement rows = body_->database->query(
            "SELECT document.audience, revision.published FROM revision JOIN document ON document.id = revision.document "
            "WHERE ?1 IN (revision.sha256, revision.preview_sha256, revision.delta_sha256) AND document.state <> 'withdrawn'",
            sha256.hex());
        while (rows.step()) {
            if (rows.integer(1) == 0)
                scopes.emplace_back(staff_scope, DraftDocument::type);
            else
                scopes.emplace_back(scope_of(value_of<Audience>(rows.text(0))), Document::type);
        }
        return scopes;
    });
    // Deny by default: what cannot be read is seen by nobody.
    return seen ? std::move(*seen) : Scopes{};
}

bool knows_blob(Database& database, const Sha256& sha256)
{
    return database.integer("SELECT 1 FROM blob WHERE sha256 = ?1", sha256.hex()).has_value();
}

std::string report_id(const DocumentId& document, std::int32_t revision)
{
    return document.value + "/" + std::to_string(revision);
}

std::optional<SignatureReport> waiting_report(Database& database, const DocumentId& document)
{
    const auto text = database.text(
        "SELECT report FROM revision WHERE document = ?1 AND published = 0 ORDER BY n DESC LIMIT 1", document.value);
    if (!text) return std::nullopt;
    auto report = decode_signature_report(*text);
    if (!report) throw StorageFailure(fail(ErrorCode::database_damaged, "report: " + report.error().detail));
    return std::move(*report);
}

std::vector<Report> reports_of(Database& database, const DocumentId& document)
{
    std::vector<Report> reports;
    Statement rows = database.query("SELECT n, report FROM revision WHERE document = ?1 AND published = 1 ORDER BY n",
                                    document.value);
    while (rows.step()) {
        auto report = decode_signature_report(rows.text(1));
        if (!report) throw StorageFailure(fail(ErrorCode::database_damaged, "report: " + report.error().detail));
        const auto n = static_cast<std::int32_t>(rows.integer(0));
        reports.push_back(Report{report_id(document, n), document, n, std::move(*report),
                                 earlier_checks(database, document, n, limits::earlier_checks_max)});
    }
    return reports;
}

}  // namespace chamber::storage
