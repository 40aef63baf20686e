#include "storage/note_index.hpp"

namespace chamber::storage {

namespace {

// A note takes some 40 us: a search that finds so many due waits for a sixth of a second, once.
constexpr std::int64_t changes_due_max = 4'096;
constexpr std::int64_t changes_at_once = 256;

}  // namespace

bool NoteIndex::is_far_behind(std::int64_t head) const
{
    return head - known_ >= changes_due_max;
}

void NoteIndex::catch_up_some(std::int64_t head)
{
    catch_up(head, changes_at_once);
}

std::int64_t NoteIndex::indexed()
{
    known_ = database_.integer("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'notes_indexed'").value_or(0);
    return known_;
}

bool NoteIndex::lacks_notes(std::int64_t head)
{
    return database_
        .integer("SELECT 1 FROM feed WHERE seq > ?1 AND seq <= ?2 AND type = 'annotation' LIMIT 1", indexed(), head)
        .has_value();
}

void NoteIndex::catch_up(std::int64_t head, std::int64_t changes_max)
{
    const std::int64_t from = indexed();
    const std::int64_t to = head - from > changes_max ? from + changes_max : head;
    if (to <= from) return;
    database_.run("DELETE FROM entry WHERE type = 'annotation' AND id IN "
                  "(SELECT id FROM feed WHERE seq > ?1 AND seq <= ?2 AND type = 'annotation')",
                  from, to);
    // Ink has no words. Its kind stands before its strokes: nobody waits until all of them are parsed for an empty
    // text.
    database_.run(
        "INSERT INTO entry (type, id, number, title, words) "
        "SELECT 'annotation', annotation.id, '', '', json_extract(annotation.body, '$.text') "
        "FROM feed CROSS JOIN annotation ON annotation.id = feed.id "
        "WHERE feed.seq > ?1 AND feed.seq <= ?2 AND feed.type = 'annotation' AND feed.deleted = 0 "
        "AND instr(annotation.body, '\"kind\":\"ink\"') = 0 AND json_extract(annotation.body, '$.text') <> '' "
        "ORDER BY feed.seq",
        from, to);
    database_.run("INSERT INTO meta (key, value) VALUES ('notes_indexed', ?1) "
                  "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                  std::to_string(to));
    known_ = to;
}

}  // namespace chamber::storage
