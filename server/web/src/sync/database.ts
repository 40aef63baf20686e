// The IndexedDB database and the only way to use it: a transaction that is tried once more on a fresh handle.
//
// iPadOS kills IndexedDB connections of pages in the background; every later use of the old handle fails. So a failure of the
// connection (not of the data) drops the handle, opens another and runs the work again: work must be repeatable. Now and then it does
// not answer at all: opening and working have a time limit, after which the caller hears of it instead of waiting for ever.
// Whoever clears the site's data under the open app leaves an empty database behind: `onCleared` says so.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";

import type { Held } from "./view";
import type { Row } from "./outbox";
import type { BlobRow } from "./store";

export interface Schema extends DBSchema {
  identity: { key: string; value: unknown };
  place: { key: string; value: unknown };
  entities: { key: string; value: Held };
  outbox: { key: number; value: Row };
  blobs: { key: string; value: BlobRow };
  pieces: { key: [string, number]; value: Uint8Array<ArrayBuffer> };
  local: { key: string; value: unknown };
}

export type StoreName = StoreNames<Schema>;
export const allStores: StoreName[] = ["identity", "place", "entities", "outbox", "blobs", "pieces", "local"];

const version = 1;

function isLostConnection(error: unknown): boolean {
  const name = (error as DOMException | undefined)?.name;
  return (
    name === "TimeoutError" ||
    name === "InvalidStateError" ||
    name === "UnknownError" ||
    name === "AbortError" ||
    name === "TransactionInactiveError"
  );
}

// Rejects with a DOMException of that name when `work` takes longer.
function within<T>(ms: number, name: string, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException(`IndexedDB did not answer in ${ms} ms`, name)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const openMsMax = 5_000;
const runMsMax = 20_000;

export class Database {
  // The data was cleared under the open app; what stands in memory is all there is.
  onCleared: () => void = () => undefined;
  readonly #name: string;
  readonly #openMs: number;
  readonly #runMs: number;
  #handle: Promise<IDBPDatabase<Schema>> | undefined;
  #wasOpen = false;

  constructor(name: string, limits: { openMs?: number; runMs?: number } = {}) {
    this.#name = name;
    this.#openMs = limits.openMs ?? openMsMax;
    this.#runMs = limits.runMs ?? runMsMax;
  }

  // Runs `work` in one transaction over `stores` and waits until it is committed (`strict`: on the disk). Thrown errors of `work` abort it.
  async run<T, Mode extends "readonly" | "readwrite">(
    stores: StoreName[],
    mode: Mode,
    work: (tx: IDBPTransaction<Schema, StoreName[], Mode>) => Promise<T>,
    durability: IDBTransactionDurability = "default",
  ): Promise<T> {
    try {
      return await this.#limited(stores, mode, work, durability);
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      this.#handle = undefined;
      return await this.#limited(stores, mode, work, durability);
    }
  }

  async #limited<T, Mode extends "readonly" | "readwrite">(
    stores: StoreName[],
    mode: Mode,
    work: (tx: IDBPTransaction<Schema, StoreName[], Mode>) => Promise<T>,
    durability: IDBTransactionDurability,
  ): Promise<T> {
    const handle = await this.#open();
    return await within(this.#runMs, "TimeoutError", this.#once(handle, stores, mode, work, durability));
  }

  async #once<T, Mode extends "readonly" | "readwrite">(
    handle: IDBPDatabase<Schema>,
    stores: StoreName[],
    mode: Mode,
    work: (tx: IDBPTransaction<Schema, StoreName[], Mode>) => Promise<T>,
    durability: IDBTransactionDurability,
  ): Promise<T> {
    const tx = handle.transaction(stores, mode, { durability });
    const committed = tx.done;
    committed.catch(() => undefined); // reported below; an early throw of `work` must not leave it unhandled
    let result: T;
    try {
      result = await work(tx);
    } catch (error) {
      try {
        tx.abort();
      } catch {
        // already over
      }
      // Where the disk is full, the transaction knows it; its requests only know that they were aborted.
      throw tx.error ?? error;
    }
    await committed;
    return result;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (!this.#handle) {
      const opening = openDB<Schema>(this.#name, version, {
        upgrade: (handle) => {
          if (this.#wasOpen) queueMicrotask(() => this.onCleared());
          for (const store of allStores) handle.createObjectStore(store as "local");
        },
        // Another tab wants a newer version: step aside, the next use opens again.
        blocking: (_from, _to, event) => {
          (event.target as IDBDatabase).close();
          this.#handle = undefined;
        },
        terminated: () => {
          this.#handle = undefined;
          // Killed, or cleared: opening tells which.
          setTimeout(() => void this.#open().catch(() => undefined), 500);
        },
      });
      const limited = within(this.#openMs, "OpenTimeoutError", opening);
      limited.then(
        () => (this.#wasOpen = true),
        () => {
          if (this.#handle === limited) this.#handle = undefined;
          // Too late for those who waited, and nobody else may be kept from the database.
          opening.then(
            (handle) => handle.close(),
            () => undefined,
          );
        },
      );
      this.#handle = limited;
    }
    return this.#handle;
  }

  // For tests: what the system does to a page in the background.
  async loseConnection(): Promise<void> {
    (await this.#open()).close();
  }
}
