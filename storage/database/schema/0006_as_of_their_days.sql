-- What was said of a session, a person, a paper stays as it was said: who stands in which session's roll, and what was changed later.
-- id: "<session>/<person>".
CREATE TABLE participant (
    id TEXT PRIMARY KEY,
    session TEXT NOT NULL REFERENCES session (id),
    person TEXT NOT NULL REFERENCES person (id),
    body TEXT NOT NULL,
    UNIQUE (session, person)
) STRICT, WITHOUT ROWID;

-- Former states of an attendance. id: that of the attendance.
CREATE TABLE attendance_history (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- id: "<entity type>/<entity id>".
CREATE TABLE amendments (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions say what the council was in their days; papers how urgent they are; archives whether they are drafts.
UPDATE session SET body = json_set(body,
    '$.council_name', coalesce((SELECT json_extract(council.body, '$.name') FROM council LIMIT 1), ''),
    '$.term_name', coalesce((SELECT json_extract(council.body, '$.term_name') FROM council LIMIT 1), ''),
    '$.seats', coalesce((SELECT json_extract(council.body, '$.seats') FROM council LIMIT 1), 0),
    '$.in_office', coalesce((SELECT json_extract(council.body, '$.in_office') FROM council LIMIT 1), 0))
WHERE json_type(body, '$.in_office') IS NULL;
UPDATE document SET body = json_set(body, '$.urgency', 'none') WHERE json_type(body, '$.urgency') IS NULL;
UPDATE archive SET body = json_set(body, '$.draft', json('false')) WHERE json_type(body, '$.draft') IS NULL;
UPDATE withdrawal SET body = json_set(body,
    '$.position', coalesce((SELECT json_extract(document.body, '$.position') FROM document WHERE document.id = withdrawal.id), 0),
    '$.type_name', coalesce((SELECT json_extract(document.body, '$.type_name') FROM document WHERE document.id = withdrawal.id), ''),
    '$.full_number', coalesce((SELECT json_extract(document.body, '$.full_number') FROM document WHERE document.id = withdrawal.id), ''),
    '$.issued_on', coalesce((SELECT json_extract(document.body, '$.issued_on') FROM document WHERE document.id = withdrawal.id), ''),
    '$.issuer', coalesce((SELECT json_extract(document.body, '$.issuer') FROM document WHERE document.id = withdrawal.id), ''),
    '$.by', '', '$.secret', json('false'))
WHERE json_type(body, '$.secret') IS NULL;
