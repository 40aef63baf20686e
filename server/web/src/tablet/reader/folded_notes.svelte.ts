// Notes that are shown as a small sign, so that they do not cover what is printed: this person's wish, kept on this machine.
import { SvelteSet } from "svelte/reactivity";

import type { Store } from "../../sync/store";

const notesMax = 2_000;

export class FoldedNotes {
  readonly #ids = new SvelteSet<string>();
  readonly #store: Store;
  readonly #key: string;

  constructor(store: Store, person: string | null) {
    this.#store = store;
    this.#key = `folded/${person ?? ""}`;
  }

  async restore(): Promise<void> {
    const known = await this.#store.recall<string[]>(this.#key).catch(() => undefined);
    for (const id of known ?? []) this.#ids.add(id);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  // Changes with every note that is folded or opened.
  get count(): number {
    return this.#ids.size;
  }

  set(ids: readonly string[], folded: boolean): void {
    for (const id of ids) {
      if (folded) this.#ids.add(id);
      else this.#ids.delete(id);
    }
    void this.#store.remember(this.#key, [...this.#ids].slice(-notesMax)).catch(() => undefined);
  }
}
