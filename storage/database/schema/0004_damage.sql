-- Stored bytes that are not what their name says, and how that ended (storage/damage.hpp). The row stays when they are whole again.
CREATE TABLE damage (
    id TEXT PRIMARY KEY REFERENCES blob (sha256),
    repaired INTEGER NOT NULL CHECK (repaired IN (0, 1)),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
