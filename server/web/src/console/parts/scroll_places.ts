// Where each entry of the browser's history was scrolled to. A screen that is opened starts at its top; back and forward return to where it
// stood, with every part of it that scrolls by itself.
//
// Noted while it is scrolled, so nobody need know when a screen is about to go. The entry is known by a number in its state; what else
// stands in that state is left alone.

interface Box {
  readonly children: ArrayLike<Box>;
  readonly parentElement: Box | null;
  scrollTop: number;
  scrollLeft: number;
}

interface Scrolled {
  readonly way: readonly number[]; // from the root down, child by child
  readonly top: number;
  readonly left: number;
}

function wayTo(root: Box, part: Box): number[] | undefined {
  const way: number[] = [];
  for (let at = part; at !== root;) {
    const parent: Box | null = at.parentElement;
    if (!parent) return undefined;
    way.unshift(Array.prototype.indexOf.call(parent.children, at));
    at = parent;
  }
  return way;
}

const placesMax = 100;

export class ScrollPlaces {
  readonly #history: Pick<History, "state" | "replaceState">;
  readonly #places = new Map<number, Map<string, Scrolled>>();
  #here = 0;
  #last: number;

  // `start`: a number no entry has yet, also not one that was made before the page was loaded anew.
  constructor(history: Pick<History, "state" | "replaceState">, start: number) {
    this.#history = history;
    this.#last = start;
    this.#enter();
  }

  // A part of the screen was scrolled.
  saw(root: Box, part: Box): void {
    const way = wayTo(root, part);
    if (!way) return;
    const parts = this.#places.get(this.#here) ?? new Map<string, Scrolled>();
    parts.set(way.join("."), { way, top: part.scrollTop, left: part.scrollLeft });
    this.#places.set(this.#here, parts);
  }

  // Another entry is on, and its screen stands there.
  arrive(root: Box): void {
    this.#enter();
    for (const { way, top, left } of this.#places.get(this.#here)?.values() ?? []) {
      let at: Box | undefined = root;
      for (const nth of way) at = at?.children[nth];
      if (!at) continue;
      at.scrollTop = top;
      at.scrollLeft = left;
    }
  }

  #enter(): void {
    const state: unknown = this.#history.state;
    const kept = typeof state === "object" && state !== null ? (state as { place?: unknown }) : {};
    if (typeof kept.place === "number") {
      this.#here = kept.place;
      return;
    }
    this.#here = this.#last += 1;
    this.#history.replaceState({ ...kept, place: this.#here }, "");
    for (const oldest of this.#places.keys()) {
      if (this.#places.size < placesMax) break;
      this.#places.delete(oldest);
    }
  }
}
