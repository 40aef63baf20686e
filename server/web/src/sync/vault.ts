// A tablet's store that goes on when the machine's own does not: the disk is full, or iPadOS has killed IndexedDB.
//
//   good ──a write finds no room──▶ full ──a write succeeds──▶ good
//     └──the database does not answer──▶ broken ──a write succeeds──▶ good
//
// What a person wrote never waits for room: what cannot be stored is held in memory (in order, folded into one transaction), sent from
// there, and stored at the next attempt that succeeds. `health.unsaved` says how many of their changes are nowhere else on this machine,
// so that the screen can. Bytes of documents are not held: whoever fetches them is told, and stops.
// Before anything is held, room is made (`makeRoom`): pictures can be had again, words cannot.
import { foldWrites } from "./fold_writes";
import { type Readable, Signal } from "./signal";
import { type Health, type Loaded, type Store, wordsKey, type Writes } from "./store";
import { pieceBytes } from "./transfer";

const roomKey = "room";

export const isFull = (error: unknown): boolean => {
  const { name, inner } = (error ?? {}) as { name?: string; inner?: unknown };
  return name === "QuotaExceededError" || (inner !== undefined && isFull(inner));
};

// Of documents: can be had again.
const isBulk = (writes: Writes): boolean =>
  Boolean(writes.putPieces || writes.putBlobs) || Object.keys(writes).every((key) => key === "dropBlobs");

export class Vault implements Store {
  // Frees room; false when there is none to free.
  makeRoom: () => Promise<boolean> = async () => false;
  readonly #store: Store;
  readonly #health = new Signal<Health>({ state: "good", unsaved: 0 });
  readonly #local = new Map<string, unknown>(); // small things not stored yet
  #held: Writes | undefined;
  #eraseFirst = false;
  #makingRoom = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  get health(): Readable<Health> {
    return this.#health;
  }

  load(): Promise<Loaded> {
    return this.#store.load();
  }

  // Errors: of documents' bytes only.
  async commit(writes: Writes): Promise<void> {
    for (const sha256 of writes.dropBlobs ?? []) this.#local.delete(wordsKey(sha256));
    if (isBulk(writes)) return await this.#bulk(writes);
    await this.#serial(async () => {
      if (this.#held || this.#eraseFirst) {
        this.#held = foldWrites(this.#held, writes);
        await this.#flush();
      } else if (!(await this.#tries(() => this.#store.commit(writes)))) this.#held = writes;
      this.#notify();
    });
  }

  async piece(sha256: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return await this.#store.piece(sha256, index);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async recall<T>(key: string): Promise<T | undefined> {
    if (this.#local.has(key)) return this.#local.get(key) as T;
    if (this.#eraseFirst) return undefined;
    return await this.#store.recall<T>(key);
  }

  async remember(key: string, value: unknown): Promise<void> {
    this.#local.set(key, value);
    await this.#serial(async () => {
      if (!this.#local.has(key) || this.#local.get(key) !== value) return; // a newer value has been stored
      if (await this.#tries(() => this.#store.remember(key, value))) this.#stored(key, value);
      this.#notify();
    });
  }

  // Whatever the database says, nothing of it is shown any more.
  async erase(): Promise<void> {
    await this.#serial(async () => {
      this.#held = undefined;
      this.#local.clear();
      this.#eraseFirst = true;
      await this.#flush();
      this.#notify();
    });
  }

  // Once in a while: what is held is stored if the machine takes it now.
  async retry(): Promise<void> {
    if (this.#health.value.state === "good") return;
    await this.#serial(async () => {
      await this.#flush();
      for (const [key, value] of this.#local) {
        if (!(await this.#tries(() => this.#store.remember(key, value)))) break;
        this.#stored(key, value);
      }
      if (!this.#held && !this.#eraseFirst && this.#local.size === 0 && (await this.#hasRoom())) this.#set("good");
      this.#notify();
    });
  }

  #serial<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #bulk(writes: Writes): Promise<void> {
    try {
      await this.#store.commit(writes);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
    if (this.#health.value.state === "broken" && !this.#held && !this.#eraseFirst) this.#set("good");
  }

  async #flush(): Promise<void> {
    if (this.#eraseFirst) {
      if (!(await this.#tries(() => this.#store.erase()))) return;
      this.#eraseFirst = false;
    }
    const held = this.#held;
    if (held && (await this.#tries(() => this.#store.commit(held)))) {
      this.#held = undefined;
      this.#set("good");
    }
  }

  // Once more when room could be made.
  async #tries(work: () => Promise<void>): Promise<boolean> {
    for (;;) {
      try {
        await work();
        return true;
      } catch (error) {
        this.#failed(error);
        if (!isFull(error) || this.#makingRoom) return false;
        this.#makingRoom = true;
        const made = await this.makeRoom().catch(() => false);
        this.#makingRoom = false;
        if (!made) return false;
      }
    }
  }

  // A piece of a document would fit.
  async #hasRoom(): Promise<boolean> {
    try {
      await this.#store.remember(roomKey, new Uint8Array(pieceBytes));
      await this.#store.remember(roomKey, null);
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  #stored(key: string, value: unknown): void {
    if (this.#local.get(key) === value) this.#local.delete(key);
  }

  #failed(error: unknown): void {
    this.#set(isFull(error) ? "full" : "broken");
  }

  #set(state: Health["state"]): void {
    if (this.#health.value.state !== state) this.#health.set({ ...this.#health.value, state });
  }

  #notify(): void {
    const rows = new Map([...(this.#held?.replaceRows ?? []), ...(this.#held?.putRows ?? [])].map((row) => [row.number, row]));
    const unsaved = [...rows.values()].filter(
      (row) => row.shownAt === undefined && row.body.type !== "received" && row.body.type !== "opened" && row.body.type !== "purged",
    ).length;
    if (this.#health.value.unsaved !== unsaved) this.#health.set({ ...this.#health.value, unsaved });
  }
}
