// Taking a batch of the feed: a pure function from (place, view, batch) to the next view and what has to be written.
//
// A batch is taken only if it continues where this device stands, or if it is a snapshot, which replaces the whole view. Deletion is
// final and names its scope; a purged scope takes all its entities along. Whoever commits the result moves view, cursor and outbox in
// one transaction.
import type { Annotation, Batch, Entity, JournalMark, NotebookNote } from "../generated/protocol";
import { keyOf, type EntityType, type Held, View } from "./view";

// Where this device stands in the history of `epoch`. `person` is whose view it is; `access` what the server filtered it for, in its
// own words, which `hello` repeats: so it sees whether the person may see more or less by now.
export interface Place {
  readonly person: string | null;
  readonly epoch: string;
  readonly cursor: number;
  readonly access: string;
  readonly journal?: JournalMark; // the newest entry of the server's journal that this device was told of, whoever sat here then
}

// `n` 0: the server had nothing new to say.
export const newerMark = (known: JournalMark | undefined, told: JournalMark | undefined): { journal?: JournalMark } => {
  const mark = told?.n ? told : known;
  return mark ? { journal: mark } : {};
};

export const nowhere: Place = { person: null, epoch: "", cursor: 0, access: "" };

export interface Taken {
  readonly place: Place;
  readonly view: View;
  readonly cleared: boolean;
  readonly put: readonly Held[];
  readonly removed: readonly string[]; // keys
}

// Nothing when the batch does not continue from here: the connection is out of step and has to start again.
export function take(place: Place, view: View, batch: Batch): Taken | undefined {
  const sameHistory = batch.epoch === place.epoch || place.epoch === "";
  if (!batch.snapshot && (batch.prev !== place.cursor || !sameHistory)) return undefined;
  const before = batch.snapshot ? View.empty : view;
  const put = new Map<string, Held>();
  const removed = new Map<string, { type: EntityType; id: string }>();
  const purged = new Set(batch.purge_scopes);
  if (purged.size > 0) {
    for (const held of before.everything()) if (purged.has(held.scope)) removed.set(held.key, { type: held.type, id: held.id });
  }
  for (const change of batch.items) {
    const type = change.entity_type as EntityType;
    const key = keyOf(change.entity_type, change.id);
    if (change.entity) {
      const entity = change.entity as Entity;
      put.set(key, { key, type, id: change.id, seq: change.seq, scope: change.scope, entity });
      removed.delete(key);
    } else {
      // The same id may live on in another scope: only the entity of this scope is gone.
      const now = put.get(key) ?? before.held(type, change.id);
      if (now && change.scope !== "" && now.scope !== change.scope) continue;
      put.delete(key);
      removed.set(key, { type, id: change.id });
    }
  }
  return {
    place: {
      person: place.person,
      epoch: batch.epoch,
      cursor: batch.upto,
      access: batch.access || place.access,
      ...newerMark(place.journal, batch.journal),
    },
    view: before.with(put.values(), removed.values()),
    cleared: batch.snapshot,
    put: [...put.values()],
    removed: [...removed.keys()],
  };
}

// What the author wrote, without what the server says of it.
function written(note: Annotation | NotebookNote): string {
  const { received_at: _received, ...own } = note;
  if (own.type === "notebook_note") return JSON.stringify(own);
  const { acknowledged_by: _by, acknowledged_at: _at, ...drawn } = own as Annotation;
  return JSON.stringify(drawn);
}

// True when `view` lacks the note, or has it in another state. Which of two states is the newer one only the server can tell.
export function isLacking(note: Annotation | NotebookNote, view: View): boolean {
  const there = view.get(note.type, note.id);
  return !there || written(there) !== written(note);
}

// The author's own notes, in the state that the view before a change of epoch had and the restored server has not.
export function lostNotes(before: View, after: View, author: string | null): (Annotation | NotebookNote)[] {
  return [
    ...before.all("annotation").filter((note) => note.author === author && isLacking(note, after)),
    ...before.all("notebook_note").filter((note) => note.person === author && isLacking(note, after)),
  ];
}

// Digests of all bytes that belong to this view: documents, their previews, and a difference on its way.
export function referencedBlobs(view: View): Set<string> {
  const digests = new Set<string>();
  for (const document of [...view.all("document"), ...view.all("draft_document")]) {
    for (const revision of document.revisions) {
      digests.add(revision.sha256);
      if (revision.preview) digests.add(revision.preview.sha256);
      if (revision.delta) digests.add(revision.delta.sha256);
    }
  }
  return digests;
}
