// "The revision somebody signed" must be exactly the first bytes of the file, on the tablet's pieces and on the desktop's file.
import { expect, test } from "vitest";

import { firstBytes, signedFileName } from "../../src/console/office/originals";
import { ArrivingBytes, BlobBytes, type ByteSource, FileBytes } from "../../src/pages/bytes";
import { MemoryStore } from "../../src/sync/memory_store";
import { pieceBytes } from "../../src/sync/transfer";

const whole = Uint8Array.from({ length: 2 * pieceBytes + 777 }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
const ends = [1, 1000, pieceBytes - 1, pieceBytes, pieceBytes + 1, 2 * pieceBytes + 500, whole.length];

async function stored(): Promise<MemoryStore> {
  const store = new MemoryStore();
  const putPieces = [0, 1, 2].map((index) => ({ sha256: "a", index, bytes: whole.slice(index * pieceBytes, (index + 1) * pieceBytes) }));
  await store.commit({ putPieces });
  return store;
}

async function expectPrefix(source: ByteSource, end: number): Promise<void> {
  expect(source.size).toBe(end);
  expect(Buffer.compare(await source.range(0, end), whole.subarray(0, end))).toBe(0);
  const middle = Math.floor(end / 3);
  expect(Buffer.compare(await source.range(middle, end), whole.subarray(middle, end))).toBe(0);
  await expect(source.range(0, end + 1)).rejects.toThrow();
  await expect(source.range(end, end + 1)).rejects.toThrow();
}

test.each(ends)("A signed revision of %i bytes is that prefix of the held blob, and not one byte more", async (end) => {
  await expectPrefix(new BlobBytes(await stored(), "a", end), end);
});

test.each(ends)("On a desktop the signed revision of %i bytes is that prefix of the original", async (end) => {
  const file = firstBytes(new Blob([whole]), end);
  expect(Buffer.compare(new Uint8Array(await file.arrayBuffer()), whole.subarray(0, end))).toBe(0);
  await expectPrefix(new FileBytes(file), end);
});

test("No signed revision is longer than the file", () => {
  expect(() => firstBytes(new Blob([whole]), whole.length + 1)).toThrow();
  expect(() => firstBytes(new Blob([whole]), 0)).toThrow();
  expect(signedFileName("208-TTr.pdf", { index: 0 })).toBe("208-TTr (bản ký 1).pdf");
});

test.each([
  ["all stored", 0, 4, [], [0, 1, 2, 3]],
  ["none stored", 8, 12, ["8+4"], [8, 9, 10, 11]],
  ["the first part stored", 4, 10, ["6+4"], [4, 5, 6, 7, 8, 9]],
])("Of a blob on its way, %s: what is here is read, the rest asked for", async (_, from, to, want, bytes) => {
  const asked: string[] = [];
  const stored = { size: 16, range: (a: number, b: number) => Promise.resolve(Uint8Array.from({ length: b - a }, (__, n) => a + n)) };
  const arriving = new ArrivingBytes(
    stored,
    () => 6,
    (at, many) => {
      asked.push(`${at}+${many}`);
      return Promise.resolve(Uint8Array.from({ length: many }, (__, n) => at + n));
    },
  );
  expect([...(await arriving.range(from, to))]).toEqual(bytes);
  expect(asked).toEqual(want);
  await expect(arriving.range(10, 17)).rejects.toThrow();
});
