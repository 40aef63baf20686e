// The roll of one sitting: delegates by group, guests apart, and the legal counts.
//
// Pure. The denominator is the number of delegates in office (the council's word), never those present or those listed.
import type { Attendance, Group, Person, Session, Sitting } from "../../generated/protocol";
import type { View } from "../../sync";
import { naturalOrder } from "../../natural_order";
import { quorum } from "../law";
import { byGivenName } from "../papers";
import { presenceOf, type Presence } from "../words";

export interface RollRow {
  readonly person: Person;
  readonly attendance: Attendance | undefined;
  readonly presence: Presence;
  readonly reason: string; // of an absence; only the office is told
}

export interface RollGroup {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly RollRow[];
}

export interface Roll {
  readonly groups: readonly RollGroup[];
  readonly guests: readonly RollRow[];
  readonly counts: Readonly<Record<Presence, number>>; // delegates only
  readonly inOffice: number;
  readonly quorum: number;
}

export function rollOf(view: View, sitting: Sitting): Roll {
  const row = (person: Person): RollRow => {
    const id = `${sitting.id}/${person.id}`;
    const attendance = view.get("attendance", id);
    return { person, attendance, presence: presenceOf(attendance), reason: view.get("absence_reason", id)?.reason ?? "" };
  };
  const people = view.all("person").sort(byGivenName);
  const delegates = people.filter((person) => person.counts_for_quorum).map(row);
  const inOffice = view.council()?.in_office ?? delegates.length;
  const counts: Record<Presence, number> = { unknown: 0, present: 0, left: 0, excused: 0, unexcused: 0 };
  for (const one of delegates) counts[one.presence] += 1;
  return {
    groups: groupsOf(view.all("group"), delegates),
    guests: people.filter((person) => person.roles.includes("guest")).map(row),
    counts,
    inOffice,
    quorum: quorum(inOffice),
  };
}

function groupsOf(groups: readonly Group[], delegates: readonly RollRow[]): RollGroup[] {
  const tables = groups
    .filter((group) => group.kind === "delegation")
    .sort((a, b) => naturalOrder(a.name, b.name))
    .map((group) => ({ id: group.id, name: group.name, rows: delegates.filter((one) => one.person.group === group.id) }));
  const placed = new Set(tables.flatMap((table) => table.rows));
  const rest = delegates.filter((one) => !placed.has(one));
  if (rest.length > 0) tables.push({ id: "", name: "Chưa thuộc tổ nào", rows: rest });
  return tables.filter((table) => table.rows.length > 0);
}

// The sitting whose agenda item is on now: what is really happening counts for more than the plan.
export function openSitting(view: View, session: Session, sittings: readonly Sitting[]): Sitting | undefined {
  const item = view.get("agenda_item", session.current_item);
  return item && session.state === "in_session" ? sittings.find((one) => one.id === item.sitting) : undefined;
}

// The sitting people are in: the open one, or by plan the one that is on at `now`, or the next one, or the last.
export function sittingNow(view: View, session: Session, sittings: readonly Sitting[], now: Date): Sitting | undefined {
  return openSitting(view, session, sittings) ?? sittings.find((one) => new Date(one.end_at) >= now) ?? sittings.at(-1);
}

export function isOver(sitting: Sitting, now: Date): boolean {
  return new Date(sitting.end_at) < now;
}
