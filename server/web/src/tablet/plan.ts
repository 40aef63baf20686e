// Which document bytes this tablet should hold, most wanted first: what is being read, then the open agenda item, then the agenda in its
// order; of each, the previews before the whole file. Pure.
import type { Document } from "../generated/protocol";
import type { BlobRow, View, Wanted } from "../sync";
import { currentRevision, currentSession, documentsOf, itemsOf, sittingsOf } from "./agenda";

function readingOrder(view: View, openDocument: string | null): Document[] {
  const ordered = new Map<string, Document>();
  const add = (documents: readonly (Document | undefined)[]): void => {
    for (const document of documents) if (document) ordered.set(document.id, ordered.get(document.id) ?? document);
  };
  add([view.get("document", openDocument)]);
  const session = currentSession(view);
  const open = view.get("agenda_item", session?.current_item);
  if (open) add(documentsOf(view, open));
  if (session) for (const sitting of sittingsOf(view, session)) for (const item of itemsOf(view, sitting)) add(documentsOf(view, item));
  add(view.all("document"));
  return [...ordered.values()];
}

export function wantedBlobs(view: View, openDocument: string | null): Wanted[] {
  const previews: Wanted[] = [];
  const files: Wanted[] = [];
  const first: Wanted[] = [];
  for (const document of readingOrder(view, openDocument)) {
    const revision = currentRevision(document);
    if (!revision) continue;
    const mine = document.id === openDocument;
    if (revision.preview) (mine ? first : previews).push({ sha256: revision.preview.sha256, bytes: revision.preview.bytes });
    (mine ? first : files).push({ sha256: revision.sha256, bytes: revision.bytes, delta: revision.delta });
  }
  const seen = new Set<string>();
  return [...first, ...previews, ...files].filter((wanted) => !seen.has(wanted.sha256) && seen.add(wanted.sha256));
}

export interface Saved {
  readonly here: number;
  readonly of: number;
}

export function savedDocuments(view: View, blobs: ReadonlyMap<string, BlobRow>): Saved {
  const revisions = view.all("document").flatMap((document) => currentRevision(document) ?? []);
  return { here: revisions.filter((revision) => blobs.get(revision.sha256)?.verified).length, of: revisions.length };
}

// What the office does not know yet: revisions held and verified here, by "document/n".
export function heldRevisions(view: View, blobs: ReadonlyMap<string, BlobRow>): { document: string; revision: number; sha256: string }[] {
  return view.all("document").flatMap((document) => {
    const revision = currentRevision(document);
    return revision && blobs.get(revision.sha256)?.verified ? [{ document: document.id, revision: revision.n, sha256: revision.sha256 }] : [];
  });
}
