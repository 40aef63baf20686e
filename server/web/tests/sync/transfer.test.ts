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

const chunk = (offset: number, length: number, number = 1): Chunk => ({
  transfer: number,
  offset,
  bytes: new Uint8Array(length).fill(offset % 251),
});

interface Asked {
  readonly number: number;
  readonly offset: number;
  readonly bytes: number;
}

function ask(transfer: Transfer, number: number): Asked {
  const window = transfer.nextWindow(number);
  if (!window) throw new Error("nothing to ask for");
  return { number, ...window };
}

// So much of a window in the server's chunks, from its start or from where it was left.
function deliver(transfer: Transfer, { number, offset }: Asked, from: number, to: number): number[] {
  const pieces: number[] = [];
  for (let at = offset + from; at < offset + to; at += limits.chunkBytes) {
    const result = transfer.onChunk(chunk(at, Math.min(limits.chunkBytes, offset + to - at), number));
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

test("Transfer asks for its windows one behind the other and cuts them into pieces", () => {
  const size = 2_500_000;
  const transfer = new Transfer(size, 0);
  const stored: number[] = [];
  for (let number = 1; !transfer.complete; number++) {
    const window = ask(transfer, number);
    expect(window.bytes).toBeLessThanOrEqual(limits.bulkWindowBytes);
    stored.push(...deliver(transfer, window, 0, window.bytes));
    expect(transfer.onDone(number)).toBeUndefined();
    expect(transfer.open).toEqual([]);
  }
  expect(transfer.mayAsk).toBe(false);
  expect(stored).toEqual(Array.from({ length: Math.ceil(size / pieceBytes) }, (_, i) => i));
});

test("Transfer asks for the next window when half of the last is here, and for no third", () => {
  const transfer = new Transfer(10 * limits.bulkWindowBytes, 0);
  const half = limits.bulkWindowBytes / 2;
  const first = ask(transfer, 1);
  deliver(transfer, first, 0, half - limits.chunkBytes);
  expect(transfer.mayAsk).toBe(false);
  deliver(transfer, first, half - limits.chunkBytes, half);
  const second = ask(transfer, 2);
  expect(second.offset).toBe(limits.bulkWindowBytes);
  deliver(transfer, second, 0, half);
  expect(transfer.nextWindow(3)).toBeUndefined();
  expect(transfer.open).toEqual([1, 2]);
  expect(transfer.received).toBe(2 * half);
});

test("Transfer hands out pieces in order, whichever window is whole first", () => {
  const transfer = new Transfer(2 * limits.bulkWindowBytes, 0);
  const first = ask(transfer, 1);
  const half = first.bytes / 2;
  expect(deliver(transfer, first, 0, half)).toEqual([0, 1]);
  const second = ask(transfer, 2);
  expect(deliver(transfer, second, 0, second.bytes)).toEqual([]);
  expect(transfer.onDone(2)).toBeUndefined();
  expect(transfer.complete).toBe(false);
  expect(deliver(transfer, first, half, first.bytes)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(transfer.onDone(1)).toBeUndefined();
  expect(transfer.complete).toBe(true);
});

test("Transfer goes on from the stored pieces", () => {
  const transfer = new Transfer(pieceBytes * 3 + 10, pieceBytes * 2);
  const window = ask(transfer, 1);
  expect(window).toEqual({ number: 1, offset: pieceBytes * 2, bytes: pieceBytes + 10 });
  expect(deliver(transfer, window, 0, window.bytes)).toEqual([2, 3]);
});

test("Transfer is broken by bytes that do not continue or were not asked for, and by a window that ends short", () => {
  const transfer = new Transfer(1_000, 0);
  expect(transfer.onChunk(chunk(0, 5))).toBe("broken");
  transfer.nextWindow(1);
  expect(transfer.onChunk(chunk(10, 5))).toBe("broken");
  expect(transfer.onChunk(chunk(0, 1_001))).toBe("broken");
  expect(transfer.onChunk(chunk(0, 1_000, 2))).toBe("broken");
  expect(transfer.onDone(1)).toBe("broken");
  expect(transfer.onChunk(chunk(0, 1_000))).toHaveLength(1);
  expect(transfer.onDone(2)).toBe("broken");
  expect(transfer.onDone(1)).toBeUndefined();
});

test("Transfer of a tiny blob is one piece", () => {
  const transfer = new Transfer(5, 0);
  const window = ask(transfer, 1);
  expect(deliver(transfer, window, 0, 5)).toEqual([0]);
  expect(transfer.complete).toBe(true);
});
