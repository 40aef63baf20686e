-- Calls for help from the hall, and when papers are to be published by themselves.
CREATE TABLE help_call (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    ended INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX help_call_open ON help_call (person) WHERE ended = 0;

CREATE TABLE publish_due (
    document TEXT PRIMARY KEY REFERENCES document (id),
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
