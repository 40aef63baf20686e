// The one place that knows the zstd library.
import { createDCtx, decompressUsingDict, freeDCtx, init } from "@bokuweb/zstd-wasm";

let ready: Promise<void> | undefined;

// `older`: the frame's prefix. Errors: the frame is damaged, or not of these older bytes.
export async function applyDelta(older: Uint8Array<ArrayBuffer>, delta: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  ready ??= init();
  await ready;
  const context = createDCtx();
  try {
    return new Uint8Array(decompressUsingDict(context, delta, older));
  } finally {
    freeDCtx(context);
  }
}
