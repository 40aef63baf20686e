-- What the office must see to, whether new devices may come, the newest backup, and why somebody is absent: bodies as in 0001.
CREATE TABLE alarm (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE backup (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE absence_reason (
    id TEXT PRIMARY KEY REFERENCES attendance (id),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Revisions said less before: nobody had looked for what a file holds beside its pages.
UPDATE document SET body = json_set(body,
    '$.revisions', (SELECT json_group_array(json_patch('{"remarks":[]}', each.value)) FROM json_each(document.body, '$.revisions') AS each))
WHERE json_type(body, '$.revisions[0]') IS NOT NULL AND json_type(body, '$.revisions[0].remarks') IS NULL;

-- Where an unknown device said hello, as connections are counted (an IPv6 host owns a /64).
ALTER TABLE device ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- Wrong secrets for names that nobody has: counted like those of people, so that waiting tells nobody who exists.
CREATE TABLE stranger_try (
    name TEXT NOT NULL,
    device TEXT NOT NULL,
    tries INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (name, device)
) STRICT, WITHOUT ROWID;

-- What a person's commands came to on one day.
CREATE TABLE written (
    person TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- When a receipt was given: old ones are pruned.
ALTER TABLE receipt ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
UPDATE receipt SET at_ms = unixepoch() * 1000;

-- Why somebody is absent was told with the attendance: it is the office's business alone. Both are told anew, so that devices drop it.
INSERT INTO absence_reason (id, body)
    SELECT id, json_object('type', 'absence_reason', 'id', id, 'reason', json_extract(body, '$.reason')) FROM attendance
    WHERE json_type(body, '$.reason') = 'text';
INSERT INTO feed (type, id, scope, seq)
    SELECT 'absence_reason', id, 'staff', (SELECT max(seq) FROM feed) + row_number() OVER (ORDER BY id) FROM absence_reason;
CREATE TEMP TABLE told_anew AS
    SELECT id, (SELECT max(seq) FROM feed) + row_number() OVER (ORDER BY id) AS seq FROM attendance WHERE json_type(body, '$.reason') = 'text';
UPDATE feed SET seq = (SELECT seq FROM told_anew WHERE told_anew.id = feed.id)
    WHERE type = 'attendance' AND id IN (SELECT id FROM told_anew);
DROP TABLE told_anew;
UPDATE attendance SET body = json_remove(body, '$.reason') WHERE json_type(body, '$.reason') IS NOT NULL;

-- Under which items a paper is to stand, and in which order. Everybody reads the agenda, so an item names only papers that are published
-- for everyone; what it named before goes here, and the items that named more are told anew.
CREATE TABLE agenda_paper (
    item TEXT NOT NULL REFERENCES agenda_item (id),
    document TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (item, document)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO agenda_paper (item, document, position)
    SELECT agenda_item.id, each.value, each.key FROM agenda_item, json_each(agenda_item.body, '$.documents') AS each;
CREATE TEMP TABLE told_anew AS
    SELECT item AS id, (SELECT max(seq) FROM feed) + row_number() OVER (ORDER BY item) AS seq FROM agenda_paper
    WHERE document NOT IN (SELECT id FROM document WHERE state = 'published' AND audience = 'everyone') GROUP BY item;
UPDATE agenda_item SET body = json_set(body, '$.documents', json((SELECT json_group_array(document) FROM
    (SELECT document FROM agenda_paper WHERE item = agenda_item.id
     AND document IN (SELECT id FROM document WHERE state = 'published' AND audience = 'everyone') ORDER BY position))))
    WHERE id IN (SELECT id FROM told_anew);
UPDATE feed SET seq = (SELECT seq FROM told_anew WHERE told_anew.id = feed.id)
    WHERE type = 'agenda_item' AND id IN (SELECT id FROM told_anew);
DROP TABLE told_anew;
-- Who was signed in on a device when it was revoked, and until when it may bring that person's last notes.
ALTER TABLE device ADD COLUMN hand_in_person TEXT REFERENCES person (id);
ALTER TABLE device ADD COLUMN hand_in_until_ms INTEGER;
-- The journal: entries under the council's seal, and where entries came from (the line holds a salted hash of the address alone).
CREATE TABLE journal_checkpoint (
    n INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE journal_source (
    n INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    salt TEXT NOT NULL
) STRICT;

-- The histories of this database in their order, each with the newest journal entry and change that it took over from the one before.
CREATE TABLE history (
    position INTEGER PRIMARY KEY,
    epoch TEXT NOT NULL UNIQUE,
    journal_n INTEGER NOT NULL,
    feed_seq INTEGER NOT NULL
) STRICT;
INSERT INTO history (epoch, journal_n, feed_seq) SELECT value, 0, 0 FROM meta WHERE key = 'epoch';

-- Every state that was ever written under a note's id, by its digest, and when a server received it first: what devices bring back to a
-- restored server is known again. `brought`: that time is the device's word.
CREATE TABLE annotation_state (
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    brought INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, digest)
) STRICT, WITHOUT ROWID;

-- What is left of a published document that was taken back: its title and the reason.
CREATE TABLE withdrawal (
    id TEXT PRIMARY KEY REFERENCES document (id),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
