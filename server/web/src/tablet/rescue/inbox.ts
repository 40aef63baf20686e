// What becomes of one's notes when a document is replaced: which have to be looked for, which were moved, which wait for an answer. Pure.
//
// A moved note is a copy on the new revision; the old one stays with its own. The copy's id says from which note it is and on which
// revision it stands, so that two tablets of one person, or the same one twice, make the same copy and not two.
import { newest } from "../../council/documents";
import type { Annotation, Document, Revision } from "../../generated/protocol";
import type { View } from "../../sync";
import type { Placed, Why } from "./find";
import type { Traces } from "./traces";

const copyMark = /\.rev-[0-9a-f]{12}$/;

export const originOf = (id: string): string => id.replace(copyMark, "");
export const copyId = (id: string, revision: Pick<Revision, "sha256">): string => `${originOf(id)}.rev-${revision.sha256.slice(0, 12)}`;

export function copyOf(note: Annotation, revision: Pick<Revision, "sha256">, page: number, marks: Traces): Annotation {
  const { received_at: _received, acknowledged_by: _by, acknowledged_at: _at, ...own } = note;
  return { ...own, ...marks, id: copyId(note.id, revision), revision_sha256: revision.sha256, page_index: page };
}

// What is remembered of one note for one revision, on this machine.
//   moved: copied by itself or by the person; asked, orphan: waits for them; kept: they left it where it was
export interface Item {
  readonly id: string; // of the first annotation's copy
  readonly document: string;
  readonly from: string; // revisions, by their bytes
  readonly to: string;
  readonly page: number; // of the former revision
  readonly notes: readonly string[]; // annotations of the former revision
  readonly state: "moved" | "asked" | "orphan" | "kept";
  readonly why: Why | null;
  readonly placed: Placed | null;
  readonly looked: boolean; // what was moved: they know
}

export type Items = Readonly<Record<string, Item>>;

const isOwn = (note: Annotation, person: string | null): boolean => note.author === person;
// Only these are ever moved: a formal comment was said of the text it was said of.
const mayMove = ({ visibility }: Annotation): boolean => visibility === "private_note" || visibility === "group";

export interface Search {
  readonly document: Document;
  readonly from: Revision;
  readonly to: Revision;
  readonly notes: readonly Annotation[];
}

// Each note in its newest state before the newest revision.
function formerNotes(view: View, person: string | null, document: Document): Map<string, { note: Annotation; from: Revision }> {
  const to = newest(document);
  const byDigest = new Map(document.revisions.map((each) => [each.sha256, each]));
  const notes = new Map<string, { note: Annotation; from: Revision }>();
  for (const note of view.all("annotation")) {
    const from = byDigest.get(note.revision_sha256);
    if (!isOwn(note, person) || note.document !== document.id || !from || from.n === to?.n) continue;
    const origin = originOf(note.id);
    if ((notes.get(origin)?.from.n ?? 0) < from.n) notes.set(origin, { note, from });
  }
  return notes;
}

// Left where it was for an earlier revision: nobody is asked again.
const wasKept = (items: Items, id: string): boolean =>
  Object.values(items).some((item) => item.state === "kept" && item.notes.some((note) => originOf(note) === originOf(id)));

// What has to be looked for, a search for each pair of revisions. `reading`: the bytes of the revision that is open: whoever still writes on
// the former one is not disturbed.
export function searches(view: View, person: string | null, items: Items, reading: string | null): Search[] {
  const known = new Set(Object.values(items).flatMap((item) => item.notes.map((note) => `${originOf(note)} ${item.to}`)));
  return view.all("document").flatMap((document) => {
    const to = newest(document);
    if (!to || document.revisions.length < 2) return [];
    const found = new Map<string, Search & { notes: Annotation[] }>();
    for (const [origin, { note, from }] of formerNotes(view, person, document)) {
      const done = known.has(`${origin} ${to.sha256}`) || view.get("annotation", copyId(note.id, to)) || wasKept(items, note.id);
      if (done || !mayMove(note) || from.sha256 === to.sha256 || from.sha256 === reading) continue;
      const search = found.get(from.sha256) ?? { document, from, to, notes: [] };
      search.notes.push(note);
      found.set(from.sha256, search);
    }
    return [...found.values()];
  });
}

export interface Waiting {
  readonly item: Item;
  readonly notes: readonly Annotation[]; // those that are still there
}

export interface Inbox {
  readonly document: Document;
  readonly to: Revision;
  readonly moved: readonly Item[]; // by themselves, and nobody has looked yet
  readonly asked: readonly Waiting[];
  readonly orphans: readonly Waiting[];
  readonly formal: readonly Annotation[]; // formal comments on a former revision
  readonly unread: number; // notes not looked for yet: a file is not here
}

const copiesOf = (view: View, item: Item): Annotation[] =>
  item.notes.flatMap((note) => view.get("annotation", copyId(note, { sha256: item.to })) ?? []);

function inboxOf(view: View, person: string | null, items: Items, document: Document): Inbox | undefined {
  const to = newest(document);
  if (!to || document.revisions.length < 2) return undefined;
  const own = Object.values(items).filter((item) => item.document === document.id && item.to === to.sha256);
  const waiting = (state: Item["state"]): Waiting[] =>
    own.flatMap((item) => {
      if (item.state !== state || copiesOf(view, item).length > 0) return [];
      const notes = item.notes.flatMap((note) => view.get("annotation", note) ?? []);
      return notes.length > 0 ? [{ item, notes }] : [];
    });
  const former = [...formerNotes(view, person, document).values()].map(({ note }) => note);
  const unread = searches(view, person, items, null)
    .filter((search) => search.document.id === document.id)
    .reduce((sum, search) => sum + search.notes.length, 0);
  return {
    document,
    to,
    moved: own.filter((item) => item.state === "moved" && !item.looked && copiesOf(view, item).length > 0),
    asked: waiting("asked"),
    orphans: waiting("orphan"),
    formal: former.filter((note) => note.visibility === "official"),
    unread,
  };
}

// Of all documents with something to say, in the order of the agenda's documents.
export const inboxes = (view: View, person: string | null, items: Items): Inbox[] =>
  view
    .all("document")
    .flatMap((document) => inboxOf(view, person, items, document) ?? [])
    .filter(({ moved, asked, orphans }) => moved.length + asked.length + orphans.length > 0)
    .sort((a, b) => a.document.position - b.document.position || a.document.id.localeCompare(b.document.id));

export const inboxOfDocument = (view: View, person: string | null, items: Items, document: string): Inbox | undefined => {
  const found = view.get("document", document);
  return found && inboxOf(view, person, items, found);
};

// Orphans a person has seen: their pictures stay.
export const keptOrphans = (view: View, items: Items): Waiting[] =>
  Object.values(items).flatMap((item) => {
    if (item.placed !== null || item.state === "moved" || copiesOf(view, item).length > 0) return [];
    const notes = item.notes.flatMap((note) => view.get("annotation", note) ?? []);
    return notes.length > 0 && view.get("document", item.document) ? [{ item, notes }] : [];
  });

export const toAnswer = ({ asked, orphans }: Inbox): number => asked.length + orphans.length;
