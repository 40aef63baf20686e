// What outlives a reload, and the one door to it: load() at start, commit() for everything that must move together.
//
// Three kinds: database_store.ts (IndexedDB; tablets), desktop_store.ts (desktops: what they asked for is kept, the office's documents are not) and
// memory_store.ts (tests, and the part of a desktop that forgets).
import type { CommandBody, Standing } from "../generated/protocol";
import type { Readable } from "./signal";
import type { Place } from "./feed";
import type { KeptRow } from "./kept";
import type { Outbox, Row } from "./outbox";
import type { Held } from "./view";

// One blob on its way or here: pieces [0, have) are stored. `verified`: the whole has the right SHA-256.
export interface BlobRow {
  readonly sha256: string;
  readonly bytes: number;
  readonly have: number;
  readonly verified: boolean;
  readonly isPreview?: boolean; // pictures made from a document, not the document
}

// A command that waits until this person's view is complete. `epoch`: the history that has it done, at `seq`; only another one is told.
export interface ParkedRow {
  readonly person: string;
  readonly body: CommandBody;
  readonly epoch?: string;
  readonly seq?: number;
}

// The outbox of somebody who is not signed in now.
export interface LeftOutbox {
  readonly person: string;
  readonly outbox: Outbox;
}

export interface Loaded {
  readonly place: Place;
  readonly standing: Standing | null;
  readonly incarnation: string;
  readonly next: number;
  readonly rows: readonly Row[];
  readonly parked: readonly ParkedRow[];
  readonly left: readonly LeftOutbox[];
  readonly kept: readonly KeptRow[];
  readonly entities: readonly Held[];
  readonly blobs: readonly BlobRow[];
}

// Of the small things, where a blob's words are kept: they go with it.
export const wordsKey = (sha256: string): string => `text/${sha256}`;

// One transaction: all of it or nothing.
export interface Writes {
  place?: Place;
  standing?: Standing | null;
  numbering?: { incarnation: string; next: number };
  replaceRows?: readonly Row[];
  putRows?: readonly Row[];
  dropRows?: readonly number[];
  parked?: readonly ParkedRow[]; // replaces all
  left?: readonly LeftOutbox[]; // replaces all
  putKept?: readonly KeptRow[];
  dropKept?: readonly string[]; // by key
  clearEntities?: boolean;
  putEntities?: readonly Held[];
  removeEntities?: readonly string[];
  putBlobs?: readonly BlobRow[];
  dropBlobs?: readonly string[];
  putPieces?: readonly { sha256: string; index: number; bytes: Uint8Array<ArrayBuffer> }[];
}

// good: what is committed is kept. full, broken: this machine takes nothing now; `unsaved` of the person's changes are in memory alone.
export interface Health {
  readonly state: "good" | "full" | "broken";
  readonly unsaved: number;
}

export interface Store {
  // Only stores that may fail under the open app have these (vault.ts).
  readonly health?: Readable<Health>;
  makeRoom?: () => Promise<boolean>;
  retry?(): Promise<void>;
  load(): Promise<Loaded>;
  commit(writes: Writes): Promise<void>;
  piece(sha256: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  // Small things of the app itself: the page one left off at, the pen's colour.
  recall<T>(key: string): Promise<T | undefined>;
  remember(key: string, value: unknown): Promise<void>;
  // Everything but the device's key.
  erase(): Promise<void>;
}
