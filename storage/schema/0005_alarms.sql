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

-- What is left of a published document that was taken back: its title and the reason.
CREATE TABLE withdrawal (
    id TEXT PRIMARY KEY REFERENCES document (id),
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
