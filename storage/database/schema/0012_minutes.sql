-- The words of minutes, and the facts that were frozen with them.
CREATE TABLE minutes (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    facts TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX minutes_session ON minutes (session);
