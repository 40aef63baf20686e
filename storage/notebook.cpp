#include "storage/notebook.hpp"

#include "protocol/limits.hpp"
#include "storage/annotation_states.hpp"
#include "storage/files/hash.hpp"
#include "storage/sessions.hpp"

namespace chamber::storage {

namespace {

constexpr std::size_t digest_digits = 32;

struct Row {
    NotebookNote note;
    std::string last_device;
};

std::optional<Row> find_row(Database& database, const NotebookNoteId& id)
{
    Statement row = database.query("SELECT body, last_device FROM notebook_note WHERE id = ?1", id.value);
    if (!row.step()) return std::nullopt;
    return Row{entity_of<NotebookNote>(row.text(0)), row.text(1)};
}

Scope scope_of(const PersonId& person)
{
    return Scope{ScopeKind::person, person.value};
}

void put_row(UnitOfWork& work, NotebookNote note, const DeviceId& device)
{
    note.received_at = work.now();
    work.database.run("INSERT INTO notebook_note (id, person, session, last_device, body) VALUES (?1, ?2, ?3, ?4, ?5) "
                      "ON CONFLICT (id) DO UPDATE SET last_device = excluded.last_device, body = excluded.body",
                      note.id.value, note.person.value, note.session.value, device.value, body_of(note));
    work.feed.put(NotebookNote::type, note.id.value, scope_of(note.person));
}

// What the person wrote, without the server's word.
std::string written(NotebookNote note)
{
    note.received_at.reset();
    return body_of(note);
}

// "<person>.k<32 digits>" of key and content: the same words under the same key always get the same one.
NotebookNoteId twin_id(const NotebookNote& note)
{
    return NotebookNoteId(note.person.value + ".k" +
                          sha256_of(note.id.value + "\n" + written(note)).hex().substr(0, digest_digits));
}

CommandEffect keep_both(UnitOfWork& work, const Viewer& viewer, NotebookNote note)
{
    note.id = twin_id(note);
    if (!work.feed.find(NotebookNote::type, note.id.value)) put_row(work, note, viewer.device);
    CommandEffect effect{note.id.value};
    effect.where = note.id.value;
    return effect;
}

bool is_full(UnitOfWork& work, const NotebookNote& note)
{
    const auto notes = work.database.integer("SELECT count(*) FROM notebook_note WHERE person = ?1 AND session = ?2",
                                             note.person.value, note.session.value);
    return notes.value_or(0) >= limits::notebook_notes_max;
}

// Everything that may not change afterwards.
bool same_place(const NotebookNote& a, const NotebookNote& b)
{
    return a.person == b.person && a.session == b.session && a.page_number == b.page_number && a.kind == b.kind;
}

// A restored server is brought a note in another state than it has. What was received here before that is older, when
// nobody has written here since; what was written in this history stays beside it.
CommandEffect merge(UnitOfWork& work, const Viewer& viewer, const NotebookNote& note, const NotebookNote& known)
{
    const auto place = work.feed.find(NotebookNote::type, note.id.value);
    const bool written_here = place && place->seq > history_began_at(work.database);
    if (written_here) return keep_both(work, viewer, note);
    if (note.received_at.value_or("") > known.received_at.value_or("")) put_row(work, note, viewer.device);
    return CommandEffect{note.id.value};
}

Result<CommandEffect> edit(UnitOfWork& work, const Viewer& viewer, const PutNotebookNote& command, const Row& known)
{
    const NotebookNote& note = command.note;
    if (!same_place(known.note, note)) return fail(ErrorCode::already_exists, "a note never moves", "/note/id");
    if (written(note) == written(known.note)) return CommandEffect{note.id.value};
    if (note.kind != NotebookNoteKind::text)
        return fail(ErrorCode::already_exists, "strokes are immutable", "/note/id");
    if (command.base_seq == 0 && note.received_at) return merge(work, viewer, note, known.note);
    const auto place = work.feed.find(NotebookNote::type, note.id.value);
    if (known.last_device != viewer.device.value && place && command.base_seq < place->seq)
        return keep_both(work, viewer, note);
    put_row(work, note, viewer.device);
    return CommandEffect{note.id.value};
}

}  // namespace

Result<CommandEffect> put_notebook_note(UnitOfWork& work, const Viewer& viewer, const PutNotebookNote& command)
{
    const NotebookNote& note = command.note;
    if (auto shape = check_notebook_note(note); !shape)
        return fail(shape.error().code, shape.error().detail, "/note" + shape.error().where);
    if (note.person != viewer.person || !note.id.value.starts_with(viewer.person.value + "."))
        return fail(ErrorCode::not_allowed, "not the viewer's own key", "/note/id");
    if (!find_session(work.database, note.session))
        return fail(ErrorCode::session_unknown, note.session.value, "/note/session");
    if (const auto known = find_row(work.database, note.id)) return edit(work, viewer, command, *known);
    if (is_full(work, note)) return fail(ErrorCode::notebook_full, note.session.value, "/note");
    const auto gone = work.feed.find(NotebookNote::type, note.id.value);
    if (!gone) {
        put_row(work, note, viewer.device);
        return CommandEffect{note.id.value};
    }
    // Removed on the person's other device while this one wrote into it offline: the words are kept beside the grave.
    const bool unaware = note.kind == NotebookNoteKind::text && command.base_seq > 0 && command.base_seq < gone->seq;
    if (!unaware) return fail(ErrorCode::annotation_unknown, note.id.value, "/note/id");
    return keep_both(work, viewer, note);
}

Result<CommandEffect> remove_notebook_note(UnitOfWork& work, const Viewer& viewer, const RemoveNotebookNote& command)
{
    const auto known = find_row(work.database, command.id);
    if (!known && command.id.value.starts_with(viewer.person.value + ".") &&
        !work.feed.find(NotebookNote::type, command.id.value)) {
        // Written and removed behind the backup that was put back: another device may still hold it and bring it.
        if (!is_id(command.id.value)) return fail(ErrorCode::wrong_type, "note id", "/id");
        work.feed.bury(NotebookNote::type, command.id.value, scope_of(viewer.person));
        return CommandEffect{command.id.value};
    }
    // Another's is not there either: whether somebody keeps a notebook is nobody's business.
    if (!known || known->note.person != viewer.person)
        return fail(ErrorCode::annotation_unknown, command.id.value, "/id");
    work.database.run("DELETE FROM notebook_note WHERE id = ?1", command.id.value);
    work.feed.remove(NotebookNote::type, command.id.value);
    return CommandEffect{command.id.value};
}

}  // namespace chamber::storage
