// The outbox: commands in order, numbered from 1 per incarnation, durable before they are sent. Pure functions over a value.
//
//   queued ──sent──▶ answered (`shownAt`) ──the cursor reaches shownAt──▶ dropped
//
// Until then a command is laid over the view (overlay.ts); not longer, or it would hide what the person did elsewhere since. A refused
// command has no effect to wait for and is dropped at once.
import { cleanText } from "./clean_text";
import type { Command, CommandBody, CommandOutcome } from "../generated/protocol";
import { limits } from "../generated/protocol";

export interface Row {
  readonly number: number;
  readonly body: CommandBody;
  readonly shownAt?: number; // answered: the view holds the effect from this seq on
  readonly again?: true; // for a restored server: done once before, so that a refusal concerns nobody
}

export interface Outbox {
  readonly incarnation: string;
  readonly next: number;
  readonly rows: readonly Row[]; // ascending, gap-free among those without an answer
}

export const newOutbox = (incarnation: string): Outbox => ({ incarnation, next: 1, rows: [] });

export const isAnswered = (row: Row): boolean => row.shownAt !== undefined;

// What the device reports of itself: nothing the person would miss.
const reports: ReadonlySet<CommandBody["type"]> = new Set(["received", "opened", "purged", "approve_device"]);
const isReport = (body: CommandBody): boolean => reports.has(body.type);

// What somebody wrote: on paper, or in the notebook.
export const isNote = (type: string): boolean => type.endsWith("_annotation") || type.endsWith("_notebook_note");

// A note is queued as the server will keep it: it must not be refused for a character that nobody sees.
function asKept(body: CommandBody): CommandBody {
  if (body.type === "put_annotation") return { ...body, annotation: { ...body.annotation, text: cleanText(body.annotation.text) } };
  if (body.type === "put_notebook_note") return { ...body, note: { ...body.note, text: cleanText(body.note.text) } };
  return body;
}

export function append(outbox: Outbox, body: CommandBody, again = false): { outbox: Outbox; row: Row } {
  const row: Row = { number: outbox.next, body: asKept(body), ...(again && { again: true as const }) };
  return { outbox: { ...outbox, next: outbox.next + 1, rows: [...outbox.rows, row] }, row };
}

// A receipt arrived at this cursor. `row` is what remains of the command, or nothing when it is finished.
export function settle(outbox: Outbox, outcome: CommandOutcome, shownAt: number, cursor: number): { outbox: Outbox; row: Row | undefined } {
  const known = outbox.rows.find((row) => row.number === outcome.number);
  if (!known) return { outbox, row: undefined };
  const row = outcome.done && cursor < shownAt ? { ...known, shownAt } : undefined;
  const rows = outbox.rows.flatMap((each) => (each !== known ? [each] : row ? [row] : []));
  return { outbox: { ...outbox, rows }, row };
}

// The view stands at `cursor` now. `dropped`: numbers of the commands whose effect it holds.
export function reach(outbox: Outbox, cursor: number): { outbox: Outbox; dropped: number[] } {
  const done = (row: Row): boolean => row.shownAt !== undefined && row.shownAt <= cursor;
  return {
    outbox: { ...outbox, rows: outbox.rows.filter((row) => !done(row)) },
    dropped: outbox.rows.filter(done).map((row) => row.number),
  };
}

// The server was restored and has of this incarnation the commands up to `lastCommand`: answers that it forgot are void.
export function inNewHistory(outbox: Outbox, lastCommand: number): Outbox {
  const rows = outbox.rows.filter((row) => !isAnswered(row) || row.number > lastCommand);
  return { ...outbox, rows: rows.map(({ shownAt: _void, ...row }) => row) };
}

// What has not been answered, from behind `sentUpTo`: at most one message full, in order, without a gap.
export function nextMessage(outbox: Outbox, sentUpTo: number): Command[] {
  const message: Command[] = [];
  let bytes = 0;
  for (const row of outbox.rows) {
    if (row.number <= sentUpTo || isAnswered(row)) continue;
    const last = message.at(-1);
    if (last && row.number !== last.number + 1) break;
    bytes += JSON.stringify(row.body).length * 1.5 + 32;
    if (last && (bytes > limits.textFrameBytesMax * 0.75 || message.length >= limits.commandsPerMessageMax)) break;
    message.push({ number: row.number, body: row.body });
  }
  return message;
}

// Where sending starts on a fresh connection: before the first command without an answer. The server repeats the receipts of those
// it already has.
export function firstUnanswered(outbox: Outbox): number {
  return outbox.rows.find((row) => !isAnswered(row))?.number ?? outbox.next;
}

// True when this numbering cannot go on: the server lacks commands that we no longer hold (it was restored from a backup). `since`: the
// first number without an answer when the server looked; what was answered meanwhile proves nothing.
export const isAstray = (outbox: Outbox, lastCommand: number, since = Number.POSITIVE_INFINITY): boolean =>
  lastCommand + 1 < Math.min(since, firstUnanswered(outbox));

// The server has more commands of this incarnation than we remember (the end of our memory was lost, or copied): new ones come
// behind those. Whether the ones we do remember are the same it sees by their content, and says so (`device_cloned`).
export const catchUp = (outbox: Outbox, lastCommand: number): Outbox =>
  lastCommand < outbox.next ? outbox : { ...outbox, next: lastCommand + 1 };

// The unanswered commands under a new incarnation, from 1, behind those that are done `again`. `moved` maps old numbers to new ones.
export function renumber(
  outbox: Outbox,
  incarnation: string,
  again: readonly CommandBody[] = [],
): { outbox: Outbox; moved: Map<number, number> } {
  const moved = new Map<number, number>();
  const first = again.map((body, index): Row => ({ number: index + 1, body, again: true }));
  const waiting = outbox.rows
    .filter((row) => !isAnswered(row))
    .map((row, index): Row => {
      const number = first.length + index + 1;
      moved.set(row.number, number);
      return { ...row, number };
    });
  const rows = [...first, ...waiting];
  return { outbox: { incarnation, next: rows.length + 1, rows }, moved };
}

// Changes of the person that the server has not confirmed; `notes`: those that are marks on paper.
export interface Unsent {
  readonly all: number;
  readonly notes: number;
}

export function unsentOf(outbox: Outbox): Unsent {
  const unsent = outbox.rows.filter((row) => !isAnswered(row) && !isReport(row.body));
  return { all: unsent.length, notes: unsent.filter((row) => isNote(row.body.type)).length };
}
