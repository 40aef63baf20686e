-- Every session that is there already gets its roll: whoever was listed until now. A participant is told to devices like everything else.
INSERT INTO participant (id, session, person, body)
SELECT session.id || '/' || person.id, session.id, person.id,
    json_remove(json_set(person.body, '$.type', 'participant', '$.id', session.id || '/' || person.id, '$.session', session.id, '$.person', person.id),
                '$.mandate_from', '$.mandate_to')
FROM session, person
WHERE NOT EXISTS (SELECT 1 FROM participant AS known WHERE known.session = session.id);

CREATE TEMP TABLE told AS
SELECT 'participant' AS type, id FROM participant
UNION ALL SELECT 'session', id FROM session;
CREATE TEMP TABLE told_from AS SELECT coalesce(max(seq), 0) AS value FROM feed;
DELETE FROM feed WHERE type IN ('session', 'participant');
INSERT INTO feed (type, id, scope, seq, deleted)
SELECT type, id, 'everyone', (SELECT value FROM told_from) + row_number() OVER (ORDER BY type, id), 0 FROM told;
DROP TABLE told;
DROP TABLE told_from;

-- The council and the groups as of a session's days, for its archive.
ALTER TABLE session ADD COLUMN council TEXT NOT NULL DEFAULT '';
UPDATE session SET council = coalesce((SELECT body FROM council LIMIT 1), '');

CREATE TABLE session_group (
    session TEXT NOT NULL REFERENCES session (id),
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session, id)
) STRICT, WITHOUT ROWID;
INSERT INTO session_group (session, id, body) SELECT session.id, people_group.id, people_group.body FROM session, people_group;
