// Small worlds for the sync core's tests.
import type { Annotation, Batch, Change, Document, Entity, Revision } from "../../src/generated/protocol";

export function note(id: string, text = "ghi chú", author = "DB24"): Annotation {
  return {
    type: "annotation",
    id,
    author,
    document: "TL01",
    revision_sha256: "a".repeat(64),
    page_index: 0,
    kind: "text",
    visibility: "private_note",
    colour: "#ffd100",
    width_pt: 1,
    opacity: 1,
    strokes: [],
    quads: [],
    rect: [10, 10, 30, 30],
    text,
    created_at: "2024-12-18T00:30:00Z",
  };
}

export function change(seq: number, entity: Entity, scope = "everyone"): Change {
  return { seq, entity_type: entity.type, id: (entity as { id: string }).id, scope, entity };
}

export function gone(seq: number, entity_type: string, id: string, scope = "everyone"): Change {
  return { seq, entity_type, id, scope };
}

export function batch(fields: Partial<Batch>): Batch {
  return {
    type: "batch",
    epoch: "e1",
    prev: 0,
    upto: 0,
    snapshot: false,
    more: false,
    purge_scopes: [],
    items: [],
    last_command: 0,
    access: "",
    journal: { n: 0, hash: "" },
    backed_up: 0,
    ...fields,
  };
}

export function revision(sha256: string, fields: Partial<Revision> = {}): Revision {
  return {
    n: 1,
    sha256,
    bytes: 1_000,
    pages: 2,
    page_sizes: [],
    added_at: "2024-12-01T00:00:00Z",
    verdict: "valid",
    trust: "trusted",
    verdict_sentence: "Hợp lệ",
    missing: [],
    remarks: [],
    ...fields,
  };
}

export function document(id: string, fields: Partial<Document> = {}): Document {
  return {
    type: "document",
    id,
    session: "KH15",
    agenda_item: "MUC01",
    position: 0,
    title: `Tài liệu ${id}`,
    type_code: "TTr",
    type_name: "Tờ trình",
    full_number: "208/TTr-UBND",
    issued_on: "2024-11-26",
    place: "Hương Sen",
    issuer: "UBND huyện",
    file_name: `${id}.pdf`,
    draft: false,
    late: false,
    scan: false,
    audience: "everyone",
    urgency: "none",
    signer: "",
    term: "",
    session_number: 0,
    normative: false,
    revisions: [revision("d".repeat(64))],
    ...fields,
  };
}
