// The server lost a blob to a failing disk and asks who still has it. Whoever holds it puts it back; nobody has to notice.
import type { BlobWanted } from "../generated/protocol";
import { blobOf, digestOf } from "./pieces";
import type { BlobRow, Store } from "./store";

// A path of the server that the app comes from, never an address elsewhere.
const isOwnPath = (path: string): boolean => /^\/[^/\\]/.test(path);

// True when the bytes were here, right, and have been put.
export async function returnBlob(
  wanted: BlobWanted,
  held: BlobRow | undefined,
  store: Store,
  put: (path: string, body: Blob) => Promise<void>,
): Promise<boolean> {
  if (!held?.verified || held.bytes !== wanted.bytes || !isOwnPath(wanted.path)) return false;
  if ((await digestOf(store, held)) !== wanted.sha256) return false;
  const body = await blobOf(store, held);
  if (!body) return false;
  await put(wanted.path, body);
  return true;
}

// Each blob once on a connection: who asks twice has not looked.
export class BlobReturner {
  readonly #parts: { readonly store: Store; put(path: string, body: Blob): Promise<void> };
  readonly #returned = new Set<string>();

  constructor(parts: { readonly store: Store; put(path: string, body: Blob): Promise<void> }) {
    this.#parts = parts;
  }

  onWanted(wanted: BlobWanted, held: BlobRow | undefined): void {
    if (this.#returned.has(wanted.sha256)) return;
    this.#returned.add(wanted.sha256);
    void returnBlob(wanted, held, this.#parts.store, this.#parts.put).catch(() => undefined);
  }

  onLost(): void {
    this.#returned.clear();
  }
}
