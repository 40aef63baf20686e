// A small council for the tablet's tests.
import type { AgendaItem, Attendance, Council, Person, Session, Sitting } from "../../src/generated/protocol";
import type { Entity } from "../../src/generated/protocol";
import { keyOf, View } from "../../src/sync/view";

export const council: Council = {
  type: "council",
  id: "HDND",
  name: "HĐND huyện Hương Sen",
  level: "huyện",
  province: "Vĩnh Mẫu",
  organ_id: "H99.15",
  term_name: "Khóa XII",
  seats: 35,
  in_office: 35,
  demo: true,
  confirm_check_ins: false,
};

export function session(fields: Partial<Session> = {}): Session {
  return {
    type: "session",
    id: "KH15",
    number: 15,
    name: "Kỳ họp thứ Mười lăm",
    classification: "thường lệ",
    start_on: "2024-12-18",
    end_on: "2024-12-19",
    venue: "Hội trường lớn",
    state: "in_session",
    presiding: ["DB01"],
    secretaries: [],
    council_name: "",
    term_name: "",
    seats: 0,
    in_office: 0,
    ...fields,
  };
}

export function sitting(id: string, start: string, end: string, position: number): Sitting {
  return {
    type: "sitting",
    id,
    session: "KH15",
    name: `Phiên ${id}`,
    classification: "phiên họp toàn thể",
    start_at: start,
    end_at: end,
    open_to_public: true,
    position,
  };
}

export function item(id: string, inSitting: string, position: number, documents: string[] = []): AgendaItem {
  return {
    type: "agenda_item",
    id,
    session: "KH15",
    sitting: inSitting,
    number: String(position),
    position,
    name: `Nội dung ${id}`,
    item_type: "bao_cao",
    planned_minutes: 15,
    documents,
  };
}

export function person(id: string, fields: Partial<Person> = {}): Person {
  return { type: "person", id, name: id, sort_name: id, position: "Đại biểu", roles: ["delegate"], counts_for_quorum: true, ...fields };
}

export function attendance(inSitting: string, who: string, status: Attendance["status"] = "present"): Attendance {
  return {
    type: "attendance",
    id: `${inSitting}/${who}`,
    sitting: inSitting,
    person: who,
    status,
    intervals: [{ in_at: "2024-12-18T00:52:00Z", method: "self", by: who }],
  };
}

export function viewOf(...entities: Entity[]): View {
  return View.of(
    entities.map((entity, i) => ({
      key: keyOf(entity.type, entity.id),
      type: entity.type,
      id: entity.id,
      seq: i + 1,
      scope: "everyone",
      entity,
    })),
  );
}
