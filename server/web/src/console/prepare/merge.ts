// Two clerks at once: what this draft changed, what the feed changed since it was begun, and where both changed the same field.
//
// Field by field, entity by entity. What only one side changed is taken; where both did, the draft's value stays and the other is told, so that
// nobody overwrites without having read what stood there. Pure.
import type { Programme, Roster } from "./draft";

type Row = Readonly<Record<string, unknown>> & { readonly id: string };
type Rows = readonly Row[];

export interface Meeting {
  readonly list: string; // "session", "sittings", "agenda", "people", "groups", "council"
  readonly id: string;
  readonly field: string; // "" of the whole: removed there, or added
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged<T> {
  readonly now: T;
  readonly theirs: readonly Meeting[]; // what came in from elsewhere
  readonly both: readonly Meeting[]; // what both changed: mine stands
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

interface Told {
  readonly theirs: Meeting[];
  readonly both: Meeting[];
}

// A place in a list says nothing of its own: it follows from the order of the whole.
const unsaid = new Set(["type", "position"]);

function fields(list: string, base: Row, mine: Row, theirs: Row, told: Told): Row {
  const merged: Record<string, unknown> = { ...mine };
  for (const field of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    if (same(base[field], theirs[field]) || same(mine[field], theirs[field])) continue;
    const meeting = { list, id: mine.id, field, mine: mine[field], theirs: theirs[field] };
    if (same(base[field], mine[field])) {
      merged[field] = theirs[field];
      if (!unsaid.has(field)) told.theirs.push(meeting);
    } else if (!unsaid.has(field)) told.both.push(meeting);
  }
  return merged as Row;
}

// In my order; what somebody else added stands after what it follows there.
function rows(list: string, base: Rows, mine: Rows, theirs: Rows, told: Told): Rows {
  const before = new Map(base.map((one) => [one.id, one]));
  const there = new Map(theirs.map((one) => [one.id, one]));
  const here = new Set(mine.map((one) => one.id));
  const merged: Row[] = [];
  for (const one of mine) {
    const was = before.get(one.id);
    const now = there.get(one.id);
    if (was && now) merged.push(fields(list, was, one, now, told));
    else if (!was && now) merged.push(fields(list, now, one, now, told));
    else if (was && !now) {
      // Removed there. What nobody touched here goes too.
      if (same(was, one)) told.theirs.push({ list, id: one.id, field: "", mine: one, theirs: null });
      else {
        told.both.push({ list, id: one.id, field: "", mine: one, theirs: null });
        merged.push(one);
      }
    } else merged.push(one);
  }
  for (const [index, one] of theirs.entries()) {
    if (before.has(one.id) || here.has(one.id)) continue;
    told.theirs.push({ list, id: one.id, field: "", mine: null, theirs: one });
    const after = theirs[index - 1];
    const place = after ? merged.findIndex((each) => each.id === after.id) + 1 : 0;
    merged.splice(place > 0 || !after ? place : merged.length, 0, one);
  }
  return merged;
}

export function mergeProgramme(base: Programme, mine: Programme, theirs: Programme): Merged<Programme> {
  const told: Told = { theirs: [], both: [] };
  const session = fields("session", base.session as unknown as Row, mine.session as unknown as Row, theirs.session as unknown as Row, told);
  // The state is the server's alone.
  const now = {
    session: {
      ...(session as unknown as Programme["session"]),
      state: theirs.session.state,
      current_item: theirs.session.current_item ?? null,
    },
    sittings: rows(
      "sittings",
      base.sittings as unknown as Rows,
      mine.sittings as unknown as Rows,
      theirs.sittings as unknown as Rows,
      told,
    ),
    agenda: rows("agenda", base.agenda as unknown as Rows, mine.agenda as unknown as Rows, theirs.agenda as unknown as Rows, told),
  } as unknown as Programme;
  const said = (one: Meeting): boolean => one.list !== "session" || !["state", "current_item", "in_office"].includes(one.field);
  return { now, theirs: told.theirs.filter(said), both: told.both.filter(said) };
}

export function mergeRoster(base: Roster, mine: Roster, theirs: Roster): Merged<Roster> {
  const told: Told = { theirs: [], both: [] };
  const now = {
    council: fields("council", base.council as unknown as Row, mine.council as unknown as Row, theirs.council as unknown as Row, told),
    people: rows("people", base.people as unknown as Rows, mine.people as unknown as Rows, theirs.people as unknown as Rows, told),
    groups: rows("groups", base.groups as unknown as Rows, mine.groups as unknown as Rows, theirs.groups as unknown as Rows, told),
  } as unknown as Roster;
  const said = (one: Meeting): boolean => one.field !== "in_office" && one.field !== "members";
  return { now, theirs: told.theirs.filter(said), both: told.both.filter(said) };
}
