// A new revision from the older one and a zstd frame that continues it (storage/files/delta.hpp makes it). In the browser the work is done by
// a worker of its own, which lives for one frame: its memory, twice the document's bytes, goes with it.
import type { Answer, Question } from "./patch_worker";

// Errors: whatever is wrong with the frame. That the result is right is for its SHA-256 to say.
export type Patch = (older: Uint8Array<ArrayBuffer>, delta: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

export const patchInWorker: Patch = (older, delta) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./patch_worker.ts", import.meta.url), { type: "module" });
    const end = (): void => worker.terminate();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      end();
      if (data.newer) resolve(data.newer);
      else reject(new Error(data.failure));
    };
    worker.onerror = (event) => {
      end();
      reject(new Error(event.message || "patch worker"));
    };
    worker.postMessage({ older, delta } satisfies Question, [older.buffer, delta.buffer]);
  });
