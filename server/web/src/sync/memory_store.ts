// The Store that forgets: what a desktop need not keep (desktop_store.ts), and tests.
import { nowhere } from "./feed";
import { type BlobRow, type Loaded, type Store, wordsKey, type Writes } from "./store";
import { inOrder, type KeptRow } from "./kept";
import type { Row } from "./outbox";
import type { Held } from "./view";

export class MemoryStore implements Store {
  #kept: Loaded = {
    place: nowhere,
    standing: null,
    incarnation: "",
    next: 1,
    rows: [],
    parked: [],
    left: [],
    kept: [],
    entities: [],
    blobs: [],
  };
  readonly #rows = new Map<number, Row>();
  readonly #keptRows = new Map<string, KeptRow>();
  readonly #entities = new Map<string, Held>();
  readonly #blobs = new Map<string, BlobRow>();
  readonly #pieces = new Map<string, Map<number, Uint8Array<ArrayBuffer>>>();
  readonly #local = new Map<string, unknown>();

  async load(): Promise<Loaded> {
    const rows = [...this.#rows.values()].sort((a, b) => a.number - b.number);
    return {
      ...this.#kept,
      rows,
      kept: inOrder(this.#keptRows.values()),
      entities: [...this.#entities.values()],
      blobs: [...this.#blobs.values()],
    };
  }

  async commit(writes: Writes): Promise<void> {
    this.#kept = {
      ...this.#kept,
      ...(writes.place && { place: writes.place }),
      ...(writes.standing !== undefined && { standing: writes.standing }),
      ...(writes.numbering ?? {}),
      ...(writes.parked && { parked: writes.parked }),
      ...(writes.left && { left: writes.left }),
    };
    if (writes.replaceRows) this.#rows.clear();
    for (const row of [...(writes.replaceRows ?? []), ...(writes.putRows ?? [])]) this.#rows.set(row.number, row);
    for (const number of writes.dropRows ?? []) this.#rows.delete(number);
    for (const row of writes.putKept ?? []) this.#keptRows.set(row.key, row);
    for (const key of writes.dropKept ?? []) this.#keptRows.delete(key);
    if (writes.clearEntities) this.#entities.clear();
    for (const key of writes.removeEntities ?? []) this.#entities.delete(key);
    for (const held of writes.putEntities ?? []) this.#entities.set(held.key, held);
    for (const row of writes.putBlobs ?? []) this.#blobs.set(row.sha256, row);
    for (const sha256 of writes.dropBlobs ?? []) {
      this.#blobs.delete(sha256);
      this.#pieces.delete(sha256);
      this.#local.delete(wordsKey(sha256));
    }
    for (const { sha256, index, bytes } of writes.putPieces ?? []) {
      const pieces = this.#pieces.get(sha256) ?? new Map<number, Uint8Array<ArrayBuffer>>();
      this.#pieces.set(sha256, pieces.set(index, bytes));
    }
  }

  async piece(sha256: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#pieces.get(sha256)?.get(index);
  }

  async recall<T>(key: string): Promise<T | undefined> {
    return this.#local.get(key) as T | undefined;
  }

  async remember(key: string, value: unknown): Promise<void> {
    this.#local.set(key, value);
  }

  async erase(): Promise<void> {
    await this.commit({
      place: nowhere,
      standing: null,
      numbering: { incarnation: "", next: 1 },
      replaceRows: [],
      parked: [],
      left: [],
      clearEntities: true,
    });
    this.#keptRows.clear();
    this.#blobs.clear();
    this.#pieces.clear();
    this.#local.clear();
  }
}
