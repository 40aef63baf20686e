// What this device holds beside the bytes of documents: its place in the feed, the server's view, the outbox, and what waits for somebody.
// Pure: every step answers the next ledger and the one transaction that makes it durable (`writes`).
//
// A step that the device must not take answers nothing. Whoever carries a step out commits first and believes afterwards.
import type { Batch, CommandBody, Receipts } from "../generated/protocol";
import { newerMark, nowhere, type Place, referencedBlobs, take } from "./feed";
import { keep, type KeptRow, keptWrites, releaseBackedUp, takeForgotten, type Where } from "./kept";
import { append, catchUp, inNewHistory, isAnswered, newOutbox, type Outbox, reach, renumber, type Row, settle } from "./outbox";
import { changeHands, parkAnswered, parkLost, releaseParked, unpark } from "./parking";
import type { BlobRow, LeftOutbox, Loaded, ParkedRow, Writes } from "./store";
import { View } from "./view";

export interface Ledger {
  readonly place: Place;
  readonly view: View; // the server's, without what is in the outbox
  readonly outbox: Outbox;
  readonly parked: readonly ParkedRow[];
  readonly left: readonly LeftOutbox[];
  readonly kept: readonly KeptRow[];
}

export interface Entry {
  readonly ledger: Ledger;
  readonly writes: Writes;
}

export const emptyLedger = (incarnation: string): Ledger => ({
  place: nowhere,
  view: View.empty,
  outbox: newOutbox(incarnation),
  parked: [],
  left: [],
  kept: [],
});

export function ledgerOf(loaded: Loaded): Ledger {
  const { place, entities, incarnation, next, rows, parked, left, kept } = loaded;
  return { place, view: View.of(entities), outbox: { incarnation, next, rows }, parked, left, kept };
}

const whereOf = ({ place, outbox }: Ledger): Where => ({ person: place.person, epoch: place.epoch, incarnation: outbox.incarnation });

// All of it, for a store that lost everything.
export function allOf({ place, view, outbox, parked, left, kept }: Ledger): Writes {
  return {
    place,
    parked,
    left,
    putKept: kept,
    replaceRows: outbox.rows,
    numbering: numberingOf(outbox),
    clearEntities: true,
    putEntities: view.everything(),
  };
}

const numberingOf = ({ incarnation, next }: Outbox): { incarnation: string; next: number } => ({ incarnation, next });

export function queue(ledger: Ledger, body: CommandBody): Entry & { readonly row: Row } {
  const { outbox, row } = append(ledger.outbox, body);
  return { ledger: { ...ledger, outbox }, writes: { putRows: [row], numbering: numberingOf(outbox) }, row };
}

// `epoch`: the history the server speaks of. Before the first batch of a restored server our cursor belongs to another one, and says nothing.
export function takeReceipts(ledger: Ledger, receipts: Receipts, epoch: string): Entry {
  const cursor = epoch === ledger.place.epoch ? ledger.place.cursor : Number.NEGATIVE_INFINITY;
  const putRows: Row[] = [];
  const dropRows: number[] = [];
  let { outbox } = ledger;
  const done: Row[] = [];
  for (const outcome of receipts.outcomes) {
    const settled = settle(outbox, outcome, receipts.shown_at, cursor);
    const row = outbox.rows.find((each) => each.number === outcome.number);
    if (row && outcome.done && !settled.row) done.push({ ...row, shownAt: receipts.shown_at });
    outbox = settled.outbox;
    if (settled.row) putRows.push(settled.row);
    else dropRows.push(outcome.number);
  }
  const kept = keep(ledger.kept, whereOf(ledger), done);
  const place: Place = { ...ledger.place, ...newerMark(ledger.place.journal, receipts.journal) };
  return { ledger: { ...ledger, place, outbox, kept }, writes: { place, putRows, dropRows, ...keptWrites(ledger.kept, kept) } };
}

// `blobs`: what is stored here; `holder`: the office counts what this device holds. Nothing when the batch does not continue from here.
// With the last part of the news, bytes that may no longer be held go, each document with a receipt.
// `moved`: the commands have new numbers, behind those that a restored server is told of again.
export function takeBatch(
  ledger: Ledger,
  batch: Batch,
  blobs: Iterable<BlobRow>,
  holder: boolean,
  newIncarnation: () => string,
): (Entry & { readonly moved?: ReadonlyMap<number, number> }) | undefined {
  const { person, epoch } = ledger.place;
  const taken = take(ledger.place, ledger.view, batch);
  if (!taken) return undefined;
  // Whoever is sent back behind their place lost something, whatever the history is called.
  const sentBack = !batch.more && batch.upto < ledger.place.cursor;
  const newHistory = batch.snapshot && epoch !== "" && (batch.epoch !== epoch || sentBack);
  let parked = releaseParked(ledger.parked, batch.epoch, batch.backed_up ?? 0);
  if (newHistory) parked = parkLost(parked, person, ledger.view, taken.view, batch.epoch === epoch ? undefined : epoch);
  const entered = enterHistory(ledger, batch, newHistory, taken.place.cursor, newIncarnation);
  const { kept, moved } = entered;
  let { outbox } = entered;
  let dropped: BlobRow[] = [];
  if (!batch.more) {
    ({ parked, outbox } = unpark(parked, person, batch.epoch, taken.view, outbox));
    const referenced = referencedBlobs(taken.view);
    dropped = [...blobs].filter((row) => !referenced.has(row.sha256));
    for (const row of dropped)
      if (holder && row.verified && !row.isPreview) outbox = append(outbox, { type: "purged", sha256: row.sha256 }).outbox;
  }
  const rowsChanged =
    outbox.rows.length !== ledger.outbox.rows.length || newHistory || outbox.rows.some((row, at) => row !== ledger.outbox.rows[at]);
  const writes: Writes = {
    place: taken.place,
    clearEntities: taken.cleared,
    putEntities: taken.put,
    removeEntities: taken.removed,
    ...(parked !== ledger.parked && { parked }),
    ...(rowsChanged && { replaceRows: outbox.rows }),
    ...((outbox.next !== ledger.outbox.next || moved) && { numbering: numberingOf(outbox) }),
    ...keptWrites(ledger.kept, kept),
    dropBlobs: dropped.map((row) => row.sha256),
  };
  return { ledger: { ...ledger, place: taken.place, view: taken.view, outbox, parked, kept }, writes, ...(moved && { moved }) };
}

// The outbox at this cursor, and what is kept of what was done: until a backup holds it, or a server without it is told again.
function enterHistory(
  ledger: Ledger,
  batch: Batch,
  newHistory: boolean,
  cursor: number,
  newIncarnation: () => string,
): { outbox: Outbox; kept: readonly KeptRow[]; moved?: ReadonlyMap<number, number> } {
  const where = whereOf(ledger);
  const voided = newHistory ? inNewHistory(ledger.outbox, batch.last_command) : ledger.outbox;
  const { outbox, dropped } = reach(voided, cursor);
  const gone = new Set(dropped);
  const done = ledger.outbox.rows.filter(
    (row) => isAnswered(row) && (gone.has(row.number) || (newHistory && row.number <= batch.last_command)),
  );
  const held = keep(releaseBackedUp(ledger.kept, batch.epoch, batch.backed_up ?? 0), { ...where, epoch: batch.epoch }, done);
  if (!batch.snapshot) return { outbox: catchUp(outbox, batch.last_command), kept: held };
  const { kept, again } = takeForgotten(held, where, batch);
  if (again.length === 0) return { outbox: catchUp(outbox, batch.last_command), kept };
  return { kept, ...renumber(outbox, newIncarnation(), again) };
}

// The view is one person's: it goes when they go. Who did not go themselves (`signedOut`) finds again what no backup holds, should the server
// be restored meanwhile. `history`: the server's epoch; where it is not the view's, that has happened, and answers of before are void.
export function changePerson(
  ledger: Ledger,
  person: string | null,
  leaving: { history: string; signedOut: boolean },
  newIncarnation: () => string,
): Entry {
  const { place: from, view } = ledger;
  const place: Place = { ...nowhere, person, ...newerMark(from.journal, undefined) };
  const restored = from.epoch !== "" && from.epoch !== leaving.history;
  const before = restored ? inNewHistory(ledger.outbox, 0) : ledger.outbox;
  const answered = before.rows.filter(isAnswered);
  const kept = keep(ledger.kept, whereOf(ledger), answered);
  const { left, outbox } = changeHands(ledger.left, before, from.person, person, newIncarnation);
  const parked = leaving.signedOut
    ? ledger.parked
    : parkAnswered(parkLost(ledger.parked, from.person, view, View.empty, from.epoch), from, answered);
  return {
    ledger: { ...ledger, place, view: View.empty, outbox, left, parked, kept },
    writes: {
      place,
      left,
      clearEntities: true,
      replaceRows: outbox.rows,
      numbering: numberingOf(outbox),
      ...(parked !== ledger.parked && { parked }),
      ...keptWrites(ledger.kept, kept),
    },
  };
}

// The next batch will be a snapshot.
export function fromNothing(ledger: Ledger): Entry {
  const place: Place = { ...nowhere, person: ledger.place.person, ...newerMark(ledger.place.journal, undefined) };
  return { ledger: { ...ledger, place }, writes: { place } };
}

// A numbering that cannot go on is left for a new one.
export function numberAnew(ledger: Ledger, incarnation: string): Entry & { readonly moved: ReadonlyMap<number, number> } {
  const { outbox, moved } = renumber(ledger.outbox, incarnation);
  return { ledger: { ...ledger, outbox }, writes: { replaceRows: outbox.rows, numbering: numberingOf(outbox) }, moved };
}
