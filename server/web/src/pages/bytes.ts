// Bytes to read a PDF from, by ranges: a blob's stored pieces on this device, or a file in memory; whole, or only the first bytes of it
// (what stood in the file when it was signed). A range beyond the end is refused: nothing behind a signed revision can be seen.
// Piece by piece from the store, a few kept at hand: pdf.js reads in small steps.
import type { Store } from "../sync/store";
import { pieceBytes } from "../sync/transfer";

export interface ByteSource {
  readonly size: number;
  // Bytes [from, to). Errors: not wholly here, or beyond the end.
  range(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
}

const piecesKept = 6;
export const askedBytesMax = 524_288;

function mustLieIn(size: number, from: number, to: number): void {
  if (from < 0 || from > to || to > size) throw new Error(`bytes ${from}–${to} of ${size}`);
}

export class BlobBytes implements ByteSource {
  readonly size: number;
  readonly #store: Store;
  readonly #sha256: string;
  readonly #onMissing: (sha256: string) => void;
  readonly #pieces = new Map<number, Promise<Uint8Array<ArrayBuffer> | undefined>>();

  // `size`: of the blob, or of its first bytes that are wanted. `onMissing`: a piece that should be here is not.
  constructor(store: Store, sha256: string, size: number, onMissing: (sha256: string) => void = () => undefined) {
    this.#store = store;
    this.#sha256 = sha256;
    this.#onMissing = onMissing;
    this.size = size;
  }

  async range(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    mustLieIn(this.size, from, to);
    const bytes = new Uint8Array(to - from);
    for (let index = Math.floor(from / pieceBytes); index * pieceBytes < to; index++) {
      const piece = await this.#piece(index);
      const least = Math.min(pieceBytes, to - index * pieceBytes);
      if (!piece || piece.length < least) {
        this.#onMissing(this.#sha256);
        throw new Error(`piece ${index} of ${this.#sha256} is missing`);
      }
      const start = index * pieceBytes;
      bytes.set(piece.subarray(Math.max(0, from - start), Math.min(piece.length, to - start)), Math.max(0, start - from));
    }
    return bytes;
  }

  #piece(index: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const known = this.#pieces.get(index);
    if (known) return known;
    const read = this.#store.piece(this.#sha256, index);
    read.catch(() => this.#pieces.delete(index));
    this.#pieces.set(index, read);
    for (const old of this.#pieces.keys()) {
      if (this.#pieces.size <= piecesKept) break;
      this.#pieces.delete(old);
    }
    return read;
  }
}

// A blob on its way: its first bytes are stored, the others are asked for by their place, before their turn.
export class ArrivingBytes implements ByteSource {
  readonly size: number;
  readonly #stored: ByteSource;
  readonly #here: () => number;
  readonly #ask: (from: number, bytes: number) => Promise<Uint8Array<ArrayBuffer>>;

  // `here`: how many are stored now. `ask`: at most `askedBytesMax` of the others.
  constructor(stored: ByteSource, here: () => number, ask: (from: number, bytes: number) => Promise<Uint8Array<ArrayBuffer>>) {
    this.size = stored.size;
    this.#stored = stored;
    this.#here = here;
    this.#ask = ask;
  }

  async range(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    mustLieIn(this.size, from, to);
    const bytes = new Uint8Array(to - from);
    const stored = Math.min(to, Math.max(from, this.#here()));
    if (stored > from) bytes.set(await this.#stored.range(from, stored));
    for (let at = stored; at < to; at += askedBytesMax) bytes.set(await this.#ask(at, Math.min(askedBytesMax, to - at)), at - from);
    return bytes;
  }
}

export class FileBytes implements ByteSource {
  readonly size: number;
  readonly #file: Blob;

  constructor(file: Blob) {
    this.#file = file;
    this.size = file.size;
  }

  async range(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    mustLieIn(this.size, from, to);
    return new Uint8Array(await this.#file.slice(from, to).arrayBuffer());
  }
}
