// Receiving one blob: which window to ask for next, and how chunks become stored pieces. Pure: no socket, no database.
//
//   blob  ├─ pieces handed out ─┼── window ──┼── window ──┼─ not asked for yet ─┤
//
// The blob is asked for in windows of at most bulk_window_bytes, each under a number of its own; the next one when half of the last is
// here, so that the line is not idle while a machine stores. The server lets open windows take turns: what comes of a later one is held
// until the earlier is whole, and pieces are handed out in order. Chunks of one window come in order; anything else breaks the transfer,
// which then goes on from what is stored.
import { limits } from "../generated/protocol";

export const pieceBytes = 262_144;
export const chunkHeaderBytes = 16;
export const windowsMax = 2;

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

interface Window {
  readonly number: number;
  readonly offset: number;
  readonly end: number; // exclusive
  at: number; // received so far
  piece: Uint8Array<ArrayBuffer>; // being filled
  held: StoredPiece[]; // whole, and not handed out
  done: boolean; // the server has said so
}

export class Transfer {
  readonly size: number;
  #asked: number; // exclusive end of what was asked for
  #windows: Window[] = []; // open ones and those that wait for the end of an earlier one, in order

  // `have`: bytes already stored, whole pieces (or all of the blob).
  constructor(size: number, have: number) {
    this.size = size;
    this.#asked = have;
  }

  // Bytes that are here, stored or on their way there.
  get received(): number {
    return this.#asked - this.#windows.reduce((sum, { at, end }) => sum + end - at, 0);
  }

  get complete(): boolean {
    return this.received === this.size;
  }

  get open(): readonly number[] {
    return this.#windows.filter(({ done }) => !done).map(({ number }) => number);
  }

  get mayAsk(): boolean {
    if (this.#asked === this.size || this.#windows.length >= windowsMax) return false;
    const newest = this.#windows.at(-1);
    return !newest || (newest.at - newest.offset) * 2 >= newest.end - newest.offset;
  }

  // What to ask for now under this number; nothing while enough is on its way.
  nextWindow(number: number): { offset: number; bytes: number } | undefined {
    if (!this.mayAsk) return undefined;
    const offset = this.#asked;
    const end = Math.min(this.size, offset + limits.bulkWindowBytes);
    this.#asked = end;
    this.#windows.push({ number, offset, end, at: offset, piece: this.#pieceAt(offset), held: [], done: false });
    return { offset, bytes: end - offset };
  }

  // The pieces that can be stored now, in order, or "broken" when it does not continue.
  onChunk(chunk: Chunk): StoredPiece[] | "broken" {
    const window = this.#windows.find(({ number }) => number === chunk.transfer);
    if (!window || chunk.offset !== window.at || chunk.offset + chunk.bytes.length > window.end) return "broken";
    let from = 0;
    while (from < chunk.bytes.length) {
      const inPiece = window.at % pieceBytes;
      const take = Math.min(window.piece.length - inPiece, chunk.bytes.length - from);
      window.piece.set(chunk.bytes.subarray(from, from + take), inPiece);
      from += take;
      window.at += take;
      if (inPiece + take < window.piece.length) continue;
      window.held.push({ index: Math.floor((window.at - 1) / pieceBytes), bytes: window.piece });
      window.piece = this.#pieceAt(window.at);
    }
    return this.#handOut();
  }

  // The server has sent all of a window: "broken" when it has not.
  onDone(number: number): "broken" | undefined {
    const window = this.#windows.find((each) => each.number === number);
    if (!window || window.at !== window.end) return "broken";
    window.done = true;
    this.#forget();
    return undefined;
  }

  #handOut(): StoredPiece[] {
    const pieces: StoredPiece[] = [];
    for (const window of this.#windows) {
      pieces.push(...window.held.splice(0));
      if (window.at !== window.end) break;
    }
    this.#forget();
    return pieces;
  }

  #forget(): void {
    this.#windows = this.#windows.filter(({ done, held }) => !done || held.length > 0);
  }

  #pieceAt(offset: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Math.min(pieceBytes, this.size - offset));
  }
}
