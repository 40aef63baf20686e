-- One council. Nouns keep what rules and queries need in columns, and the whole entity as its wire text in `body`
-- (protocol's encode(Entity)), so that a change is rendered from the entity's own row. storage/README.md has the table of tables.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    scope TEXT NOT NULL,
    seq INTEGER NOT NULL UNIQUE CHECK (seq > 0),
    deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
    PRIMARY KEY (type, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    n INTEGER PRIMARY KEY,
    session TEXT,
    line TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX journal_session ON journal (session, n) WHERE session IS NOT NULL;

CREATE TABLE receipt (
    device TEXT NOT NULL,
    incarnation TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    content BLOB NOT NULL CHECK (length(content) = 32),
    code TEXT,
    place TEXT,
    PRIMARY KEY (device, incarnation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE council (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    start_on TEXT NOT NULL,
    archive_fields TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL
) STRICT;

CREATE TABLE sitting (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    position INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX sitting_session ON sitting (session);

CREATE TABLE agenda_item (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    sitting TEXT NOT NULL REFERENCES sitting (id),
    position INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX agenda_item_session ON agenda_item (session);

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE people_group (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE group_member (
    person TEXT NOT NULL,
    people_group TEXT NOT NULL REFERENCES people_group (id),
    PRIMARY KEY (person, people_group)
) STRICT, WITHOUT ROWID;

CREATE TABLE secret (
    person TEXT PRIMARY KEY REFERENCES person (id),
    account TEXT UNIQUE COLLATE NOCASE,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE secret_try (
    person TEXT NOT NULL REFERENCES person (id),
    device TEXT NOT NULL,
    tries INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (person, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    id TEXT PRIMARY KEY,
    key BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'revoked')),
    code TEXT UNIQUE,
    code_until_ms INTEGER,
    person TEXT REFERENCES person (id),
    signed_in_until_ms INTEGER,
    seen_ms INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- body: a draft_document with every revision; what is published of it is the document entity.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    agenda_item TEXT NOT NULL REFERENCES agenda_item (id),
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    audience TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX document_session ON document (session);

CREATE TABLE revision (
    document TEXT NOT NULL REFERENCES document (id),
    n INTEGER NOT NULL CHECK (n > 0),
    sha256 TEXT NOT NULL REFERENCES blob (sha256),
    preview_sha256 TEXT REFERENCES blob (sha256),
    pages INTEGER NOT NULL,
    published INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1)),
    report TEXT NOT NULL,
    PRIMARY KEY (document, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_sha256 ON revision (sha256);
CREATE INDEX revision_preview ON revision (preview_sha256);

CREATE TABLE attendance (
    id TEXT PRIMARY KEY,
    sitting TEXT NOT NULL REFERENCES sitting (id),
    person TEXT NOT NULL REFERENCES person (id),
    body TEXT NOT NULL
) STRICT;
CREATE INDEX attendance_sitting ON attendance (sitting);

CREATE TABLE annotation (
    id TEXT PRIMARY KEY,
    author TEXT NOT NULL REFERENCES person (id),
    document TEXT NOT NULL REFERENCES document (id),
    visibility TEXT NOT NULL,
    last_device TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX annotation_document ON annotation (document);

-- Imported before the revision they stand on was published.
CREATE TABLE waiting_annotation (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX waiting_annotation_document ON waiting_annotation (document, revision);

CREATE TABLE holding (
    id TEXT PRIMARY KEY,
    device TEXT NOT NULL REFERENCES device (id),
    document TEXT NOT NULL REFERENCES document (id),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE archive (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    body TEXT NOT NULL
) STRICT;

CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    revision INTEGER NOT NULL,
    page_index INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX page_document ON page (document, revision);

CREATE VIRTUAL TABLE page_search USING fts5 (text, content = 'page', content_rowid = 'id', tokenize = 'vietnamese');
