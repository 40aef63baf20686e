// The outbox: commands in order, numbered from 1 per incarnation, durable before they are sent, dropped only when the server has both
// answered (receipt) and shown the effect (a batch whose last_command reaches them). Pure functions over a value.
//
//   queued ──sent──▶ answered (`settled`) and shown (`reflected`), in either order ──▶ dropped
//
// A refused command has no effect to wait for and is dropped at once. Commands without a visible effect need no batch.
import type { Command, CommandBody, CommandOutcome } from "../generated/protocol";
import { limits } from "../generated/protocol";

export interface Row {
  readonly number: number;
  readonly body: CommandBody;
  readonly settled?: boolean;
  readonly reflected?: boolean;
}

export interface Outbox {
  readonly incarnation: string;
  readonly next: number;
  readonly rows: readonly Row[];  // ascending, gap-free among those the server has not got
}

export const newOutbox = (incarnation: string): Outbox => ({ incarnation, next: 1, rows: [] });

const showsNothing = (body: CommandBody): boolean => body.type === "received" || body.type === "approve_device";

export function append(outbox: Outbox, body: CommandBody): { outbox: Outbox; row: Row } {
  const row: Row = { number: outbox.next, body };
  return { outbox: { ...outbox, next: outbox.next + 1, rows: [...outbox.rows, row] }, row };
}

// A receipt arrived. `row` is what remains of the command, or nothing when it is finished.
export function settle(outbox: Outbox, outcome: CommandOutcome): { outbox: Outbox; row: Row | undefined } {
  const known = outbox.rows.find((row) => row.number === outcome.number);
  if (!known) return { outbox, row: undefined };
  const finished = !outcome.done || known.reflected || showsNothing(known.body);
  const row = finished ? undefined : { ...known, settled: true };
  const rows = outbox.rows.flatMap((each) => (each !== known ? [each] : row ? [row] : []));
  return { outbox: { ...outbox, rows }, row };
}

// The view now holds the effect of all commands up to `lastCommand`.
export function reflect(outbox: Outbox, lastCommand: number): { outbox: Outbox; changed: Row[]; dropped: number[] } {
  const changed: Row[] = [];
  const dropped: number[] = [];
  const rows = outbox.rows.flatMap((row) => {
    if (row.number > lastCommand || row.reflected) return [row];
    if (row.settled) {
      dropped.push(row.number);
      return [];
    }
    const kept = { ...row, reflected: true };
    changed.push(kept);
    return [kept];
  });
  return { outbox: { ...outbox, rows }, changed, dropped };
}

// What has not been answered, from behind `sentUpTo`: at most one message full, in order.
export function nextMessage(outbox: Outbox, sentUpTo: number): Command[] {
  const message: Command[] = [];
  let bytes = 0;
  for (const row of outbox.rows) {
    if (row.number <= sentUpTo || row.settled) continue;
    bytes += JSON.stringify(row.body).length * 1.5 + 32;
    if (message.length > 0 && (bytes > limits.textFrameBytesMax * 0.75 || message.length >= limits.commandsPerMessageMax)) break;
    message.push({ number: row.number, body: row.body });
  }
  return message;
}

// Where sending starts on a fresh connection: before the first command without an answer. The server repeats the receipts of those
// it already has.
export function firstUnanswered(outbox: Outbox): number {
  return outbox.rows.find((row) => !row.settled)?.number ?? outbox.next;
}

// True when this numbering cannot go on: the server lacks commands we no longer hold (it was restored from a backup), or knows
// more than we ever said (this device's data was copied).
export function isAstray(outbox: Outbox, lastCommand: number): boolean {
  const first = outbox.rows.find((row) => !row.settled || row.number > lastCommand)?.number ?? outbox.next;
  return lastCommand + 1 < first || lastCommand >= outbox.next;
}

// The same commands under a new incarnation, from 1. `moved` maps old numbers to new ones.
export function renumber(outbox: Outbox, incarnation: string): { outbox: Outbox; moved: Map<number, number> } {
  const moved = new Map<number, number>();
  const rows = outbox.rows
    .filter((row) => !row.reflected)
    .map((row, index) => {
      moved.set(row.number, index + 1);
      return { number: index + 1, body: row.body };
    });
  return { outbox: { incarnation, next: rows.length + 1, rows }, moved };
}

// Changes of the person that the server has not confirmed; `notes`: those that are marks on paper.
export interface Unsent {
  readonly all: number;
  readonly notes: number;
}

export function unsentOf(outbox: Outbox): Unsent {
  const unsent = outbox.rows.filter((row) => !row.settled && !row.reflected && !showsNothing(row.body));
  return { all: unsent.length, notes: unsent.filter((row) => row.body.type.endsWith("_annotation")).length };
}
