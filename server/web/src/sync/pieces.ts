// A blob is stored as pieces of pieceBytes; this puts them together and takes them apart.
import { pieceCount } from "./database_store";
import { Sha256 } from "./sha256";
import type { Store } from "./store";
import { type StoredPiece, pieceBytes } from "./transfer";

interface Sized {
  readonly sha256: string;
  readonly bytes: number;
}

// In order; ends early where a piece is missing.
async function* piecesOf(store: Store, blob: Sized): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let index = 0; index < pieceCount(blob.bytes); index++) {
    const piece = await store.piece(blob.sha256, index);
    if (!piece) return;
    yield piece;
  }
}

// Of what is stored under that name; it equals the name when all of it is right.
export async function digestOf(store: Store, blob: Sized): Promise<string> {
  const hash = new Sha256();
  for await (const piece of piecesOf(store, blob)) hash.update(piece);
  return hash.hex();
}

// The whole blob; nothing when a piece is missing.
export async function bytesOf(store: Store, blob: Sized): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const whole = new Uint8Array(blob.bytes);
  let at = 0;
  for await (const piece of piecesOf(store, blob)) {
    if (at + piece.length > whole.length) return undefined;
    whole.set(piece, at);
    at += piece.length;
  }
  return at === whole.length ? whole : undefined;
}

// The same without holding it in memory twice: the browser keeps a Blob's parts where it likes.
export async function blobOf(store: Store, blob: Sized): Promise<Blob | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of piecesOf(store, blob)) parts.push(piece);
  const whole = new Blob(parts);
  return whole.size === blob.bytes ? whole : undefined;
}

export function cutIntoPieces(bytes: Uint8Array<ArrayBuffer>): StoredPiece[] {
  return Array.from({ length: pieceCount(bytes.length) }, (_, index) => ({
    index,
    bytes: bytes.slice(index * pieceBytes, (index + 1) * pieceBytes),
  }));
}
