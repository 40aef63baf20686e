// Commands that wait for their person. Pure.
//
// Who leaves with unsent commands finds them in the outbox again on coming back. A restored server (new epoch) may lack the person's own
// notes: they are parked in the same way, and what the new view does hold is not sent twice.
import { lostNotes } from "./feed";
import { append, type Outbox } from "./outbox";
import type { ParkedRow } from "./store";
import type { View } from "./view";

export function parkUnsent(parked: readonly ParkedRow[], person: string | null, outbox: Outbox): readonly ParkedRow[] {
  if (!person) return parked;
  const unsent = outbox.rows.filter((row) => !row.reflected && !row.settled);
  return [...parked, ...unsent.map(({ body }) => ({ person, body }))];
}

export function parkNotes(parked: readonly ParkedRow[], person: string | null, before: View, after: View): readonly ParkedRow[] {
  if (!person) return parked;
  const rows = lostNotes(before, after, person).flatMap(({ entity }): ParkedRow[] =>
    entity.type === "annotation" ? [{ person, body: { type: "put_annotation", annotation: entity, base_seq: 0 } }] : [],
  );
  return [...parked, ...rows];
}

// Nothing when nobody's commands wait.
export function unpark(parked: readonly ParkedRow[], person: string | null, view: View, outbox: Outbox): { parked: readonly ParkedRow[]; outbox: Outbox } | undefined {
  const mine = parked.filter((row) => row.person === person);
  if (mine.length === 0) return undefined;
  const missing = mine.filter(({ body }) => body.type !== "put_annotation" || !view.held("annotation", body.annotation.id));
  return {
    parked: parked.filter((row) => row.person !== person),
    outbox: missing.reduce((box, { body }) => append(box, body).outbox, outbox),
  };
}
