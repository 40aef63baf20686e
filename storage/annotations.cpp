#include "storage/annotations.hpp"

#include "protocol/sealing.hpp"
#include "storage/annotation_states.hpp"
#include "storage/documents.hpp"
#include "storage/people.hpp"
#include "storage/sessions.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace chamber::storage {

namespace {

constexpr std::string_view revision_prefix = "revision:";

struct Row {
    Annotation annotation;
    std::string last_device;
};

std::optional<Row> find_row(Database& database, const AnnotationId& id)
{
    Statement row = database.query("SELECT body, last_device FROM annotation WHERE id = ?1", id.value);
    if (!row.step()) return std::nullopt;
    return Row{entity_of<Annotation>(row.text(0)), row.text(1)};
}

void put_row(UnitOfWork& work, const Annotation& annotation, std::string_view device)
{
    work.database.run(
        "INSERT INTO annotation (id, author, document, visibility, last_device, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (id) DO UPDATE SET last_device = excluded.last_device, body = excluded.body",
        annotation.id.value, annotation.author.value, annotation.document.value, name_of(annotation.visibility), device,
        body_of(annotation));
    work.feed.put(Annotation::type, annotation.id.value, scope_of(annotation));
}

// Other words under the same key.
void change_row(UnitOfWork& work, const Annotation& known, const Annotation& annotation, std::string_view device,
                const NoteState& state)
{
    note_state(work, known, first_state(known));
    note_state(work, annotation, state);
    put_row(work, annotation, device);
}

// What a device says that another server received then; a device that says nothing of it brings it now.
NoteState claimed_state(UnitOfWork& work, const std::string& claimed_at)
{
    return claimed_at.empty() ? NoteState{work.now(), false} : NoteState{claimed_at, true};
}

// Private notes leave no trace in the session's own journal, which is handed over with the archive.
CommandEffect act_on(const Annotation& annotation, const SessionId& session)
{
    CommandEffect act{annotation.id.value};
    if (goes_into_archive(annotation)) act.session = session;
    return act;
}

// The session of the document the annotation stands on, when its author may see that revision of it.
Result<SessionId> annotated_session(UnitOfWork& work, const Viewer& viewer, const Annotation& annotation)
{
    auto document = find_document_head(work.database, annotation.document);
    // What somebody wrote for themselves before they heard of the withdrawal is theirs. What the author may not see is
    // not there: the answer tells nobody which papers exist.
    const bool kept =
        document && document->state == DocumentState::withdrawn && annotation.visibility == Visibility::private_note;
    const bool there = document && (document->state == DocumentState::published || kept);
    if (!there || !may_see(viewer, scope_of(document->audience), Document::type))
        return fail(ErrorCode::document_unknown, annotation.document.value, "/annotation/document");
    const auto revision = find_revision_head(work.database, annotation.document, annotation.revision_sha256);
    const bool readable = revision && revision->published;
    // Of a paper that was taken back before anybody read it nobody learns that it existed.
    if (!readable && kept) return fail(ErrorCode::document_unknown, annotation.document.value, "/annotation/document");
    if (!readable) return fail(ErrorCode::revision_unknown, annotation.revision_sha256, "/annotation/revision_sha256");
    if (annotation.page_index >= revision->pages)
        return fail(ErrorCode::out_of_range, "page", "/annotation/page_index");
    return std::move(document->session);
}

SessionId session_of(UnitOfWork& work, const Annotation& annotation)
{
    auto document = find_document_head(work.database, annotation.document);
    MUST(document.has_value());  // a foreign key
    return std::move(document->session);
}

Result<void> check_author(const Viewer& viewer, const Annotation& annotation)
{
    const bool own = annotation.author == viewer.person && annotation.id.value.starts_with(viewer.person.value + ".");
    if (!own) return fail(ErrorCode::not_allowed, "not the viewer's own key", "/annotation/id");
    const auto& groups = viewer.groups;
    if (annotation.group && std::find(groups.begin(), groups.end(), *annotation.group) == groups.end())
        return fail(ErrorCode::not_allowed, "not a member", "/annotation/group");
    return {};
}

// Everything an author may not change afterwards.
bool same_place(const Annotation& a, const Annotation& b)
{
    return a.author == b.author && a.document == b.document && a.revision_sha256 == b.revision_sha256 &&
           a.kind == b.kind && scope_of(a) == scope_of(b) && a.visibility == b.visibility;
}

// The server's own fields are never taken from a device.
void keep_servers_fields(Annotation& annotation, const Annotation& known)
{
    annotation.received_at = known.received_at;
    annotation.acknowledged_by = known.acknowledged_by;
    annotation.acknowledged_at = known.acknowledged_at;
}

// A note that could not take its own key any more. Its key says what it is, so that the same words become one note,
// however often and by however many devices they are brought, in every history; also when it was edited or deleted
// meanwhile.
CommandEffect keep_both(UnitOfWork& work, const Viewer& viewer, Annotation annotation, const SessionId& session)
{
    annotation.id = twin_id(annotation);
    if (!work.feed.find(Annotation::type, annotation.id.value)) put_row(work, annotation, viewer.device.value);
    CommandEffect act = act_on(annotation, session);
    act.where = annotation.id.value;
    return act;
}

// A restored server is brought a note under a key that it has. What was written under that key before says nothing new;
// else the state that was received last wins, and what was written in this history by somebody who did not know the
// other state stays beside it.
Result<CommandEffect> merge_annotation(UnitOfWork& work, const Viewer& viewer, Annotation annotation, const Row& known,
                                       const SessionId& session)
{
    const std::string claimed_at = annotation.received_at.value_or("");
    keep_servers_fields(annotation, known.annotation);
    const CommandEffect done = act_on(known.annotation, session);
    if (find_state(work.database, annotation, known.annotation)) return done;
    if (annotation.kind != AnnotationKind::text)
        return fail(ErrorCode::already_exists, "strokes are immutable", "/annotation/id");
    const NoteState state = *find_state(work.database, known.annotation, known.annotation);
    const auto place = work.feed.find(Annotation::type, annotation.id.value);
    const bool written_here = place && place->seq > history_began_at(work.database) && !state.brought;
    if (written_here || known.annotation.acknowledged_by) {
        annotation.received_at = work.now();
        return keep_both(work, viewer, std::move(annotation), session);
    }
    if (claimed_at <= state.at) {
        note_state(work, annotation, claimed_state(work, claimed_at));
        return done;
    }
    annotation.received_at = work.now();
    change_row(work, known.annotation, annotation, viewer.device.value, claimed_state(work, claimed_at));
    return act_on(annotation, session);
}

Result<CommandEffect> edit_annotation(UnitOfWork& work, const Viewer& viewer, Annotation annotation,
                                      const PutAnnotation& command, const Row& known, const SessionId& session)
{
    if (known.annotation.author != viewer.person)
        return fail(ErrorCode::not_allowed, "another's annotation", "/annotation/id");
    if (!same_place(known.annotation, annotation))
        return fail(ErrorCode::already_exists, "an annotation never moves", "/annotation/id");
    if (is_brought_back(command)) return merge_annotation(work, viewer, std::move(annotation), known, session);
    keep_servers_fields(annotation, known.annotation);
    if (body_of(annotation) == body_of(known.annotation)) return act_on(annotation, session);
    if (annotation.kind != AnnotationKind::text)
        return fail(ErrorCode::already_exists, "strokes are immutable", "/annotation/id");
    if (known.annotation.acknowledged_by) return fail(ErrorCode::not_allowed, "acknowledged", "/annotation/id");
    const auto place = work.feed.find(Annotation::type, annotation.id.value);
    if (known.last_device != viewer.device.value && place && command.base_seq < place->seq) {
        annotation.received_at = work.now();
        return keep_both(work, viewer, std::move(annotation), session);
    }
    change_row(work, known.annotation, annotation, viewer.device.value, NoteState{work.now(), false});
    return act_on(annotation, session);
}

// The revision number that an imported annotation names; nothing when it names its bytes.
std::optional<std::int32_t> named_revision(const std::string& text)
{
    if (!text.starts_with(revision_prefix)) return std::nullopt;
    std::int32_t n = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + revision_prefix.size(), end, n);
    if (read.ec != std::errc() || read.ptr != end || n < 1) return std::nullopt;
    return n;
}

}  // namespace

Result<CommandEffect> put_annotation(UnitOfWork& work, const Viewer& viewer, const PutAnnotation& command)
{
    Annotation annotation = command.annotation;
    if (auto shape = check_annotation(annotation); !shape)
        return fail(shape.error().code, shape.error().detail, "/annotation" + shape.error().where);
    if (auto own = check_author(viewer, annotation); !own) return own.error();
    const auto found = annotated_session(work, viewer, annotation);
    if (!found) return found.error();
    const SessionId& session = *found;
    if (goes_into_archive(annotation))
        if (auto open = open_session(work.database, session); !open) return open.error();

    if (const auto known = find_row(work.database, annotation.id))
        return edit_annotation(work, viewer, std::move(annotation), command, *known, session);
    const std::string claimed_at = is_brought_back(command) ? annotation.received_at.value_or("") : std::string();
    annotation.received_at = work.now();
    annotation.acknowledged_by.reset();
    annotation.acknowledged_at.reset();
    if (const auto gone = work.feed.find(Annotation::type, annotation.id.value)) {
        // Deleted on the author's other device while this one edited it offline: what was written is kept, beside the
        // grave.
        const bool unaware =
            annotation.kind == AnnotationKind::text && command.base_seq > 0 && command.base_seq < gone->seq;
        if (!unaware) return fail(ErrorCode::annotation_unknown, annotation.id.value, "/annotation/id");
        return keep_both(work, viewer, std::move(annotation), session);
    }
    if (!claimed_at.empty()) note_state(work, annotation, NoteState{claimed_at, true});
    put_row(work, annotation, viewer.device.value);
    return act_on(annotation, session);
}

Result<CommandEffect> delete_annotation(UnitOfWork& work, const Viewer& viewer, const DeleteAnnotation& command)
{
    const auto known = find_row(work.database, command.id);
    if (!known && command.id.value.starts_with(viewer.person.value + ".") &&
        !work.feed.find(Annotation::type, command.id.value)) {
        // Written and deleted behind the backup that was put back: another of the author's devices may still hold it
        // and bring it.
        if (!is_id(command.id.value)) return fail(ErrorCode::wrong_type, "annotation id", "/id");
        work.feed.bury(Annotation::type, command.id.value, Scope{ScopeKind::person, viewer.person.value});
        return CommandEffect{command.id.value};
    }
    // Another's annotation is not there either: whether somebody wrote a private note is nobody's business.
    if (!known || known->annotation.author != viewer.person)
        return fail(ErrorCode::annotation_unknown, command.id.value, "/id");
    if (known->annotation.acknowledged_by) return fail(ErrorCode::not_allowed, "acknowledged", "/id");
    const SessionId session = session_of(work, known->annotation);
    if (goes_into_archive(known->annotation))
        if (auto open = open_session(work.database, session); !open) return open.error();
    work.database.run("DELETE FROM annotation WHERE id = ?1", command.id.value);
    work.feed.remove(Annotation::type, command.id.value);
    return act_on(known->annotation, session);
}

Result<CommandEffect> acknowledge_comment(UnitOfWork& work, const Viewer& viewer, const AcknowledgeComment& command)
{
    auto known = find_row(work.database, command.annotation);
    if (!known || known->annotation.visibility != Visibility::official)
        return fail(ErrorCode::annotation_unknown, command.annotation.value, "/annotation");
    const SessionId session = session_of(work, known->annotation);
    if (auto open = open_session(work.database, session); !open) return open.error();
    if (!known->annotation.acknowledged_by) {
        known->annotation.acknowledged_by = viewer.person;
        known->annotation.acknowledged_at = work.now();
        put_row(work, known->annotation, known->last_device);
    }
    return act_on(known->annotation, session);
}

Result<void> await_revision(UnitOfWork& work, const Annotation& annotation)
{
    const auto revision = named_revision(annotation.revision_sha256);
    Annotation checked = annotation;
    if (revision) checked.revision_sha256 = std::string(64, '0');
    if (auto shape = check_annotation(checked); !shape)
        return fail(shape.error().code, shape.error().detail, annotation.id.value + shape.error().where);
    if (!find_person(work.database, annotation.author))
        return fail(ErrorCode::person_unknown, annotation.author.value, annotation.id.value + "/author");
    const bool known =
        work.database.integer("SELECT 1 FROM waiting_annotation WHERE id = ?1", annotation.id.value).has_value() ||
        work.feed.find(Annotation::type, annotation.id.value).has_value();
    if (known) return fail(ErrorCode::already_exists, annotation.id.value, annotation.id.value);
    work.database.run("INSERT INTO waiting_annotation (id, document, revision, body) VALUES (?1, ?2, ?3, ?4)",
                      annotation.id.value, annotation.document.value, revision.value_or(0), body_of(annotation));
    return {};
}

void arrive_annotations(UnitOfWork& work, const DraftDocument& document, std::int32_t n)
{
    const Revision& revision = document.revisions[static_cast<std::size_t>(n) - 1];
    const auto waiting = list_entities<Annotation>(
        work.database, "SELECT body FROM waiting_annotation WHERE document = ?1 AND revision IN (0, ?2) ORDER BY id",
        document.id.value, n);
    for (Annotation annotation : waiting) {
        const bool named = named_revision(annotation.revision_sha256).has_value();
        if (!named && annotation.revision_sha256 != revision.sha256) continue;
        annotation.revision_sha256 = revision.sha256;
        if (!annotation.received_at) annotation.received_at = work.now();
        work.database.run("DELETE FROM waiting_annotation WHERE id = ?1", annotation.id.value);
        // On a page the revision does not have there is nothing to stand on.
        if (annotation.page_index < revision.pages) put_row(work, annotation, "");
    }
}

std::vector<Annotation> public_annotations(Database& database, const SessionId& session)
{
    return list_entities<Annotation>(
        database,
        "SELECT annotation.body FROM annotation JOIN document ON document.id = annotation.document "
        "WHERE document.session = ?1 AND document.state = 'published' "
        "AND annotation.visibility IN ('official', 'published') ORDER BY annotation.id",
        session.value);
}

}  // namespace chamber::storage
