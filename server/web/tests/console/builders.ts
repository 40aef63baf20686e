// Small worlds for the console's pure parts: entities with everything said but what the test is about.
import type {
  AgendaItem,
  Amendment,
  Amendments,
  Attendance,
  Council,
  Device,
  Document as Published,
  DraftDocument,
  Entity,
  Group,
  Holding,
  Person,
  Revision,
  Session,
  Sitting,
  Withdrawal,
} from "../../src/generated/protocol";
import { keyOf, View } from "../../src/sync/view";

export const council: Council = {
  type: "council",
  id: "C",
  name: "HĐND",
  level: "xã",
  province: "",
  organ_id: "H1",
  term_name: "Khóa I",
  seats: 35,
  in_office: 35,
  demo: true,
  confirm_check_ins: false,
};

export const session = (over: Partial<Session> = {}): Session => ({
  type: "session",
  id: "K1",
  number: 1,
  name: "Kỳ họp",
  classification: "",
  start_on: "2024-12-18",
  end_on: "2024-12-19",
  venue: "",
  state: "convened",
  presiding: [],
  secretaries: [],
  council_name: "HĐND",
  term_name: "Khóa I",
  seats: 35,
  in_office: 35,
  ...over,
});

export const sitting = (over: Partial<Sitting> = {}): Sitting => ({
  type: "sitting",
  id: "P1",
  session: "K1",
  name: "Phiên",
  classification: "",
  start_at: "2024-12-18T07:30:00+07:00",
  end_at: "2024-12-18T11:30:00+07:00",
  open_to_public: true,
  position: 0,
  ...over,
});

export const item = (over: Partial<AgendaItem> = {}): AgendaItem => ({
  type: "agenda_item",
  id: "M1",
  session: "K1",
  sitting: "P1",
  number: "1",
  position: 0,
  name: "Nội dung",
  item_type: "",
  planned_minutes: 10,
  documents: [],
  ...over,
});

export const revision = (over: Partial<Revision> = {}): Revision => ({
  n: 1,
  sha256: "a1",
  bytes: 1000,
  pages: 1,
  page_sizes: [],
  added_at: "2024-12-01T00:00:00Z",
  verdict: "valid",
  trust: "trusted",
  verdict_sentence: "",
  missing: [],
  remarks: [],
  ...over,
});

const fields = {
  session: "K1",
  agenda_item: "M1",
  position: 0,
  title: "Tờ trình",
  type_code: "TTr",
  type_name: "Tờ trình",
  full_number: "1/TTr",
  issued_on: "",
  place: "",
  issuer: "",
  file_name: "a.pdf",
  draft: false,
  late: false,
  scan: false,
  audience: "everyone" as const,
  urgency: "none" as const,
  signer: "",
  term: "",
  session_number: 0,
  normative: false,
};

export const published = (over: Partial<Published> = {}): Published => ({
  type: "document",
  id: "T1",
  ...fields,
  revisions: [revision()],
  ...over,
});

export const draft = (over: Partial<DraftDocument> = {}): DraftDocument => ({
  type: "draft_document",
  id: "T1",
  ...fields,
  revisions: [revision()],
  ...over,
});

export const withdrawal = (over: Partial<Withdrawal> = {}): Withdrawal => ({
  type: "withdrawal",
  id: "T1",
  session: "K1",
  agenda_item: "M1",
  title: "Tờ trình",
  reason: "Gửi nhầm",
  withdrawn_at: "2024-12-18T01:00:00Z",
  position: 1,
  type_name: "Tờ trình",
  full_number: "1/TTr",
  issued_on: "",
  issuer: "",
  by: "VP01",
  secret: false,
  ...over,
});

export const amendments = (document: string, ...entries: Partial<Amendment>[]): Amendments => ({
  type: "amendments",
  id: `document/${document}`,
  entries: entries.map((over) => ({ at: "2024-12-18T01:00:00Z", by: "VP01", field: "title", before: "", after: "", reason: "", ...over })),
});

export const person = (over: Partial<Person> = {}): Person => ({
  type: "person",
  id: "DB1",
  name: "Trần Thị Hoa",
  sort_name: "Hoa",
  position: "",
  roles: ["delegate"],
  group: "TO1",
  counts_for_quorum: true,
  ...over,
});

export const guest = (over: Partial<Person> = {}): Person =>
  person({ id: "KM1", roles: ["guest"], group: null, counts_for_quorum: false, ...over });

export const group = (over: Partial<Group> = {}): Group => ({
  type: "group",
  id: "TO1",
  kind: "delegation",
  name: "Tổ số 1",
  members: [],
  ...over,
});

export const tablet = (over: Partial<Device> = {}): Device => ({
  type: "device",
  id: "d1",
  kind: "tablet",
  state: "approved",
  label: "MTB-01",
  person: "DB1",
  enrolled_at: "",
  model: "",
  ...over,
});

export const holding = (device: string, sha256: string, document = "T1"): Holding => ({
  type: "holding",
  id: `${device}/${sha256}`,
  device,
  document,
  revision: 1,
  sha256,
  received_at: "",
});

export const present = (who: string, over: Partial<Attendance> = {}): Attendance => ({
  type: "attendance",
  id: `P1/${who}`,
  sitting: "P1",
  person: who,
  status: "present",
  intervals: [{ in_at: "2024-12-18T00:30:00Z", method: "self", by: who }],
  ...over,
});

export function world(...entities: Entity[]): View {
  return View.of(
    entities.map((entity, index) => ({
      key: keyOf(entity.type, entity.id),
      type: entity.type,
      id: entity.id,
      seq: index + 1,
      scope: "everyone",
      entity,
    })),
  );
}
