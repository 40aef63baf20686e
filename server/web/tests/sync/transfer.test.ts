import { expect, test } from "vitest";

import { limits } from "../../src/generated/protocol";
import { type Chunk, decodeChunk, pieceBytes, Transfer } from "../../src/sync/transfer";

function frame(transfer: number, offset: number, bytes: Uint8Array, version = 1): ArrayBuffer {
  const buffer = new ArrayBuffer(16 + bytes.length);
  const head = new DataView(buffer);
  head.setUint8(0, version);
  head.setUint8(1, 1);
  head.setUint32(4, transfer, true);
  head.setBigUint64(8, BigInt(offset), true);
  new Uint8Array(buffer, 16).set(bytes);
  return buffer;
}

const chunk = (offset: number, length: number): Chunk => ({ transfer: 1, offset, bytes: new Uint8Array(length).fill(offset % 251) });

// All of a window in the server's chunks.
function deliver(transfer: Transfer, window: { offset: number; bytes: number }): number[] {
  const pieces: number[] = [];
  for (let at = window.offset; at < window.offset + window.bytes; at += limits.chunkBytes) {
    const result = transfer.onChunk(chunk(at, Math.min(limits.chunkBytes, window.offset + window.bytes - at)));
    if (result === "broken") throw new Error("broken");
    pieces.push(...result.map((piece) => piece.index));
  }
  return pieces;
}

test("Chunk frames are read by their table, beyond four gigabytes too", () => {
  const read = decodeChunk(frame(7, 2 ** 33 + 5, Uint8Array.of(1, 2, 3)));
  expect(read).toEqual({ transfer: 7, offset: 2 ** 33 + 5, bytes: Uint8Array.of(1, 2, 3) });
  expect(decodeChunk(frame(7, 0, Uint8Array.of(1), 2))).toBeUndefined();
  expect(decodeChunk(new ArrayBuffer(16))).toBeUndefined();
});

test("Transfer asks for one window at a time and cuts it into pieces", () => {
  const size = 2_500_000;
  const transfer = new Transfer(size, 0);
  const stored: number[] = [];
  for (let window = transfer.nextWindow(); window; window = transfer.nextWindow()) {
    expect(window.bytes).toBeLessThanOrEqual(limits.bulkWindowBytes);
    expect(transfer.nextWindow()).toBeUndefined();
    stored.push(...deliver(transfer, window));
  }
  expect(transfer.complete).toBe(true);
  expect(stored).toEqual(Array.from({ length: Math.ceil(size / pieceBytes) }, (_, i) => i));
});

test("Transfer goes on from the stored pieces", () => {
  const transfer = new Transfer(pieceBytes * 3 + 10, pieceBytes * 2);
  const window = transfer.nextWindow()!;
  expect(window).toEqual({ offset: pieceBytes * 2, bytes: pieceBytes + 10 });
  expect(deliver(transfer, window)).toEqual([2, 3]);
});

test("Transfer is broken by bytes that do not continue or were not asked for", () => {
  const transfer = new Transfer(1_000, 0);
  transfer.nextWindow();
  expect(transfer.onChunk(chunk(10, 5))).toBe("broken");
  expect(transfer.onChunk(chunk(0, 1_001))).toBe("broken");
  expect(transfer.onChunk(chunk(0, 1_000))).toHaveLength(1);
});

test("Transfer of a tiny blob is one piece", () => {
  const transfer = new Transfer(5, 0);
  expect(deliver(transfer, transfer.nextWindow()!)).toEqual([0]);
  expect(transfer.complete).toBe(true);
});
