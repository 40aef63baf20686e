// Where a person is in a document and how they have it before them, and the paper's tint they read on. It is the person's, not the
// machine's: whoever sits down at the same tablet begins at their own place.
import type { Fit } from "../../pages/layout";
import type { Store } from "../../sync/store";

export const themes = ["light", "sepia", "dark"] as const;
export type Theme = (typeof themes)[number];

export interface ReadingPlace {
  readonly sha256: string; // of the revision it is a place in
  readonly page: number;
  readonly share: number; // of the page that is above the edge
  readonly zoom: number;
  readonly fit: Fit | null; // as they chose it; null: as the screen lies
}

export interface Places {
  of(document: string): Promise<ReadingPlace | undefined>;
  keep(document: string, place: ReadingPlace): void;
  theme(): Promise<Theme>;
  keepTheme(theme: Theme): void;
}

const isPlace = (value: unknown): value is ReadingPlace => {
  const place = value as ReadingPlace | null | undefined;
  return (
    typeof place?.sha256 === "string" &&
    Number.isInteger(place.page) &&
    Number.isFinite(place.share) &&
    Number.isFinite(place.zoom) &&
    (place.fit === null || place.fit === "width" || place.fit === "page")
  );
};

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

// On this device. Nobody signed in: nothing is kept.
export class StoredPlaces implements Places {
  readonly #store: Store;
  readonly #person: string | null;

  constructor(store: Store, person: string | null) {
    this.#store = store;
    this.#person = person;
  }

  async of(document: string): Promise<ReadingPlace | undefined> {
    const known = await this.#recall(`reading/${this.#person}/${document}`);
    return isPlace(known) ? known : undefined;
  }

  keep(document: string, place: ReadingPlace): void {
    this.#remember(`reading/${this.#person}/${document}`, place);
  }

  async theme(): Promise<Theme> {
    const known = await this.#recall(`theme/${this.#person}`);
    return isTheme(known) ? known : "light";
  }

  keepTheme(theme: Theme): void {
    this.#remember(`theme/${this.#person}`, theme);
  }

  #recall(key: string): Promise<unknown> {
    return this.#person === null ? Promise.resolve(undefined) : this.#store.recall<unknown>(key).catch(() => undefined);
  }

  #remember(key: string, value: unknown): void {
    if (this.#person !== null) void this.#store.remember(key, value).catch(() => undefined);
  }
}
