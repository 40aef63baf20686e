// Undo and redo of one person in one revision. Pure. Deletion is final in the feed, so what comes back gets a new id, and every other step
// that speaks of it learns the new one.
//
// It outlives the reading (history_keeping.ts). Meanwhile another machine may have changed or removed what a step put: a step takes back only
// what stands as it left it.
import type { Annotation } from "../../generated/protocol";

// Whatever is written: it has an id, and the moments are the server's to set.
export interface Written {
  readonly id: string;
  readonly created_at: string;
  readonly received_at?: string | null;
}

// What was done: notes put (`put`, new or changed) and notes taken away (`removed`; of a changed note, how it was before).
export interface Step<T extends Written = Annotation> {
  readonly put: readonly T[];
  readonly removed: readonly T[];
  readonly final?: boolean; // sent for good: undoing it does nothing, and is told so
}

export interface History<T extends Written = Annotation> {
  readonly done: readonly Step<T>[];
  readonly undone: readonly Step<T>[];
}

export const noHistory: History<never> = { done: [], undone: [] };
const stepsMax = 100;

export const record = <T extends Written>(history: History<T>, step: Step<T>): History<T> => ({
  done: [...history.done, step].slice(-stepsMax),
  undone: [],
});

// The step that takes `step` back: put again what it removed, remove what it put. A changed note keeps its id both ways.
export function inverseOf<T extends Written>(step: Step<T>, newId: () => string): Step<T> {
  const changed = new Set(step.put.map((written) => written.id));
  const put = step.removed.map((written) => (changed.has(written.id) ? written : { ...written, id: newId() }));
  return { put, removed: step.put };
}

// What was known by one id is known by another.
function renamed<T extends Written>(history: History<T>, ids: ReadonlyMap<string, string>): History<T> {
  if (ids.size === 0) return history;
  const one = (written: T): T => {
    const id = ids.get(written.id);
    return id === undefined ? written : { ...written, id };
  };
  const all = (steps: readonly Step<T>[]): Step<T>[] =>
    steps.map((step) => ({ ...step, put: step.put.map(one), removed: step.removed.map(one) }));
  return { done: all(history.done), undone: all(history.undone) };
}

export interface Turned<T extends Written = Annotation> {
  readonly history: History<T>;
  readonly step: Step<T> | undefined; // to be carried out
  readonly foreign: boolean; // something stays, because it was changed elsewhere meanwhile
}

const nothing = <T extends Written>(history: History<T>): Turned<T> => ({ history, step: undefined, foreign: false });

// As a mark stands now; nothing when it is gone.
export type Standing<T extends Written = Annotation> = (id: string) => T | undefined;

const without = ({ received_at: _received, created_at: _created, ...rest }: Written): string => JSON.stringify(Object.entries(rest).sort());
const same = (one: Written, other: Written): boolean => one === other || without(one) === without(other);

interface Turning<T extends Written> {
  readonly inverse: Step<T>;
  readonly foreign: boolean;
  readonly ids: ReadonlyMap<string, string>;
}

// The inverse without what is not as the step left it: of a changed note both its halves.
function turn<T extends Written>(step: Step<T>, standing: Standing<T> | undefined, newId: () => string): Turning<T> {
  const ids = new Map<string, string>();
  const inverse = inverseOf(step, newId);
  step.removed.forEach((before, i) => {
    const id = inverse.put[i]!.id;
    if (id !== before.id) ids.set(before.id, id);
  });
  if (!standing) return { inverse, foreign: false, ids };
  const others = step.put.filter((each) => {
    const now = standing(each.id);
    return !now || !same(now, each);
  });
  if (others.length === 0) return { inverse, foreign: false, ids };
  // What took another's place (moved, rubbed in part) goes back as a whole or not at all, or the old would come back beside the new.
  const replaced = step.removed.some(({ id }) => !step.put.some((each) => each.id === id));
  if (replaced) return { inverse: { put: [], removed: [] }, foreign: true, ids: new Map() };
  const skipped = new Set(others.map(({ id }) => id));
  const left = (all: readonly T[]): T[] => all.filter(({ id }) => !skipped.has(id));
  return { inverse: { put: left(inverse.put), removed: left(inverse.removed) }, foreign: true, ids };
}

export function undo<T extends Written>(history: History<T>, newId: () => string, standing?: Standing<T>): Turned<T> {
  const last = history.done.at(-1);
  if (!last) return nothing(history);
  const rest = { ...history, done: history.done.slice(0, -1) };
  if (last.final) return { history: rest, step: last, foreign: false };
  const { inverse, foreign, ids } = turn(last, standing, newId);
  const named = renamed(rest, ids);
  const empty = inverse.put.length + inverse.removed.length === 0;
  return { history: empty ? named : { ...named, undone: [...named.undone, inverse] }, step: empty ? undefined : inverse, foreign };
}

export function redo<T extends Written>(history: History<T>, newId: () => string, standing?: Standing<T>): Turned<T> {
  const last = history.undone.at(-1);
  if (!last) return nothing(history);
  const rest = { ...history, undone: history.undone.slice(0, -1) };
  const { inverse, foreign, ids } = turn(last, standing, newId);
  const named = renamed(rest, ids);
  const empty = inverse.put.length + inverse.removed.length === 0;
  return { history: empty ? named : { ...named, done: [...named.done, inverse] }, step: empty ? undefined : inverse, foreign };
}

// These are not there any more: no step brings them back or takes them away.
export function forget<T extends Written>(history: History<T>, gone: readonly T[]): History<T> {
  const ids = new Set(gone.map((written) => written.id));
  const left = (steps: readonly Step<T>[]): Step<T>[] =>
    steps
      .map((step) => ({ ...step, put: step.put.filter(({ id }) => !ids.has(id)), removed: step.removed.filter(({ id }) => !ids.has(id)) }))
      .filter((step) => step.put.length + step.removed.length > 0);
  return { done: left(history.done), undone: left(history.undone) };
}

// Ids that a step really deletes: what it removes and does not put again.
export function deletedIds(step: Step<Written>): string[] {
  const put = new Set(step.put.map((written) => written.id));
  return step.removed.map((written) => written.id).filter((id) => !put.has(id));
}
