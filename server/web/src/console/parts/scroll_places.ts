// Where each entry of the browser's history was scrolled to. A screen that is opened starts at its top; back and forward return to where it
// stood, with every part of it that scrolls by itself.
//
// The entry is known by a number in its state; what else stands in that state is left alone.

export interface Scrolled {
  readonly way: readonly number[];  // from the root down, child by child
  readonly top: number;
  readonly left: number;
}

interface Box {
  readonly children: ArrayLike<Box>;
  scrollTop: number;
  scrollLeft: number;
}

export function scrolledParts(root: Box, way: readonly number[] = []): Scrolled[] {
  const here = root.scrollTop > 0 || root.scrollLeft > 0 ? [{ way, top: root.scrollTop, left: root.scrollLeft }] : [];
  return [...here, ...Array.from(root.children).flatMap((child, nth) => scrolledParts(child, [...way, nth]))];
}

export function scrollTo(root: Box, parts: readonly Scrolled[]): void {
  for (const { way, top, left } of parts) {
    let at: Box | undefined = root;
    for (const nth of way) at = at?.children[nth];
    if (!at) continue;
    at.scrollTop = top;
    at.scrollLeft = left;
  }
}

const placesMax = 100;

export class ScrollPlaces {
  readonly #history: Pick<History, "state" | "replaceState">;
  readonly #places = new Map<number, readonly Scrolled[]>();
  #here = 0;
  #last: number;

  // `start`: a number no entry has yet, also not one that was made before the page was loaded anew.
  constructor(history: Pick<History, "state" | "replaceState">, start: number) {
    this.#history = history;
    this.#last = start;
    this.#enter();
  }

  // Before the next screen takes the place of this one.
  leave(root: Box): void {
    this.#places.delete(this.#here);
    this.#places.set(this.#here, scrolledParts(root));
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= placesMax) break;
      this.#places.delete(oldest);
    }
  }

  // When it stands there.
  arrive(root: Box): void {
    this.#enter();
    const parts = this.#places.get(this.#here);
    if (parts) scrollTo(root, parts);
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
  }
}
