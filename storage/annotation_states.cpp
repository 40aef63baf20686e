#include "storage/annotation_states.hpp"

#include "storage/files/hash.hpp"

namespace chamber::storage {

namespace {

constexpr std::size_t digest_digits = 32;

// What the author wrote: without the key and the server's own fields.
std::string digest_of(Annotation annotation)
{
    annotation.id = AnnotationId();
    annotation.received_at.reset();
    annotation.acknowledged_by.reset();
    annotation.acknowledged_at.reset();
    return sha256_of(body_of(annotation)).hex().substr(0, digest_digits);
}

}  // namespace

bool is_brought_back(const PutAnnotation& command)
{
    return command.base_seq == 0 && command.annotation.received_at.has_value();
}

NoteState first_state(const Annotation& annotation)
{
    return NoteState{annotation.received_at.value_or(""), false};
}

void note_state(UnitOfWork& work, const Annotation& annotation, const NoteState& state)
{
    work.database.run(
        "INSERT INTO annotation_state (id, digest, at, brought) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id, digest) DO NOTHING",
        annotation.id.value, digest_of(annotation), state.at, state.brought ? 1 : 0);
}

std::optional<NoteState> find_state(Database& database, const Annotation& annotation, const Annotation& current)
{
    const std::string digest = digest_of(annotation);
    Statement row = database.query("SELECT at, brought FROM annotation_state WHERE id = ?1 AND digest = ?2",
                                   annotation.id.value, digest);
    if (row.step()) return NoteState{row.text(0), row.integer(1) != 0};
    if (digest != digest_of(current)) return std::nullopt;
    return first_state(current);
}

AnnotationId twin_id(const Annotation& annotation)
{
    return AnnotationId(annotation.author.value + ".k" +
                        sha256_of(annotation.id.value + "\n" + digest_of(annotation)).hex().substr(0, digest_digits));
}

std::int64_t history_began_at(Database& database)
{
    return database.integer("SELECT max(feed_seq) FROM history").value_or(0);
}

}  // namespace chamber::storage
