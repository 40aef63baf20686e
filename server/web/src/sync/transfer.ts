// Receiving one blob: which window to ask for next, and how chunks become stored pieces. Pure: no socket, no database.
//
// The blob is asked for in windows of at most bulk_window_bytes; the next one only when the last has arrived and is stored. Chunks of a
// window come in order; anything else breaks the transfer, which then goes on from what is stored.
import { limits } from "../generated/protocol";

export const pieceBytes = 262_144;
export const chunkHeaderBytes = 16;

export interface Chunk {
  readonly transfer: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface StoredPiece {
  readonly index: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

// Nothing for a frame that is not a chunk of version 1. `bytes` points into `frame`.
export function decodeChunk(frame: ArrayBuffer): Chunk | undefined {
  if (frame.byteLength <= chunkHeaderBytes || frame.byteLength > chunkHeaderBytes + limits.chunkBytes) return undefined;
  const head = new DataView(frame, 0, chunkHeaderBytes);
  if (head.getUint8(0) !== 1 || head.getUint8(1) !== 1 || head.getUint16(2, true) !== 0) return undefined;
  const offset = head.getUint32(8, true) + head.getUint32(12, true) * 2 ** 32;
  return { transfer: head.getUint32(4, true), offset, bytes: new Uint8Array(frame, chunkHeaderBytes) };
}

export class Transfer {
  readonly size: number;
  #received: number; // contiguous from 0
  #windowEnd: number; // exclusive; equals #received when nothing is asked for
  #piece: Uint8Array<ArrayBuffer>;

  // `have`: bytes already stored, whole pieces (or all of the blob).
  constructor(size: number, have: number) {
    this.size = size;
    this.#received = have;
    this.#windowEnd = have;
    this.#piece = new Uint8Array(Math.min(pieceBytes, size - have));
  }

  get received(): number {
    return this.#received;
  }

  get complete(): boolean {
    return this.#received === this.size;
  }

  get windowOpen(): boolean {
    return this.#windowEnd > this.#received;
  }

  // What to ask for now; nothing while a window is on its way or when all is here.
  nextWindow(): { offset: number; bytes: number } | undefined {
    if (this.complete || this.windowOpen) return undefined;
    const bytes = Math.min(limits.bulkWindowBytes, this.size - this.#received);
    this.#windowEnd = this.#received + bytes;
    return { offset: this.#received, bytes };
  }

  // The pieces this chunk completes (none, one, or two at the end), or "broken" when it does not continue.
  onChunk(chunk: Chunk): StoredPiece[] | "broken" {
    if (chunk.offset !== this.#received || chunk.offset + chunk.bytes.length > this.#windowEnd) return "broken";
    const pieces: StoredPiece[] = [];
    let at = 0;
    while (at < chunk.bytes.length) {
      const inPiece = this.#received % pieceBytes;
      const take = Math.min(this.#piece.length - inPiece, chunk.bytes.length - at);
      this.#piece.set(chunk.bytes.subarray(at, at + take), inPiece);
      at += take;
      this.#received += take;
      if (inPiece + take === this.#piece.length) {
        pieces.push({ index: Math.floor((this.#received - 1) / pieceBytes), bytes: this.#piece });
        this.#piece = new Uint8Array(Math.min(pieceBytes, this.size - this.#received));
      }
    }
    return pieces;
  }
}
