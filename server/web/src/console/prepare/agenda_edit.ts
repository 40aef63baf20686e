// What is done to an agenda while it is prepared: moved, numbered, timed, added, taken out. Items stand sitting by sitting; what hangs on an item
// ("2a" on "2", "1.1" on "1") goes with it. Pure: programme in, programme out.
import type { AgendaItem, Sitting } from "../../generated/protocol";
import { inOrder, minutesOf, type Programme } from "./draft";
import { itemId } from "./new_ids";

const letters = "abcdđeghiklmnopqrstuvxy";

export const itemsIn = (programme: Programme, sitting: string): AgendaItem[] => programme.agenda.filter((one) => one.sitting === sitting);

// Sitting by sitting, in the order of each; items of no sitting last.
function ordered(programme: Programme, agenda: readonly AgendaItem[]): Programme {
  const place = new Map(programme.sittings.map((one, index) => [one.id, index]));
  const sorted = agenda
    .map((one, index) => ({ one, index }))
    .sort((a, b) => (place.get(a.one.sitting) ?? 99) - (place.get(b.one.sitting) ?? 99) || a.index - b.index)
    .map(({ one }) => one);
  return retimed({ ...programme, agenda: inOrder(sorted) }, "where all have times");
}

export const hangsOn = (item: Pick<AgendaItem, "number">, parent: Pick<AgendaItem, "number">): boolean =>
  parent.number !== "" &&
  item.number.length > parent.number.length &&
  item.number.startsWith(parent.number) &&
  !/\d/.test(item.number.charAt(parent.number.length));

export const levelOf = (item: Pick<AgendaItem, "number">): number => (/^\d+$|^[IVXLC]+$|^[A-Z]$|^$/.test(item.number) ? 0 : 1);

// The item and what hangs on it.
export function blockOf(programme: Programme, id: string): AgendaItem[] {
  const at = programme.agenda.findIndex((one) => one.id === id);
  const first = programme.agenda[at];
  if (!first) return [];
  const block = [first];
  for (const next of programme.agenda.slice(at + 1)) {
    if (next.sitting !== first.sitting || !hangsOn(next, first)) break;
    block.push(next);
  }
  return block;
}

// In front of another item of that sitting, or behind all of them.
export function movedTo(programme: Programme, id: string, sitting: string, before: string | null): Programme {
  const block = blockOf(programme, id);
  const first = block[0];
  if (!first || block.some((one) => one.id === before)) return programme;
  const moving = new Set(block.map((one) => one.id));
  const rest = programme.agenda.filter((one) => !moving.has(one.id));
  const moved = block.map((one) => (one.sitting === sitting ? one : { ...one, sitting, planned_start: null }));
  const at = before === null ? -1 : rest.findIndex((one) => one.id === before);
  const place = at >= 0 ? at : rest.findLastIndex((one) => one.sitting === sitting) + 1 || placeOfEmpty(programme, rest, sitting);
  return ordered(programme, [...rest.slice(0, place), ...moved, ...rest.slice(place)]);
}

// Behind everything of the sittings before it.
function placeOfEmpty(programme: Programme, rest: readonly AgendaItem[], sitting: string): number {
  const at = programme.sittings.findIndex((one) => one.id === sitting);
  const earlier = new Set(programme.sittings.slice(0, at).map((one) => one.id));
  return rest.findLastIndex((one) => earlier.has(one.sitting)) + 1;
}

// One place up or down; over the edge of a sitting into the next one.
export function moved(programme: Programme, id: string, step: -1 | 1): Programme {
  const block = blockOf(programme, id);
  const first = block[0];
  if (!first) return programme;
  const all = itemsIn(programme, first.sitting);
  const at = all.findIndex((one) => one.id === id);
  const sittingAt = programme.sittings.findIndex((one) => one.id === first.sitting);
  if (step < 0) {
    const above = all[at - 1];
    if (above) {
      const own = blocks(programme, first.sitting).find((each) => each.some((one) => one.id === above.id))?.[0] ?? above;
      return movedTo(programme, id, first.sitting, levelOf(first) > 0 ? above.id : own.id);
    }
    const earlier = programme.sittings[sittingAt - 1];
    return earlier ? movedTo(programme, id, earlier.id, null) : programme;
  }
  const below = all[at + block.length];
  if (below) {
    const skipped = levelOf(first) > 0 ? 1 : blockOf(programme, below.id).length;
    return movedTo(programme, id, first.sitting, all[at + block.length + skipped]?.id ?? null);
  }
  const later = programme.sittings[sittingAt + 1];
  return later ? movedTo(programme, id, later.id, itemsIn(programme, later.id)[0]?.id ?? null) : programme;
}

function blocks(programme: Programme, sitting: string): AgendaItem[][] {
  const found: AgendaItem[][] = [];
  for (const one of itemsIn(programme, sitting)) {
    const head = found.at(-1)?.[0];
    if (head && hangsOn(one, head)) found.at(-1)!.push(one);
    else found.push([one]);
  }
  return found;
}

// 1, 2, 2a, 2b, 3 … over all sittings. What has no number keeps none, and so do headings in Roman numerals.
export function renumbered(programme: Programme): Programme {
  let number = 0;
  let letter = 0;
  let head: AgendaItem | null = null;
  const agenda = programme.agenda.map((one) => {
    if (head && hangsOn(one, head)) {
      const suffix = one.number.slice(head.number.length);
      letter += 1;
      if (/^\.\d+$/.test(suffix)) return { ...one, number: `${number}.${letter}` };
      return /^\p{Ll}$/u.test(suffix)
        ? { ...one, number: `${number}${letters[letter - 1] ?? suffix}` }
        : { ...one, number: `${number}${suffix}` };
    }
    if (!/^\d+$/.test(one.number)) return one;
    head = one;
    number += 1;
    letter = 0;
    return { ...one, number: String(number) };
  });
  return { ...programme, agenda };
}

// Each item begins when the one before it ends. "where all have times": only sittings whose plan was timed before.
export function retimed(programme: Programme, which: "all" | "where all have times" = "all"): Programme {
  const at = new Map<string, number>();
  const timed = new Set(
    programme.sittings
      .filter((one) => which === "all" || itemsIn(programme, one.id).every((item) => item.planned_start))
      .map((one) => one.id),
  );
  const starts = new Map(programme.sittings.map((one) => [one.id, one.start_at]));
  const agenda = programme.agenda.map((one) => {
    const start = starts.get(one.sitting);
    if (!start || !timed.has(one.sitting)) return one;
    const minutes = at.get(one.sitting) ?? 0;
    at.set(one.sitting, minutes + one.planned_minutes);
    return { ...one, planned_start: new Date(Date.parse(start) + minutes * 60_000).toISOString().replace(/\.\d+Z$/, "Z") };
  });
  return { ...programme, agenda };
}

export interface NewItem {
  readonly number: string;
  readonly name: string;
  readonly sitting: string;
  readonly minutes: number;
}

// Behind the last item of their sitting.
export function withItems(programme: Programme, items: readonly NewItem[], taken: ReadonlySet<string>): Programme {
  const ids = new Set([...taken, ...programme.agenda.map((one) => one.id)]);
  const fresh = items.map((one): AgendaItem => {
    const id = itemId(programme.session.id, ids);
    ids.add(id);
    return {
      type: "agenda_item",
      id,
      session: programme.session.id,
      sitting: one.sitting,
      number: one.number,
      position: 0,
      name: one.name,
      item_type: "",
      presenter: null,
      planned_start: null,
      planned_minutes: one.minutes,
      documents: [],
    };
  });
  return ordered(programme, [...programme.agenda, ...fresh]);
}

export const without = (programme: Programme, id: string): Programme => ({
  ...programme,
  agenda: inOrder(programme.agenda.filter((one) => one.id !== id)),
});

export function withItem(programme: Programme, id: string, over: Partial<AgendaItem>): Programme {
  const agenda = programme.agenda.map((one) => (one.id === id ? { ...one, ...over } : one));
  return "sitting" in over || "planned_minutes" in over ? ordered(programme, agenda) : { ...programme, agenda };
}

// The number a new item of the agenda would have.
export const nextNumber = (programme: Programme): string =>
  String(Math.max(0, ...programme.agenda.map((one) => (/^\d+$/.test(one.number) ? Number(one.number) : 0))) + 1);

// "3 giờ 35 phút".
export function inWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return [hours > 0 ? `${hours} giờ` : "", minutes % 60 > 0 || hours === 0 ? `${minutes % 60} phút` : ""].filter(Boolean).join(" ");
}

export interface Fill {
  readonly planned: number; // minutes
  readonly room: number;
}

export const fillOf = (programme: Programme, sitting: Sitting): Fill => ({
  planned: itemsIn(programme, sitting.id).reduce((sum, one) => sum + one.planned_minutes, 0),
  room: (Date.parse(sitting.end_at) - Date.parse(sitting.start_at)) / 60_000,
});

export const startsAt = (item: AgendaItem): number | null => (item.planned_start ? minutesOf(item.planned_start) : null);
