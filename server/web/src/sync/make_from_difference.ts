// A newer revision from the older one and the difference, both stored, into the store: many pieces a transaction, and not verified yet.
import type { DigestWhole } from "./digests";
import { pace, type Wanted } from "./fetcher_parts";
import type { Patch } from "./patch";
import { bytesOf, cutIntoPieces } from "./pieces";
import type { BlobRow, Store } from "./store";

interface Parts {
  readonly store: Store;
  readonly patch: Patch;
  readonly digestWhole: DigestWhole;
}

// False when it does not come to the right bytes: nothing of it is stored then.
export async function makeFromDifference(parts: Parts, difference: Wanted, whole: Wanted, base: BlobRow | undefined): Promise<boolean> {
  const { store, patch, digestWhole } = parts;
  const older = base && (await bytesOf(store, base));
  const delta = await bytesOf(store, difference);
  const newer = older && delta && (await patch(older, delta).catch(() => undefined));
  if (!newer || newer.length !== whole.bytes || (await digestWhole([newer])) !== whole.sha256) return false;
  const pieces = cutIntoPieces(newer);
  for (let at = 0; at < pieces.length; at += pace.piecesAtOnce) {
    const some = pieces.slice(at, at + pace.piecesAtOnce).map(({ index, bytes }) => ({ sha256: whole.sha256, index, bytes }));
    await store.commit({ putPieces: some });
  }
  return true;
}
