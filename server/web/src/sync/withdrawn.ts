// What stays of a withdrawn document on this device: its title and, of the pages that the person wrote on, how they lie and their small
// picture. The document's own bytes go with the batch that withdraws it; this is read out of them just before.
//
// Only the server's word `withdrawal` asks for it: a document that a person may no longer see for another reason leaves nothing.
// Kept by person, in the store's small things; a revocation erases it with the rest.
import type { Batch, Document, PageSize, Revision, Withdrawal } from "../generated/protocol";
import { pieceBytes } from "./transfer";
import type { Store } from "./store";
import type { View } from "./view";

export interface WithdrawnPage {
  readonly revision_sha256: string;
  readonly page: number;
  readonly size: PageSize | null;
  readonly jpeg: Uint8Array<ArrayBuffer> | null; // or a PNG; stored under this name since pictures were JPEG alone
}

export interface WithdrawnDocument {
  readonly id: string;
  readonly title: string;
  readonly pages: readonly WithdrawnPage[];
}

const keyOf = (person: string, document: string): string => `withdrawn/${person}/${document}`;

export const recallWithdrawn = (store: Store, person: string, document: string): Promise<WithdrawnDocument | undefined> =>
  store.recall<WithdrawnDocument>(keyOf(person, document)).catch(() => undefined);

// Bytes [from, to) of a blob; nothing when some are not here.
async function bytesOf(store: Store, sha256: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(to - from);
  for (let index = Math.floor(from / pieceBytes); index * pieceBytes < to; index++) {
    const piece = await store.piece(sha256, index);
    const start = index * pieceBytes;
    if (!piece || start + piece.length < Math.min(to, start + pieceBytes)) return null;
    bytes.set(piece.subarray(Math.max(0, from - start), Math.min(piece.length, to - start)), Math.max(0, start - from));
  }
  return bytes;
}

async function pageOf(store: Store, revision: Revision, page: number): Promise<WithdrawnPage> {
  const { preview } = revision;
  const end = preview?.ends[page];
  const jpeg =
    preview && end !== undefined
      ? await bytesOf(store, preview.sha256, page > 0 ? preview.ends[page - 1]! : 0, end).catch(() => null)
      : null;
  return { revision_sha256: revision.sha256, page, size: revision.page_sizes[page] ?? null, jpeg };
}

async function withdrawnDocument(store: Store, document: Document, view: View, person: string): Promise<WithdrawnDocument> {
  const pages: WithdrawnPage[] = [];
  const noted = new Set<string>();
  for (const note of view.all("annotation")) {
    const revision = document.revisions.find((each) => each.sha256 === note.revision_sha256);
    const key = `${note.revision_sha256}/${note.page_index}`;
    if (note.author !== person || note.document !== document.id || !revision || noted.has(key)) continue;
    noted.add(key);
    pages.push(await pageOf(store, revision, note.page_index));
  }
  return { id: document.id, title: document.title, pages };
}

// `view`: what the person sees before the batch, unsent notes included. What cannot be kept is not: the batch is taken all the same.
export async function keepWithdrawn(store: Store, person: string, view: View, batch: Batch): Promise<void> {
  for (const { entity_type, entity } of batch.items) {
    const document = entity_type === "withdrawal" && entity ? view.get("document", (entity as Withdrawal).id) : undefined;
    if (!document) continue;
    const withdrawn = await withdrawnDocument(store, document, view, person);
    if (withdrawn.pages.length > 0) await store.remember(keyOf(person, document.id), withdrawn).catch(() => undefined);
  }
}
