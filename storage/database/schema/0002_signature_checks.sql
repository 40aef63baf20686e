-- Signatures are verified again when the trust store or the engine changes. `revision.report` is the newest check; the ones before it
-- stay here, the first as k = 1.
CREATE TABLE earlier_check (
    document TEXT NOT NULL,
    revision INTEGER NOT NULL,
    k INTEGER NOT NULL CHECK (k > 0),
    report TEXT NOT NULL,
    PRIMARY KEY (document, revision, k),
    FOREIGN KEY (document, revision) REFERENCES revision (document, n)
) STRICT, WITHOUT ROWID;

-- The trust material the journal knows of: where the folder differs, somebody changed it.
CREATE TABLE trust_item (
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    role TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (sha256, role)
) STRICT, WITHOUT ROWID;

-- Reports said less before: a signature had no verdict of its own (the file's stands for it until the next check), a later change was
-- its sentence alone, and nobody had noted which signatures the legal form lacks.
UPDATE revision SET report = json_set(report,
    '$.missing', json('[]'),
    '$.signatures', (SELECT json_group_array(json_patch(json_object('verdict', json_extract(revision.report, '$.verdict'),
            'certificate_sha256', '', 'anchor_name', '', 'standing', 'unknown', 'revocation', 'unknown', 'revocation_source', '', 'revoked_at', ''),
            signature.value)) FROM json_each(revision.report, '$.signatures') AS signature),
    '$.changes', (SELECT json_group_array(json_object('sentence', change.value, 'page', 0, 'revision_end', 0,
            'allowed', json(iif(json_extract(revision.report, '$.verdict') = 'valid_with_allowed_changes', 'true', 'false'))))
            FROM json_each(revision.report, '$.changes') AS change))
WHERE json_type(report, '$.missing') IS NULL;

UPDATE document SET body = json_set(body,
    '$.revisions', (SELECT json_group_array(json_patch('{"missing":[]}', each.value)) FROM json_each(document.body, '$.revisions') AS each))
WHERE json_type(body, '$.revisions[0]') IS NOT NULL AND json_type(body, '$.revisions[0].missing') IS NULL;
