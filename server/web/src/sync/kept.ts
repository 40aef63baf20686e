// Commands that are done and could still be lost: no verified backup of the server holds what they did. Pure.
//
// A restored server (new epoch) is told of them again, before everything else that waits and in their old order. What it has of the numbering
// that is still in use it says itself (`last_command`); of the rest a repetition changes nothing, and its refusal is nobody's business.
// Notes are brought back from the view (parking.ts), reports are made anew, and what only concerned the moment is not repeated.
import type { Batch, CommandBody } from "../generated/protocol";
import { limits } from "../generated/protocol";
import type { Row } from "./outbox";
import type { View } from "./view";

export interface KeptRow {
  readonly key: string; // "<incarnation>/<number>"
  readonly person: string;
  readonly incarnation: string;
  readonly number: number;
  readonly epoch: string;
  readonly seq: number; // the view showed it from here on
  readonly body: CommandBody;
}

// The rows of one person in one history.
export interface Where {
  readonly person: string | null;
  readonly epoch: string;
  readonly incarnation: string;
}

const passing: ReadonlySet<CommandBody["type"]> = new Set([
  "put_annotation",
  "put_notebook_note",
  "received",
  "opened",
  "purged",
  "set_enrolment",
  "settle_alarm",
]);

// `done`: rows with `shownAt` that leave the outbox now. Beyond the limits the oldest go: a server without backups for so long has had its warning.
export function keep(kept: readonly KeptRow[], { person, epoch, incarnation }: Where, done: readonly Row[]): readonly KeptRow[] {
  if (person === null) return kept;
  const more = done.flatMap(({ number, body, shownAt }): KeptRow[] =>
    passing.has(body.type) ? [] : [{ key: `${incarnation}/${number}`, person, incarnation, number, epoch, seq: shownAt ?? 0, body }],
  );
  if (more.length === 0) return kept;
  const all = [...kept, ...more];
  let bytes = 0;
  let from = all.length;
  while (from > 0 && all.length - from < limits.keptCommandsMax) {
    bytes += JSON.stringify(all[from - 1]?.body).length;
    if (bytes > limits.keptCommandsBytesMax) break;
    from--;
  }
  return all.slice(from);
}

// A backup holds the feed of this history up to there; 0: there is none.
export const releaseBackedUp = (kept: readonly KeptRow[], epoch: string, backedUp: number): readonly KeptRow[] =>
  backedUp > 0 && kept.some((row) => row.epoch === epoch && row.seq <= backedUp)
    ? kept.filter((row) => row.epoch !== epoch || row.seq > backedUp)
    : kept;

// A snapshot of another history than the one they were done in: `again` is what the server does not have.
export function takeForgotten(
  kept: readonly KeptRow[],
  { person, incarnation }: Where,
  batch: Batch,
): { kept: readonly KeptRow[]; again: CommandBody[] } {
  const again: CommandBody[] = [];
  const rest = kept.flatMap((row): KeptRow[] => {
    if (row.person !== person || row.epoch === batch.epoch) return [row];
    if (row.incarnation === incarnation && row.number <= batch.last_command) return [{ ...row, epoch: batch.epoch }];
    again.push(row.body);
    return [];
  });
  return again.length > 0 || rest.some((row, at) => row !== kept[at]) ? { kept: rest, again } : { kept, again };
}

// Devices that this device saw revoked: a restored server that does not know of it any more hears it from whoever does.
export const revokedDevices = (view: View): string[] =>
  view.all("device").flatMap((device) => (device.state === "revoked" ? [device.id] : []));

// As they were done.
export const inOrder = (rows: Iterable<KeptRow>): KeptRow[] => [...rows].sort((a, b) => a.seq - b.seq || a.number - b.number);

export function keptWrites(
  before: readonly KeptRow[],
  after: readonly KeptRow[],
): { putKept?: readonly KeptRow[]; dropKept?: readonly string[] } {
  if (before === after) return {};
  const had = new Map(before.map((row) => [row.key, row]));
  const has = new Set(after.map((row) => row.key));
  return {
    putKept: after.filter((row) => had.get(row.key) !== row),
    dropKept: before.flatMap((row) => (has.has(row.key) ? [] : [row.key])),
  };
}
