// What the fetcher moves and remembers, its numbers, and what may go when room is needed.
import type { Delta } from "../generated/protocol";
import { limits } from "../generated/protocol";
import type { ClientParts } from "./client_parts";
import type { ArrivingDigest } from "./digests";
import type { BlobRow } from "./store";
import type { StoredPiece, Transfer } from "./transfer";

export interface Wanted {
  readonly sha256: string;
  readonly bytes: number;
  readonly delta?: Delta | null;
  readonly isPreview?: boolean;
  readonly urgent?: boolean; // somebody is looking at it
}

// One blob on its way.
export interface Running {
  readonly wanted: Wanted; // what is fetched
  readonly makes?: Wanted; // what it is the difference of
  readonly transfer: Transfer;
  readonly digest: ArrivingDigest | undefined; // of all its bytes; nothing when some were stored before
  readonly waiting: StoredPiece[]; // to be stored, in order
  storing: boolean;
}

export const rowOf = ({ sha256, bytes, isPreview }: Wanted): BlobRow => ({
  sha256,
  bytes,
  have: 0,
  verified: false,
  ...(isPreview && { isPreview }),
});

// How many at once, how often, and how long it waits.
export const pace = {
  standingMax: 2,
  runningMax: limits.transfersPerConnectionMax,
  startSpreadMs: 2_000,
  progressEveryMs: 1_000,
  attemptsMax: 3,
  noRoomMs: 60_000, // until the next try on a full machine
  noPreviewsMs: 600_000, // on a machine that had no room for them
  piecesAtOnce: 16, // in one transaction
  waitingMax: 8, // pieces not stored yet, above which nothing more of that blob is asked for
  aheadMax: 3, // windows in all, above which none is asked for ahead: what somebody taps finds a free one
} as const;

// What a fetcher needs of its client.
export type FetcherParts = Pick<ClientParts, "store" | "patch" | "digestWhole" | "nowMs" | "chance">;

// Previews first; when there are none, documents that nobody ordered or waits for.
export function thatMayGo(rows: readonly BlobRow[], isNeeded: (row: BlobRow) => boolean): BlobRow[] {
  const previews = rows.filter((row) => row.isPreview);
  return previews.length > 0 ? previews : rows.filter((row) => !isNeeded(row));
}
