// What this device holds beside the bytes of papers: its place in the feed, the server's view, the outbox, and what waits for somebody.
// Pure: every step answers the next ledger and the one transaction that makes it durable (`writes`).
//
// A step that the device must not take answers nothing. Whoever carries a step out commits first and believes afterwards.
import type { Batch, CommandBody, Receipts } from "../generated/protocol";
import { nowhere, type Place, referencedBlobs, take } from "./feed";
import { append, catchUp, inNewHistory, newOutbox, type Outbox, reach, renumber, type Row, settle } from "./outbox";
import { changeHands, parkNotes, unpark } from "./parking";
import type { BlobRow, LeftOutbox, Loaded, ParkedRow, Writes } from "./store";
import { View } from "./view";

export interface Ledger {
  readonly place: Place;
  readonly view: View;      // the server's, without what is in the outbox
  readonly outbox: Outbox;
  readonly parked: readonly ParkedRow[];
  readonly left: readonly LeftOutbox[];
}

export interface Entry {
  readonly ledger: Ledger;
  readonly writes: Writes;
}

export const emptyLedger = (incarnation: string): Ledger => ({ place: nowhere, view: View.empty, outbox: newOutbox(incarnation), parked: [], left: [] });

export function ledgerOf(loaded: Loaded): Ledger {
  const { place, entities, incarnation, next, rows, parked, left } = loaded;
  return { place, view: View.of(entities), outbox: { incarnation, next, rows }, parked, left };
}

// All of it, for a store that lost everything.
export function allOf({ place, view, outbox, parked, left }: Ledger): Writes {
  return { place, parked, left, replaceRows: outbox.rows, numbering: numberingOf(outbox), clearEntities: true, putEntities: view.everything() };
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
  for (const outcome of receipts.outcomes) {
    const settled = settle(outbox, outcome, receipts.shown_at, cursor);
    outbox = settled.outbox;
    if (settled.row) putRows.push(settled.row);
    else dropRows.push(outcome.number);
  }
  return { ledger: { ...ledger, outbox }, writes: { putRows, dropRows } };
}

// `blobs`: what is stored here; `holder`: the office counts what this device holds. Nothing when the batch does not continue from here.
// With the last part of the news, bytes that may no longer be held go, each paper with a receipt.
export function takeBatch(ledger: Ledger, batch: Batch, blobs: Iterable<BlobRow>, holder: boolean): Entry | undefined {
  const { person, epoch } = ledger.place;
  const taken = take(ledger.place, ledger.view, batch);
  if (!taken) return undefined;
  const newHistory = batch.snapshot && epoch !== "" && batch.epoch !== epoch;
  let parked = newHistory ? parkNotes(ledger.parked, person, ledger.view, taken.view) : ledger.parked;
  let { outbox } = reach(newHistory ? inNewHistory(ledger.outbox, batch.last_command) : ledger.outbox, taken.place.cursor);
  outbox = catchUp(outbox, batch.last_command);
  let dropped: BlobRow[] = [];
  if (!batch.more) {
    ({ parked, outbox } = unpark(parked, person, taken.view, outbox));
    const referenced = referencedBlobs(taken.view);
    dropped = [...blobs].filter((row) => !referenced.has(row.sha256));
    for (const row of dropped) if (holder && row.verified && !row.isPreview) outbox = append(outbox, { type: "purged", sha256: row.sha256 }).outbox;
  }
  const rowsChanged = outbox.rows.length !== ledger.outbox.rows.length || newHistory || outbox.rows.some((row, at) => row !== ledger.outbox.rows[at]);
  const writes: Writes = {
    place: taken.place, clearEntities: taken.cleared, putEntities: taken.put, removeEntities: taken.removed,
    ...(parked.length !== ledger.parked.length && { parked }),
    ...(rowsChanged && { replaceRows: outbox.rows }),
    ...(outbox.next !== ledger.outbox.next && { numbering: numberingOf(outbox) }),
    dropBlobs: dropped.map((row) => row.sha256),
  };
  return { ledger: { ...ledger, place: taken.place, view: taken.view, outbox, parked }, writes };
}

// The view is one person's: it goes when they go.
export function changePerson(ledger: Ledger, person: string | null, newIncarnation: () => string): Entry {
  const place: Place = { ...nowhere, person };
  const { left, outbox } = changeHands(ledger.left, ledger.outbox, ledger.place.person, person, newIncarnation);
  return {
    ledger: { ...ledger, place, view: View.empty, outbox, left },
    writes: { place, left, clearEntities: true, replaceRows: outbox.rows, numbering: numberingOf(outbox) },
  };
}

// The next batch will be a snapshot.
export function fromNothing(ledger: Ledger): Entry {
  const place: Place = { ...nowhere, person: ledger.place.person };
  return { ledger: { ...ledger, place }, writes: { place } };
}

// A numbering that cannot go on is left for a new one.
export function numberAnew(ledger: Ledger, incarnation: string): Entry & { readonly moved: ReadonlyMap<number, number> } {
  const { outbox, moved } = renumber(ledger.outbox, incarnation);
  return { ledger: { ...ledger, outbox }, writes: { replaceRows: outbox.rows, numbering: numberingOf(outbox) }, moved };
}
