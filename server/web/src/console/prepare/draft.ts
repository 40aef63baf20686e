// What the secretariat is preparing, before it is written: a session's programme (itself, sittings, agenda) and its roster (council, people,
// groups), read from the feed, changed at leisure, and sent whole as a SessionImport.
//
//   feed ──programmeOf / rosterOf──▶ { base, now } ──importOf──▶ import_session ──▶ plan ──▶ written ──▶ feed
//
// `base` is the feed as it was when the draft was begun: what differs from it is ours, what the feed changed since is somebody else's (merge.ts).
// Pure. Where drafts are kept: keeping.ts. What a fault belongs to: faults.ts.
import { agendaOf, sittingsOf } from "../../council/agenda";
import { dayInVietnam, vietnamMs } from "../../council/calendar";
import { byGivenName, hasRole } from "../../council/people";
import type { AgendaItem, Council, Group, Person, Session, SessionImport, Sitting } from "../../generated/protocol";
import type { View } from "../../sync/view";

export interface Programme {
  readonly session: Session;
  readonly sittings: readonly Sitting[];
  readonly agenda: readonly AgendaItem[];
}

export interface Roster {
  readonly council: Council;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
}

export interface Draft<T> {
  readonly base: T;
  readonly now: T;
}

export const isChanged = <T>(draft: Draft<T>): boolean => JSON.stringify(draft.base) !== JSON.stringify(draft.now);

export const emptyCouncil: Council = {
  type: "council",
  id: "HDND",
  name: "",
  level: "xã",
  province: "",
  organ_id: "",
  term_name: "",
  seats: 0,
  in_office: 0,
  demo: false,
  confirm_check_ins: false,
};

export const emptySession: Session = {
  type: "session",
  id: "",
  number: 1,
  name: "",
  classification: "thường lệ",
  start_on: "",
  end_on: "",
  venue: "",
  documents_deadline: null,
  state: "planned",
  current_item: null,
  presiding: [],
  secretaries: [],
  council_name: "",
  term_name: "",
  seats: 0,
  in_office: 0,
};

// The same field by field, each written once: what is absent and what is nothing are one.
export function settled<T extends object>(entity: T): T {
  return Object.fromEntries(Object.entries(entity).map(([key, value]) => [key, value === undefined ? null : (value as unknown)])) as T;
}

export function programmeOf(view: View, session: Session): Programme {
  return {
    session: settled(session),
    sittings: sittingsOf(view, session).map(settled),
    agenda: agendaOf(view, session).map(settled),
  };
}

// The newest session's words also change what is known of people today (storage/importing).
export function newestSession(view: View): Session | undefined {
  return view
    .all("session")
    .filter((one) => one.state !== "cancelled")
    .sort((a, b) => b.start_on.localeCompare(a.start_on) || b.number - a.number || b.id.localeCompare(a.id))[0];
}

// Everybody known, as the session's roll has them; of those outside it, as they are known today. Mandates are known of people alone.
export function rosterOf(view: View, session: Pick<Session, "id"> | null): Roster {
  const people = view.all("person").map((known): Person => {
    const listed = session ? view.get("participant", `${session.id}/${known.id}`) : undefined;
    if (!listed) return settled(known);
    const { id: _, session: __, person: ___, group_name: ____, ...own } = listed;
    return settled({ ...known, ...own, type: "person", id: known.id });
  });
  return {
    council: settled(view.council() ?? emptyCouncil),
    people: people.map(withNothing).sort(byRole),
    groups: view.all("group").map(settled).sort(byKindAndId),
  };
}

// A person of the feed may lack what nobody said.
const withNothing = (one: Person): Person => ({
  ...one,
  group: one.group ?? null,
  committee: one.committee ?? null,
  seat: one.seat ?? null,
  mandate_from: one.mandate_from ?? null,
  mandate_to: one.mandate_to ?? null,
  suspended_from: one.suspended_from ?? null,
  suspended_to: one.suspended_to ?? null,
});

const rank = (one: Person): number => (hasRole(one, "delegate") ? 0 : hasRole(one, "guest") ? 1 : 2);
const byRole = (a: Person, b: Person): number => rank(a) - rank(b) || byGivenName(a, b);
const byKindAndId = (a: Group, b: Group): number =>
  a.kind === b.kind ? a.id.localeCompare(b.id, "vi", { numeric: true }) : a.kind === "delegation" ? -1 : 1;

type Mandate = Pick<Person, "roles" | "mandate_from" | "mandate_to" | "suspended_from" | "suspended_to">;
type Days = Pick<Session, "start_on" | "end_on">;

// Does a delegate's mandate hold on one of these days?
function holdsMandate(person: Mandate, session: Days): boolean {
  if (!hasRole(person, "delegate")) return true;
  const over = Boolean(person.mandate_to && session.start_on && person.mandate_to < session.start_on);
  const toCome = Boolean(person.mandate_from && session.end_on && person.mandate_from > session.end_on);
  return !over && !toCome;
}

// On all of these days?
export function isSuspended(person: Mandate, { start_on, end_on }: Days): boolean {
  if (!hasRole(person, "delegate") || !person.suspended_from || start_on === "") return false;
  const last = end_on > start_on ? end_on : start_on;
  return person.suspended_from <= start_on && (!person.suspended_to || person.suspended_to >= last);
}

// The twin of protocol/importing: sits_in.
export const sitsIn = (person: Mandate, session: Days): boolean => holdsMandate(person, session) && !isSuspended(person, session);

// The twin of protocol/importing: in_office_of. Who counts and has a mandate on the session's first day; a suspended one is still in office.
export function inOfficeOn(roster: Pick<Roster, "people">, session: Pick<Session, "start_on" | "end_on">): number {
  const first = { start_on: session.start_on, end_on: session.start_on };
  return roster.people.filter((one) => one.counts_for_quorum && hasRole(one, "delegate") && holdsMandate(one, first)).length;
}

export const today = (now: Date): Pick<Session, "start_on" | "end_on"> => ({ start_on: dayInVietnam(now), end_on: dayInVietnam(now) });

// Who goes into a session's roll: whoever stands there already, whoever was changed or added here; of a new one all but those who only work in
// the office.
function listed(roster: Draft<Roster>, session: Session, view: View): Person[] {
  const roll = new Set(
    view
      .all("participant")
      .filter((one) => one.session === session.id)
      .map((one) => one.person),
  );
  const before = new Map(roster.base.people.map((one) => [one.id, JSON.stringify(one)]));
  return roster.now.people.filter((one) => {
    if (roll.has(one.id) || session.secretaries.includes(one.id) || session.presiding.includes(one.id)) return true;
    if (roll.size === 0) return hasRole(one, "delegate") || hasRole(one, "guest") || before.get(one.id) !== JSON.stringify(one);
    return before.get(one.id) !== JSON.stringify(one);
  });
}

// Members follow what people say of themselves; where nobody moved, a group's list stays as it was.
export function groupsWithMembers(roster: Draft<Roster>): Group[] {
  const before = new Map(roster.base.people.map((one) => [one.id, one]));
  return roster.now.groups.map((group) => {
    const field = group.kind === "committee" ? "committee" : "group";
    const members = new Set(group.members);
    for (const one of roster.now.people) {
      if (one[field] === before.get(one.id)?.[field]) continue;
      if (one[field] === group.id) members.add(one.id);
      else members.delete(one.id);
    }
    return { ...group, members: [...members] };
  });
}

// The whole as the server takes it. The number of delegates in office is counted, never typed; an older session keeps what its council was called.
export function importOf(view: View, programme: Programme, roster: Draft<Roster>): SessionImport {
  const { session } = programme;
  const newest = newestSession(view);
  const isOlder = newest !== undefined && newest.id !== session.id && newest.start_on > session.start_on;
  const known = roster.now.council;
  const people = listed(roster, session, view);
  const counted = inOfficeOn({ people }, session);
  const council: Council = {
    ...known,
    ...(isOlder && session.council_name ? { name: session.council_name, term_name: session.term_name, seats: session.seats } : {}),
    in_office: counted,
  };
  return {
    council,
    session: { ...session, council_name: council.name, term_name: council.term_name, seats: council.seats, in_office: counted },
    sittings: programme.sittings,
    agenda: programme.agenda,
    people,
    groups: groupsWithMembers(roster),
    attendance: [],
    absence_reasons: [],
    annotations: [],
    secrets: [],
    archive_fields: "",
  };
}

// ---- moments ----

// "2024-12-18" and 450 minutes → "2024-12-18T00:30:00Z".
export const momentOn = (isoDay: string, minutes: number): string =>
  new Date(Date.parse(`${isoDay}T00:00:00+07:00`) + minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z");

export const dayOf = (at: string): string => dayInVietnam(new Date(at));

export function minutesOf(at: string): number {
  const local = new Date(Date.parse(at) + vietnamMs);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

export const dayAfter = (isoDay: string, n: number): string =>
  new Date(Date.parse(`${isoDay}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

// Position is the place in the list, over all sittings.
export function inOrder<T extends { readonly position: number }>(list: readonly T[]): T[] {
  return list.map((one, index) => (one.position === index + 1 ? one : { ...one, position: index + 1 }));
}
