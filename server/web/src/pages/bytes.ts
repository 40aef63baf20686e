// Ranges of a stored blob, by its pieces. The last few pieces stay at hand: pdf.js reads in small steps.
import type { Store } from "../sync/store";
import { pieceBytes } from "../sync/transfer";

const piecesKept = 6;

export class BlobBytes {
  readonly size: number;
  readonly #store: Store;
  readonly #sha256: string;
  readonly #pieces = new Map<number, Promise<Uint8Array<ArrayBuffer> | undefined>>();

  constructor(store: Store, sha256: string, size: number) {
    this.#store = store;
    this.#sha256 = sha256;
    this.size = size;
  }

  // Bytes [from, to). Errors: the blob is not wholly here.
  async range(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(to - from);
    for (let index = Math.floor(from / pieceBytes); index * pieceBytes < to; index++) {
      const piece = await this.#piece(index);
      if (!piece) throw new Error(`piece ${index} of ${this.#sha256} is missing`);
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
