// Several documents of a list chosen at once, as file managers do it: one by one, a run with Shift from where it began, all. A run that grows and
// shrinks takes nothing away that was chosen before it. Pure.
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly anchor: string | null; // where a run begins
  readonly before: ReadonlySet<string>; // what was chosen when it began
}

export const nothingChosen: Selection = { chosen: new Set(), anchor: null, before: new Set() };

export function picked(from: Selection, id: string, on: boolean): Selection {
  const chosen = new Set(from.chosen);
  if (on) chosen.add(id);
  else chosen.delete(id);
  return { chosen, anchor: id, before: chosen };
}

// From the anchor to this one, in the list's order; without an anchor there the run begins here.
export function extended(from: Selection, order: readonly string[], id: string): Selection {
  const at = order.indexOf(id);
  if (at < 0) return from;
  const start = from.anchor === null ? -1 : order.indexOf(from.anchor);
  if (start < 0) return picked(from, id, true);
  const run = order.slice(Math.min(start, at), Math.max(start, at) + 1);
  return { ...from, chosen: new Set([...from.before, ...run]) };
}

export function withAll(from: Selection, ids: readonly string[]): Selection {
  const chosen = new Set([...from.chosen, ...ids]);
  return { chosen, anchor: null, before: chosen };
}
