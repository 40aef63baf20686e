// The IndexedDB database and the only way to use it: a transaction that is tried once more on a fresh handle.
//
// iPadOS kills IndexedDB connections of pages in the background; every later use of the old handle fails. So a failure of the
// connection (not of the data) drops the handle, opens another and runs the work again: work must be repeatable.
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
  return name === "InvalidStateError" || name === "UnknownError" || name === "AbortError" || name === "TransactionInactiveError";
}

export class Database {
  readonly #name: string;
  #handle: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  // Runs `work` in one transaction over `stores` and waits until it is committed (`strict`: on the disk). Thrown errors of `work` abort it.
  async run<T, Mode extends "readonly" | "readwrite">(
    stores: StoreName[],
    mode: Mode,
    work: (tx: IDBPTransaction<Schema, StoreName[], Mode>) => Promise<T>,
    durability: IDBTransactionDurability = "default",
  ): Promise<T> {
    try {
      return await this.#once(stores, mode, work, durability);
    } catch (error) {
      if (!isLostConnection(error)) throw error;
      this.#handle = undefined;
      return await this.#once(stores, mode, work, durability);
    }
  }

  async #once<T, Mode extends "readonly" | "readwrite">(
    stores: StoreName[],
    mode: Mode,
    work: (tx: IDBPTransaction<Schema, StoreName[], Mode>) => Promise<T>,
    durability: IDBTransactionDurability,
  ): Promise<T> {
    const handle = await this.#open();
    const tx = handle.transaction(stores, mode, { durability });
    const committed = tx.done;
    committed.catch(() => undefined);  // reported below; an early throw of `work` must not leave it unhandled
    let result: T;
    try {
      result = await work(tx);
    } catch (error) {
      try {
        tx.abort();
      } catch {
        // already over
      }
      throw error;
    }
    await committed;
    return result;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (!this.#handle) {
      const opening = openDB<Schema>(this.#name, version, {
        upgrade: (handle) => {
          for (const store of allStores) handle.createObjectStore(store as "local");
        },
        // Another tab wants a newer version: step aside, the next use opens again.
        blocking: (_from, _to, event) => {
          (event.target as IDBDatabase).close();
          this.#handle = undefined;
        },
        terminated: () => {
          this.#handle = undefined;
        },
      });
      opening.catch(() => {
        this.#handle = undefined;
      });
      this.#handle = opening;
    }
    return this.#handle;
  }

  // For tests: what the system does to a page in the background.
  async loseConnection(): Promise<void> {
    (await this.#open()).close();
  }
}
