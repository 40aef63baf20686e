// A small form over something that colleagues change too (an item of the agenda, a guest, the chair, the rules). What the form has not touched
// follows what stands; what both changed is asked about before anything is sent, with both values. Pure.
//
// Of commands that carry no former value: between the click and the server, a tenth of a second, a change can still slip in. It stands in the
// amendments with its former value.
import type { Amendment } from "../../generated/protocol";
import type { View } from "../../sync/view";

export type FormFields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface Follow<T extends FormFields> {
  readonly before: T; // what stood when what is typed was last held against it
  readonly typed: T;
  readonly taken: readonly (keyof T & string)[]; // the form has the colleague's value
  readonly clashes: readonly (keyof T & string)[]; // nobody has chosen yet; the form keeps the clerk's
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const opened = <T extends FormFields>(stands: T): Follow<T> => ({ before: stands, typed: stands, taken: [], clashes: [] });

const add = <T>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list : [...list, one]);
const without = <T>(list: readonly T[], one: T): readonly T[] => list.filter((each) => each !== one);

export function followed<T extends FormFields>(form: Follow<T>, now: T): Follow<T> {
  let { typed, taken, clashes } = form;
  for (const field of Object.keys(now) as (keyof T & string)[]) {
    if (same(form.before[field], now[field])) continue;
    clashes = without(clashes, field);
    if (same(typed[field], now[field])) continue;
    if (same(typed[field], form.before[field])) {
      typed = { ...typed, [field]: now[field] };
      taken = add(taken, field);
    } else clashes = add(clashes, field);
  }
  return { before: now, typed, taken, clashes };
}

export function chosen<T extends FormFields>(form: Follow<T>, field: keyof T & string, whose: "mine" | "theirs"): Follow<T> {
  const typed = whose === "theirs" ? { ...form.typed, [field]: form.before[field] } : form.typed;
  return { ...form, typed, clashes: without(form.clashes, field) };
}

// Who changed it last, by its history ("agenda_item/M1"); "Người khác" where that does not say, or says oneself.
export function lastHand(view: View, history: string, self: string | null | undefined): string {
  const entries: readonly Amendment[] = view.get("amendments", history)?.entries ?? [];
  const by = entries.at(-1)?.by;
  return (by !== self && view.get("person", by)?.name) || "Người khác";
}
