// A value that tells its listeners when it changes. Follows Svelte's store contract, so components may write `$signal`; the rest of
// src/sync stays free of any UI library.
export type Listener<T> = (value: T) => void;

export interface Readable<T> {
  readonly value: T;
  subscribe(listener: Listener<T>): () => void;
}

export class Signal<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<Listener<T>>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  // Calls `listener` at once and on every change, until the returned function is called.
  subscribe(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    listener(this.#value);
    return () => this.#listeners.delete(listener);
  }
}
