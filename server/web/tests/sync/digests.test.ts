import { createHash, webcrypto } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";

import { ArrivingDigest, digestByBrowser, digestInSteps } from "../../src/sync/digests";

const bytesOf = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
const expected = (...parts: Uint8Array[]): string => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

afterEach(() => vi.unstubAllGlobals());

test.each([[0], [1], [300_000]])("The digest of %i bytes is the same whoever makes it", async (length) => {
  const parts = [bytesOf(length), bytesOf(77)];
  expect(await digestInSteps(parts)).toBe(expected(...parts));
  vi.stubGlobal("crypto", webcrypto);
  expect(await digestByBrowser(parts)).toBe(expected(...parts));
  expect(await digestByBrowser([parts[0]!])).toBe(expected(parts[0]!));
  vi.stubGlobal("crypto", undefined);
  expect(await digestByBrowser(parts)).toBe(expected(...parts));
});

test("A blob too large to stand in memory is digested piece by piece", async () => {
  const whole = vi.fn(digestInSteps);
  const piece = bytesOf(262_144);
  const large = new ArrivingDigest(40 * piece.length, whole);
  for (let n = 0; n < 40; n++) large.push(piece);
  expect(await large.hex()).toBe(expected(...Array.from({ length: 40 }, () => piece)));
  expect(whole).not.toHaveBeenCalled();
  const small = new ArrivingDigest(2 * piece.length, whole);
  small.push(piece);
  small.push(piece);
  expect(await small.hex()).toBe(expected(piece, piece));
  expect(whole).toHaveBeenCalledOnce();
});
