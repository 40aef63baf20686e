// The Store of a desktop: the commands of the office outlive a reload, a crash and a restored server as those of a tablet do; documents, lists and
// people's notes are forgotten with the page. So the place keeps its history but no cursor: each load begins with a snapshot.
import { type Place } from "./feed";
import { MemoryStore } from "./memory_store";
import type { Loaded, Store, Writes } from "./store";

export class DesktopStore implements Store {
  readonly #forgets = new MemoryStore();
  readonly #keeps: Store;

  constructor(keeps: Store) {
    this.#keeps = keeps;
  }

  async load(): Promise<Loaded> {
    const { place, ...loaded } = await this.#keeps.load();
    return { ...loaded, place: withoutCursor(place), standing: null, entities: [], blobs: [] };
  }

  // The commands first: whatever they are laid over can be had again.
  async commit(writes: Writes): Promise<void> {
    const { place, numbering, replaceRows, putRows, dropRows, parked, left, putKept, dropKept, ...forgotten } = writes;
    const lasting: Writes = {
      ...(place && { place: withoutCursor(place) }),
      ...(numbering && { numbering }),
      ...(replaceRows && { replaceRows }),
      ...(putRows && { putRows }),
      ...(dropRows && { dropRows }),
      ...(parked && { parked }),
      ...(left && { left }),
      ...(putKept && { putKept }),
      ...(dropKept && { dropKept }),
    };
    if (isNews(lasting)) await this.#keeps.commit(lasting);
    await this.#forgets.commit(forgotten);
  }

  piece(sha256: string, index: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#forgets.piece(sha256, index);
  }

  recall<T>(key: string): Promise<T | undefined> {
    return this.#forgets.recall<T>(key);
  }

  remember(key: string, value: unknown): Promise<void> {
    return this.#forgets.remember(key, value);
  }

  async erase(): Promise<void> {
    await this.#keeps.erase();
    await this.#forgets.erase();
  }
}

const withoutCursor = (place: Place): Place => ({ ...place, cursor: 0, access: "" });

const isNews = (writes: Writes): boolean => Object.keys(writes).length > 0;
