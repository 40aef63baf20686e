-- Who signed a document, which term and session it belongs to, and whether it is normative: for documents that were
-- taken in before anybody asked. And a council whose office does not confirm check-ins, as none did.
UPDATE document SET body = json_set(body, '$.signer', '', '$.term', '', '$.session_number', 0, '$.normative', json('false'))
    WHERE json_type(body, '$.signer') IS NULL;
UPDATE council SET body = json_set(body, '$.confirm_check_ins', json('false'))
    WHERE json_type(body, '$.confirm_check_ins') IS NULL;
-- Devices are told them anew: behind everything that they hold.
UPDATE feed SET seq = seq + (SELECT max(seq) FROM feed) WHERE type IN ('council', 'document', 'draft_document') AND deleted = 0;

-- Who opened which document. id: "<person>/<document>".
CREATE TABLE opening (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
