// Which document bytes this tablet should hold, most wanted first. Pure.
//
//   what is being read ▸ the open agenda item ▸ previews of all the rest ▸ the sitting people are in ▸ the rest of the agenda ▸ others
//     ▸ former revisions with own notes ▸ previews of what is drawn faster than they come
//
// Of each group the previews come before the files: they are small, and show every document at once. A file that is smaller than its own
// pictures (text; the tablet draws it in no time) comes before them, and they come last of all, for flings and for pages that cannot be
// drawn here. The chair's next item moves its documents up at once. A newer revision comes as its difference when the older one is held
// (sync/fetcher.ts).
import { itemsBySitting, itemsOf, sittingNow, sittingsOf } from "../council/agenda";
import { publishedOfItem, newest } from "../council/documents";
import { sessionAtHand } from "../council/sessions";
import type { Document, Revision } from "../generated/protocol";
import type { BlobRow, View, Wanted } from "../sync";

// The documents in groups; each in the first it belongs to.
function groups(view: View, openDocument: string | null, now: Date): Document[][] {
  const session = sessionAtHand(view, now);
  const item = view.get("agenda_item", session?.current_item);
  const sitting = session && sittingNow(view, session, now);
  const read = view.get("document", openDocument);
  const sittings = session ? sittingsOf(view, session) : [];
  const all = [
    read ? [read] : [],
    item ? publishedOfItem(view, item) : [],
    sitting ? itemsOf(view, sitting).flatMap((each) => publishedOfItem(view, each)) : [],
    [...itemsBySitting(view, sittings).flatMap((each) => publishedOfItem(view, each)), ...view.all("document")],
  ];
  const placed = new Set<string>();
  return all.map((group) => group.filter(({ id }) => !placed.has(id) && placed.add(id)));
}

const newestOf = (documents: readonly Document[]): Revision[] => documents.flatMap((document) => newest(document) ?? []);

const previews = (revisions: readonly Revision[]): Wanted[] =>
  revisions.flatMap(({ preview }) => (preview ? [{ sha256: preview.sha256, bytes: preview.bytes, isPreview: true }] : []));

const files = (revisions: readonly Revision[]): Wanted[] => revisions.map(({ sha256, bytes, delta }) => ({ sha256, bytes, delta }));

// "large": of files that are larger than their pictures.
const previewsOf = (documents: readonly Document[], ofFiles: "large" | "small"): Wanted[] =>
  previews(newestOf(documents).filter(({ preview, bytes }) => preview && preview.bytes > bytes === (ofFiles === "small")));

const filesOf = (documents: readonly Document[]): Wanted[] => files(newestOf(documents));

// What this person wrote on stays as long as the notes do: their places are looked for in the new revision, and they are read where they stand.
function formerWithNotes(view: View, person: string | null): Revision[] {
  const noted = new Set(view.all("annotation").flatMap((note) => (note.author === person ? [note.revision_sha256] : [])));
  return view.all("document").flatMap((document) => document.revisions.slice(0, -1).filter(({ sha256 }) => noted.has(sha256)));
}

const inOrder = (documents: readonly Document[]): Wanted[] => [...previewsOf(documents, "large"), ...filesOf(documents)];

// `now`: of which the sitting people are in is told.
export function wantedBlobs(view: View, openDocument: string | null, now: Date, person: string | null = null): Wanted[] {
  const [read = [], item = [], ...rest] = groups(view, openDocument, now);
  const looked = [...inOrder(read), ...previewsOf(read, "small")].map((each) => ({ ...each, urgent: true }));
  const others = rest.flat();
  const former = formerWithNotes(view, person);
  const wanted = [
    ...looked,
    ...inOrder(item),
    ...inOrder(others),
    ...previews(former),
    ...files(former),
    ...previewsOf([...item, ...others], "small"),
  ];
  const seen = new Set<string>();
  return wanted.filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256));
}

export interface Saved {
  readonly here: number;
  readonly of: number;
}

export function savedDocuments(view: View, blobs: ReadonlyMap<string, BlobRow>): Saved {
  const revisions = view.all("document").flatMap((document) => newest(document) ?? []);
  return { here: revisions.filter((revision) => blobs.get(revision.sha256)?.verified).length, of: revisions.length };
}

// What the office may count on: revisions held and verified here.
export function heldRevisions(view: View, blobs: ReadonlyMap<string, BlobRow>): { document: string; revision: number; sha256: string }[] {
  return view.all("document").flatMap((document) => {
    const revision = newest(document);
    return revision && blobs.get(revision.sha256)?.verified
      ? [{ document: document.id, revision: revision.n, sha256: revision.sha256 }]
      : [];
  });
}
