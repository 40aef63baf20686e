-- What is a person's own beside notes on papers. Their notebook: of a session by its id alone, because the notes stay when a
-- planned session goes. And, beside the feed, where they are in each document and how they like the app.
CREATE TABLE notebook_note (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    session TEXT NOT NULL,
    last_device TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notebook_note_of ON notebook_note (person, session);

CREATE TABLE reading (
    person TEXT NOT NULL REFERENCES person (id),
    document TEXT NOT NULL REFERENCES document (id),
    touched_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (person, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE preferences (
    person TEXT PRIMARY KEY REFERENCES person (id),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
