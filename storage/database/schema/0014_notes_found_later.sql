-- Notes are put into the search index some at a time, behind the change that wrote them (storage/note_index.hpp): by a
-- trigger each of a full room's notes paid for a segment of the index of its own. The feed says which are due.
DROP TRIGGER IF EXISTS annotation_added;
DROP TRIGGER IF EXISTS annotation_changed;
DROP TRIGGER IF EXISTS annotation_removed;
INSERT INTO meta (key, value) SELECT 'notes_indexed', coalesce(max(seq), 0) FROM feed WHERE true
    ON CONFLICT (key) DO UPDATE SET value = excluded.value;
