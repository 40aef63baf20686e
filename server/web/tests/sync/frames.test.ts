// The golden frames are read by the C++ side too: what it writes we take apart, what it refuses we refuse.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { chunkHeaderBytes, decodeChunk } from "../../src/sync/transfer";

interface Golden {
  readonly name: string;
  readonly hex: string;
  readonly then?: { readonly byte: string; readonly times: number }; // follows the hexadecimal digits
  readonly transfer?: number;
  readonly offset?: number;
  readonly error?: string;
}
const golden = JSON.parse(readFileSync(new URL("../../../../tests/golden/frames.json", import.meta.url), "utf8")) as Golden[];

function frameOf({ hex, then }: Golden): Uint8Array<ArrayBuffer> {
  const head = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  const frame = new Uint8Array(head.length + (then?.times ?? 0)).fill(then ? Number.parseInt(then.byte, 16) : 0);
  frame.set(head);
  return frame;
}

test.each(golden.filter((each) => each.error === undefined))("The golden frame $name is read as it stands", (example) => {
  const frame = frameOf(example);
  const chunk = decodeChunk(frame.buffer)!;
  expect(chunk.transfer).toBe(example.transfer);
  expect(chunk.offset).toBe(example.offset);
  expect(Buffer.from(chunk.bytes).equals(Buffer.from(frame.subarray(chunkHeaderBytes)))).toBe(true);
});

test.each(golden.filter((each) => each.error !== undefined))("The golden frame $name is no chunk", (example) => {
  expect(decodeChunk(frameOf(example).buffer)).toBeUndefined();
});
