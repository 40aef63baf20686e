import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, it } from "vitest";

import { twinsOf } from "../../build/smaller_twins";

const script = Buffer.from("export const answer = 42;\n".repeat(100));

it("writes the same bytes smaller, twice", () => {
  const twins = twinsOf(script)!;
  expect(gunzipSync(twins.gzip).equals(script)).toBe(true);
  expect(brotliDecompressSync(twins.brotli).equals(script)).toBe(true);
  expect(twins.brotli.length).toBeLessThan(twins.gzip.length);
});

it("leaves alone what is small, or does not get smaller", () => {
  expect(twinsOf(script.subarray(0, 100))).toBeNull();
  const noise = Buffer.alloc(4096);
  for (let i = 0, x = 1; i < noise.length; i++) noise[i] = (x = (x * 1103515245 + 12345) & 0x7fffffff) >>> 16;
  expect(twinsOf(noise)).toBeNull();
});
