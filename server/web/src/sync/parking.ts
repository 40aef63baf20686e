// What waits for somebody. Pure.
//
// Who leaves with unanswered commands leaves the outbox as it is, incarnation and numbers included (the server may have applied some of
// them although the answer never came), and takes it up again on coming back; meanwhile others have one of their own.
// A restored server (new epoch) may lack the person's own notes, and revocations that the office saw: those are put into the outbox again once
// the new view is complete. Notes are merged by their ids there (`received_at` set, `base_seq` 0). Whose sign-in ended without their doing
// (the restored server does not know it, the day was over) leaves them here until they are back, or a backup has them.
import type { Annotation, CommandBody, NotebookNote } from "../generated/protocol";
import { isLacking, lostNotes, type Place } from "./feed";
import { revokedDevices } from "./kept";
import { append, isAnswered, newOutbox, type Outbox, type Row } from "./outbox";
import type { LeftOutbox, ParkedRow } from "./store";
import type { View } from "./view";

const putting = (note: Annotation | NotebookNote): CommandBody =>
  note.type === "notebook_note"
    ? { type: "put_notebook_note", note, base_seq: 0 }
    : { type: "put_annotation", annotation: note, base_seq: 0 };

// The note that a command puts.
function noteIn(body: CommandBody): Annotation | NotebookNote | undefined {
  if (body.type === "put_annotation") return body.annotation;
  return body.type === "put_notebook_note" ? body.note : undefined;
}

// The outbox of `comes` when `leaves` lays theirs down.
export function changeHands(
  left: readonly LeftOutbox[],
  outbox: Outbox,
  leaves: string | null,
  comes: string | null,
  newIncarnation: () => string,
): { left: readonly LeftOutbox[]; outbox: Outbox } {
  const rows = outbox.rows.filter((row) => !isAnswered(row));
  const parted = leaves !== null && rows.length > 0;
  const all = parted ? [...left.filter((each) => each.person !== leaves), { person: leaves, outbox: { ...outbox, rows } }] : left;
  const back = all.find((each) => each.person === comes);
  if (back) return { left: all.filter((each) => each !== back), outbox: back.outbox };
  return { left: all, outbox: parted ? newOutbox(newIncarnation()) : { ...outbox, rows: [] } };
}

// `epoch`: the history that `before` is of; nothing: it goes on, and has lost something all the same.
export function parkLost(
  parked: readonly ParkedRow[],
  person: string | null,
  before: View,
  after: View,
  epoch?: string,
): readonly ParkedRow[] {
  if (!person) return parked;
  const of = (type: "annotation" | "notebook_note" | "device", id: string): Pick<ParkedRow, "epoch" | "seq"> =>
    epoch === undefined ? {} : { epoch, seq: before.held(type, id)?.seq ?? 0 };
  const notes = lostNotes(before, after, person).map((note): ParkedRow => ({ person, body: putting(note), ...of(note.type, note.id) }));
  const revoked = revokedDevices(before).map((device): ParkedRow => ({
    person,
    body: { type: "revoke_device", device, reason: "đã thu hồi trước khi phục hồi" },
    ...of("device", device),
  }));
  return notes.length + revoked.length > 0 ? [...parked, ...notes, ...revoked] : parked;
}

// Notes that were answered as done, and whose view had not come so far.
export function parkAnswered(parked: readonly ParkedRow[], { person, epoch }: Place, answered: readonly Row[]): readonly ParkedRow[] {
  if (person === null) return parked;
  const rows = answered.flatMap(({ body, shownAt }): ParkedRow[] => (noteIn(body) ? [{ person, body, epoch, seq: shownAt ?? 0 }] : []));
  return rows.length > 0 ? [...parked, ...rows] : parked;
}

// A backup holds the feed of this history up to there; 0: there is none.
export function releaseParked(parked: readonly ParkedRow[], epoch: string, backedUp: number): readonly ParkedRow[] {
  const held = (row: ParkedRow): boolean => row.epoch === epoch && (row.seq ?? 0) <= backedUp;
  return backedUp > 0 && parked.some(held) ? parked.filter((row) => !held(row)) : parked;
}

// A revocation that the restored server does not know, and that nobody here is about to repeat.
function isForgotten(device: string, view: View, outbox: Outbox): boolean {
  const state = view.get("device", device)?.state;
  const waits = outbox.rows.some(({ body }) => body.type === "revoke_device" && body.device === device);
  return state !== undefined && state !== "revoked" && !waits;
}

// The view is complete: what it lacks joins the outbox, unless a deletion of it waits there.
export function unpark(
  parked: readonly ParkedRow[],
  person: string | null,
  epoch: string,
  view: View,
  outbox: Outbox,
): { parked: readonly ParkedRow[]; outbox: Outbox } {
  const deleted = new Set(
    outbox.rows.map(({ body }) => (body.type === "delete_annotation" || body.type === "remove_notebook_note" ? body.id : "")),
  );
  const missing = parked.flatMap(({ person: whose, body, epoch: history }): CommandBody[] => {
    if (whose !== person || history === epoch) return [];
    if (body.type === "revoke_device") return isForgotten(body.device, view, outbox) ? [body] : [];
    const note = noteIn(body);
    return note && (deleted.has(note.id) || !isLacking(note, view)) ? [] : [body];
  });
  return {
    parked: parked.filter((row) => row.person !== person),
    outbox: missing.reduce((box, body) => append(box, body, true).outbox, outbox),
  };
}
