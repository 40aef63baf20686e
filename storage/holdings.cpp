#include "storage/holdings.hpp"

#include "storage/documents.hpp"

#include <algorithm>

namespace chamber::storage {

Result<CommandEffect> note_received(UnitOfWork& work, const Viewer& viewer, const Received& command)
{
    if (!work.database.integer("SELECT 1 FROM device WHERE id = ?1", viewer.device.value))
        return fail(ErrorCode::device_unknown, viewer.device.value);
    const auto document = find_document_head(work.database, command.document);
    // What the viewer may not see is not there: a hidden paper and none, a waiting revision and none, are answered
    // alike.
    const bool drafts = may_see(viewer, staff_scope, DraftDocument::type);
    const bool published = document && document->state == DocumentState::published &&
                           may_see(viewer, scope_of(document->audience), Document::type);
    if (!document || document->state == DocumentState::withdrawn || (!published && !drafts))
        return fail(ErrorCode::document_unknown, command.document.value, "/document");
    const auto revision = find_revision_head(work.database, command.document, command.sha256);
    if (!revision || revision->n != command.revision || !(revision->published ? published : drafts))
        return fail(ErrorCode::revision_unknown, command.sha256, "/revision");
    Holding holding;
    holding.id = viewer.device.value + "/" + command.sha256;
    if (work.database.integer("SELECT 1 FROM holding WHERE id = ?1", holding.id)) return CommandEffect{holding.id};
    holding.device = viewer.device;
    holding.document = command.document;
    holding.revision = command.revision;
    holding.sha256 = command.sha256;
    holding.received_at = work.now();
    work.database.run("INSERT INTO holding (id, device, document, body) VALUES (?1, ?2, ?3, ?4)", holding.id,
                      holding.device.value, holding.document.value, body_of(holding));
    work.feed.put(Holding::type, holding.id, operations_scope, Revival::allowed);  // may have been purged once
    return CommandEffect{holding.id};
}

Result<CommandEffect> note_opened(UnitOfWork& work, const Viewer& viewer, const Opened& command)
{
    const auto document = find_document(work.database, command.document);
    if (!document || document->state != DocumentState::published ||
        !may_see(viewer, scope_of(document->document.audience), Document::type))
        return fail(ErrorCode::document_unknown, command.document.value, "/document");
    const auto& revisions = document->document.revisions;
    const auto revision = std::ranges::find(revisions, command.revision, &Revision::n);
    if (revision == revisions.end() || !revision->published_at)
        return fail(ErrorCode::revision_unknown, std::to_string(command.revision), "/revision");
    const UtcMs said = parse_utc(command.at);
    if (said.value <= 0) return fail(ErrorCode::wrong_type, "time " + command.at, "/at");
    Opening opening;
    opening.id = viewer.person.value + "/" + command.document.value;
    if (auto known = find_entity<Opening>(work.database, "SELECT body FROM opening WHERE id = ?1", opening.id)) {
        if (known->revision >= command.revision) return CommandEffect{opening.id};
        opening = std::move(*known);
    } else {
        opening.person = viewer.person;
        opening.document = command.document;
        opening.opened_at = format_utc(std::min(said, work.clock.utc()));
    }
    opening.revision = command.revision;
    work.database.run(
        "INSERT INTO opening (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        opening.id, body_of(opening));
    work.feed.put(Opening::type, opening.id, staff_scope);
    return CommandEffect{opening.id};
}

Result<CommandEffect> note_purged(UnitOfWork& work, const Viewer& viewer, const Purged& command)
{
    if (!Sha256::parse(command.sha256)) return fail(ErrorCode::wrong_type, command.sha256, "/sha256");
    const std::string id = viewer.device.value + "/" + command.sha256;
    if (work.database.run("DELETE FROM holding WHERE id = ?1", id) > 0) work.feed.remove(Holding::type, id);
    return CommandEffect{id};
}

}  // namespace chamber::storage
