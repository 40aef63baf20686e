// Which document bytes this tablet should hold, most wanted first. Pure.
//
//   what is being read ▸ the open agenda item ▸ previews of all the rest ▸ the sitting people are in ▸ the rest of the agenda ▸ others
//
// Of each group the previews come before the files: they are small, and show every document at once. The chair's next item moves its documents
// up at once. A newer revision comes as its difference when the older one is held (sync/fetcher.ts).
import { itemsBySitting, itemsOf, sittingNow, sittingsOf } from "../council/agenda";
import { publishedOfItem, newest } from "../council/documents";
import { sessionAtHand } from "../council/sessions";
import type { Document } from "../generated/protocol";
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

const previewsOf = (documents: readonly Document[]): Wanted[] =>
  documents.flatMap((document) => {
    const preview = newest(document)?.preview;
    return preview ? [{ sha256: preview.sha256, bytes: preview.bytes, isPreview: true }] : [];
  });

const filesOf = (documents: readonly Document[]): Wanted[] =>
  documents.flatMap((document) => newest(document) ?? []).map(({ sha256, bytes, delta }) => ({ sha256, bytes, delta }));

// `now`: of which the sitting people are in is told.
export function wantedBlobs(view: View, openDocument: string | null, now: Date): Wanted[] {
  const [read = [], item = [], ...rest] = groups(view, openDocument, now);
  const looked = [...previewsOf(read), ...filesOf(read)].map((each) => ({ ...each, urgent: true }));
  const others = rest.flat();
  const wanted = [...looked, ...previewsOf(item), ...filesOf(item), ...previewsOf(others), ...filesOf(others)];
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
