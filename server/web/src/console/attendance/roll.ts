// The roll of one sitting: delegates by group, guests apart, and the legal counts.
//
// Pure. The denominator is the number of delegates in office (the session's word, else the council's), never those present or those listed.
// Who is in the room now and who has been there are two figures: when everybody has left, the room is empty and nobody was absent.
import { countsOf, type Presence, presenceOf, tallyOf, waitingSince } from "../../council/attendance";
import { type LawAtHand, lawIn, quorum } from "../../council/law";
import { byGivenName, delegationNames, hasRole, rollPeople } from "../../council/people";
import type { Attendance, AttendanceHistory, Person, Sitting } from "../../generated/protocol";
import type { View } from "../../sync";
import { naturalOrder } from "../../council/natural_order";

export interface RollRow {
  readonly person: Person;
  readonly attendance: Attendance | undefined;
  readonly presence: Presence;
  readonly waits: string | null; // checked in then, and nobody of the office has seen them yet: part of no figure
  readonly reason: string; // of an absence; only the office is told
  readonly former: AttendanceHistory["entries"]; // what stood before, newest last
}

export interface RollGroup {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly RollRow[];
}

export interface Roll {
  readonly groups: readonly RollGroup[];
  readonly guests: readonly RollRow[];
  readonly waiting: readonly RollRow[]; // delegates, then guests; who checked in first stands first
  readonly counts: Readonly<Record<Presence, number>>; // delegates only; present: in the room now
  readonly attended: number; // delegates who were there at any time
  readonly inOffice: number;
  readonly quorum: number;
  readonly law: LawAtHand; // by which the quorum is counted
}

export function rowOf(view: View, sitting: Sitting, person: Person): RollRow {
  const id = `${sitting.id}/${person.id}`;
  const attendance = view.get("attendance", id);
  const former = view.get("attendance_history", id)?.entries ?? [];
  const reason = view.get("absence_reason", id)?.reason ?? "";
  return { person, attendance, presence: presenceOf(attendance), waits: waitingSince(attendance), reason, former };
}

export function rollOf(view: View, sitting: Sitting): Roll {
  const row = (person: Person): RollRow => rowOf(view, sitting, person);
  const people = rollPeople(view, sitting.session).sort(byGivenName);
  const delegates = people.filter((person) => person.counts_for_quorum).map(row);
  const guests = people.filter((person) => hasRole(person, "guest")).map(row);
  const { attended, of } = countsOf(view, sitting);
  const law = lawIn(view, sitting.session);
  const seats = view.get("session", sitting.session)?.seats || (view.council()?.seats ?? 0);
  return {
    groups: groupsOf(delegationNames(view, sitting.session), delegates),
    guests,
    waiting: [...inOrderOfComing(delegates), ...inOrderOfComing(guests)],
    counts: tallyOf(view, sitting),
    attended,
    inOffice: of,
    quorum: quorum(law.profile, { inOffice: of, seats }),
    law,
  };
}

const inOrderOfComing = (rows: readonly RollRow[]): RollRow[] =>
  rows.filter((row) => row.waits !== null).sort((a, b) => (a.waits ?? "").localeCompare(b.waits ?? ""));

function groupsOf(names: ReadonlyMap<string, string>, delegates: readonly RollRow[]): RollGroup[] {
  const tables = [...names]
    .map(([id, name]) => ({ id, name, rows: delegates.filter((one) => one.person.group === id) }))
    .sort((a, b) => naturalOrder(a.name, b.name));
  const placed = new Set(tables.flatMap((table) => table.rows));
  const rest = delegates.filter((one) => !placed.has(one));
  if (rest.length > 0) tables.push({ id: "", name: "Chưa thuộc tổ nào", rows: rest });
  return tables.filter((table) => table.rows.length > 0);
}
