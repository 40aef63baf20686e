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
