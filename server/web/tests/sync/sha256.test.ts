import { createHash } from "node:crypto";
import { expect, test } from "vitest";

import { Sha256 } from "../../src/sync/sha256";

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 131 + 7) & 255);

test("Sha256 agrees with OpenSSL at every length around its block edges", () => {
  for (let length = 0; length < 200; length++) {
    const bytes = bytesOf(length);
    expect(new Sha256().update(bytes).hex()).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});

test("Sha256 does not care how its input is cut", () => {
  const bytes = bytesOf(300_000);
  const whole = createHash("sha256").update(bytes).digest("hex");
  for (const step of [1_000, 4_096, 65_537, 262_144]) {
    const hash = new Sha256();
    for (let at = 0; at < bytes.length; at += step) hash.update(bytes.subarray(at, at + step));
    expect(hash.hex()).toBe(whole);
  }
});
