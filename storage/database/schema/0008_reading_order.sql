-- No two papers of an item stand at one position any more. Those that an import's agenda named stand as it named them, the others as they
-- came; whoever holds a paper that moves is told anew.
CREATE TEMP TABLE dealt AS
    SELECT id, place, old FROM (
        SELECT document.id AS id, document.position AS old, row_number() OVER (PARTITION BY document.agenda_item
            ORDER BY coalesce(agenda_paper.position, 1000000 + document.position), document.position, document.id) - 1 AS place
        FROM document LEFT JOIN agenda_paper ON agenda_paper.item = document.agenda_item AND agenda_paper.document = document.id
        WHERE document.agenda_item IN (
            SELECT agenda_item FROM document GROUP BY agenda_item HAVING count(*) > count(DISTINCT position)
            UNION SELECT document.agenda_item FROM document JOIN agenda_paper ON agenda_paper.item = document.agenda_item AND agenda_paper.document = document.id))
    WHERE place <> old;
UPDATE document SET position = (SELECT place FROM dealt WHERE dealt.id = document.id),
    body = json_set(body, '$.position', (SELECT place FROM dealt WHERE dealt.id = document.id))
    WHERE id IN (SELECT id FROM dealt);
CREATE TEMP TABLE told_anew AS
    SELECT type, feed.id AS id, (SELECT max(seq) FROM feed) + row_number() OVER (ORDER BY type, feed.id) AS seq FROM feed JOIN dealt ON dealt.id = feed.id
    WHERE type IN ('document', 'draft_document') AND deleted = 0;
UPDATE feed SET seq = (SELECT seq FROM told_anew WHERE told_anew.id = feed.id AND told_anew.type = feed.type)
    WHERE EXISTS (SELECT 1 FROM told_anew WHERE told_anew.id = feed.id AND told_anew.type = feed.type);
DROP TABLE told_anew;
DROP TABLE dealt;
