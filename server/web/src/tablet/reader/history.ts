// Undo and redo of one reading. Pure. Deletion is final in the feed, so what comes back gets a new id.
import type { Annotation } from "../../generated/protocol";

// What was done: notes put (`put`, new or changed) and notes taken away (`removed`; of a changed note, how it was before).
export interface Step {
  readonly put: readonly Annotation[];
  readonly removed: readonly Annotation[];
  readonly final?: boolean; // sent for good: undoing it does nothing, and is told so
}

export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const noHistory: History = { done: [], undone: [] };
const stepsMax = 100;

export const record = (history: History, step: Step): History => ({ done: [...history.done, step].slice(-stepsMax), undone: [] });

// The step that takes `step` back: put again what it removed, remove what it put. A changed note keeps its id both ways.
export function inverseOf(step: Step, newId: () => string): Step {
  const changed = new Set(step.put.map((annotation) => annotation.id));
  const put = step.removed.map((annotation) => (changed.has(annotation.id) ? annotation : { ...annotation, id: newId() }));
  return { put, removed: step.put };
}

export interface Turned {
  readonly history: History;
  readonly step: Step | undefined; // to be carried out
}

export function undo(history: History, newId: () => string): Turned {
  const last = history.done.at(-1);
  if (!last) return { history, step: undefined };
  if (last.final) return { history: { ...history, done: history.done.slice(0, -1) }, step: last };
  const step = inverseOf(last, newId);
  return { history: { done: history.done.slice(0, -1), undone: [...history.undone, step] }, step };
}

export function redo(history: History, newId: () => string): Turned {
  const last = history.undone.at(-1);
  if (!last) return { history, step: undefined };
  const step = inverseOf(last, newId);
  return { history: { done: [...history.done, step], undone: history.undone.slice(0, -1) }, step };
}

// These are not there any more: no step brings them back or takes them away.
export function forget(history: History, gone: readonly Annotation[]): History {
  const ids = new Set(gone.map((annotation) => annotation.id));
  const without = (steps: readonly Step[]): Step[] =>
    steps
      .map((step) => ({ ...step, put: step.put.filter(({ id }) => !ids.has(id)), removed: step.removed.filter(({ id }) => !ids.has(id)) }))
      .filter((step) => step.put.length + step.removed.length > 0);
  return { done: without(history.done), undone: without(history.undone) };
}

// Ids that a step really deletes: what it removes and does not put again.
export function deletedIds(step: Step): string[] {
  const put = new Set(step.put.map((annotation) => annotation.id));
  return step.removed.map((annotation) => annotation.id).filter((id) => !put.has(id));
}
