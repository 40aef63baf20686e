// Two bookmarks of a person in a document, like the two ribbons of a book. They are the person's own and stay on the device.
import type { Store } from "../../sync/store";
import type { Stand } from "./jumps";

export type Bookmarks = readonly [Stand | null, Stand | null];
export const noBookmarks: Bookmarks = [null, null];

const keyOf = (person: string, document: string): string => `bookmarks/${person}/${document}`;

const isStand = (value: unknown): value is Stand =>
  typeof value === "object" && value !== null && Number.isInteger((value as Stand).page) && Number.isFinite((value as Stand).share);

// In a document of so many pages: a replacement may be shorter.
export async function recallBookmarks(store: Store, person: string | null, document: string, pages: number): Promise<Bookmarks> {
  const kept = person === null ? undefined : await store.recall<unknown[]>(keyOf(person, document)).catch(() => undefined);
  const at = (n: number): Stand | null => {
    const stand = Array.isArray(kept) ? kept[n] : null;
    return isStand(stand) ? { page: Math.max(0, Math.min(pages - 1, stand.page)), share: stand.share } : null;
  };
  return [at(0), at(1)];
}

export async function keepBookmarks(store: Store, person: string | null, document: string, bookmarks: Bookmarks): Promise<void> {
  if (person !== null) await store.remember(keyOf(person, document), bookmarks).catch(() => undefined);
}

export const withBookmark = (bookmarks: Bookmarks, n: 0 | 1, stand: Stand | null): Bookmarks =>
  n === 0 ? [stand, bookmarks[1]] : [bookmarks[0], stand];
