-- What is found by its number, title, name or words, beside the text of pages: documents, agenda items, people and notes. Triggers keep it,
-- so that no way of writing one of them can forget it. Who may see a hit is asked of the feed, where each of them has its scope.
CREATE TABLE entry (
    n INTEGER PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('document', 'agenda_item', 'person', 'annotation')),
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (type, id)
) STRICT;

CREATE VIRTUAL TABLE entry_search USING fts5 (number, title, words, content = 'entry', content_rowid = 'n', tokenize = 'vietnamese');

INSERT INTO entry (type, id, number, title, words)
SELECT 'document', id, coalesce(json_extract(body, '$.full_number'), ''), coalesce(json_extract(body, '$.title'), ''),
    coalesce(json_extract(body, '$.type_name'), '') FROM document
UNION ALL SELECT 'agenda_item', id, coalesce(json_extract(body, '$.number'), ''), coalesce(json_extract(body, '$.name'), ''), '' FROM agenda_item
UNION ALL SELECT 'person', id, '', coalesce(json_extract(body, '$.name'), ''), '' FROM person
UNION ALL SELECT 'annotation', id, '', '', json_extract(body, '$.text') FROM annotation WHERE json_extract(body, '$.text') <> '';
INSERT INTO entry_search (entry_search) VALUES ('rebuild');

CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN
    INSERT INTO entry_search (rowid, number, title, words) VALUES (new.n, new.number, new.title, new.words);
END;
CREATE TRIGGER entry_changed AFTER UPDATE ON entry BEGIN
    INSERT INTO entry_search (entry_search, rowid, number, title, words) VALUES ('delete', old.n, old.number, old.title, old.words);
    INSERT INTO entry_search (rowid, number, title, words) VALUES (new.n, new.number, new.title, new.words);
END;
CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
    INSERT INTO entry_search (entry_search, rowid, number, title, words) VALUES ('delete', old.n, old.number, old.title, old.words);
END;

CREATE TRIGGER document_added AFTER INSERT ON document BEGIN
    INSERT INTO entry (type, id, number, title, words) VALUES ('document', new.id, coalesce(json_extract(new.body, '$.full_number'), ''),
        coalesce(json_extract(new.body, '$.title'), ''), coalesce(json_extract(new.body, '$.type_name'), ''));
END;
CREATE TRIGGER document_changed AFTER UPDATE OF body ON document BEGIN
    UPDATE entry SET number = now.number, title = now.title, words = now.words
    FROM (SELECT coalesce(json_extract(new.body, '$.full_number'), '') AS number, coalesce(json_extract(new.body, '$.title'), '') AS title,
        coalesce(json_extract(new.body, '$.type_name'), '') AS words) AS now
    WHERE type = 'document' AND id = new.id AND (entry.number, entry.title, entry.words) IS NOT (now.number, now.title, now.words);
END;
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
    DELETE FROM entry WHERE type = 'document' AND id = old.id;
END;

CREATE TRIGGER agenda_item_added AFTER INSERT ON agenda_item BEGIN
    INSERT INTO entry (type, id, number, title, words) VALUES ('agenda_item', new.id, coalesce(json_extract(new.body, '$.number'), ''),
        coalesce(json_extract(new.body, '$.name'), ''), '');
END;
CREATE TRIGGER agenda_item_changed AFTER UPDATE OF body ON agenda_item BEGIN
    UPDATE entry SET number = now.number, title = now.title
    FROM (SELECT coalesce(json_extract(new.body, '$.number'), '') AS number, coalesce(json_extract(new.body, '$.name'), '') AS title) AS now
    WHERE type = 'agenda_item' AND id = new.id AND (entry.number, entry.title) IS NOT (now.number, now.title);
END;
CREATE TRIGGER agenda_item_removed AFTER DELETE ON agenda_item BEGIN
    DELETE FROM entry WHERE type = 'agenda_item' AND id = old.id;
END;

CREATE TRIGGER person_added AFTER INSERT ON person BEGIN
    INSERT INTO entry (type, id, number, title, words) VALUES ('person', new.id, '', coalesce(json_extract(new.body, '$.name'), ''), '');
END;
CREATE TRIGGER person_changed AFTER UPDATE OF body ON person BEGIN
    UPDATE entry SET title = coalesce(json_extract(new.body, '$.name'), '')
    WHERE type = 'person' AND id = new.id AND title IS NOT coalesce(json_extract(new.body, '$.name'), '');
END;
CREATE TRIGGER person_removed AFTER DELETE ON person BEGIN
    DELETE FROM entry WHERE type = 'person' AND id = old.id;
END;

-- Ink has no words. Its kind stands before its strokes: whoever draws does not wait until all of them are parsed for an empty text.
CREATE TRIGGER annotation_added AFTER INSERT ON annotation
    WHEN instr(new.body, '"kind":"ink"') = 0 AND json_extract(new.body, '$.text') <> '' BEGIN
    INSERT INTO entry (type, id, number, title, words) VALUES ('annotation', new.id, '', '', json_extract(new.body, '$.text'));
END;
CREATE TRIGGER annotation_changed AFTER UPDATE OF body ON annotation
    WHEN json_extract(new.body, '$.text') IS NOT json_extract(old.body, '$.text') BEGIN
    DELETE FROM entry WHERE type = 'annotation' AND id = new.id;
    INSERT INTO entry (type, id, number, title, words)
    SELECT 'annotation', new.id, '', '', json_extract(new.body, '$.text') WHERE json_extract(new.body, '$.text') <> '';
END;
CREATE TRIGGER annotation_removed AFTER DELETE ON annotation BEGIN
    DELETE FROM entry WHERE type = 'annotation' AND id = old.id;
END;
