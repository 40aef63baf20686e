// The last searches, newest first, for this window's session alone: what an office looked for must not lie in a shared PC's browser.
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const key = "chamber-desk-searches";
const keptMax = 5;

interface Kept {
  readonly person: string;
  readonly words: readonly string[];
}

function read(shelf: Shelf): Kept | null {
  try {
    const kept = JSON.parse(shelf.getItem(key) ?? "null") as Partial<Kept> | null;
    const words = Array.isArray(kept?.words) ? kept.words.filter((each) => typeof each === "string") : [];
    return typeof kept?.person === "string" ? { person: kept.person, words } : null;
  } catch {
    return null; // somebody else's text
  }
}

// Another person on the same desktop finds nothing of it.
export function recentOf(shelf: Shelf, person: string): readonly string[] {
  const kept = read(shelf);
  return kept?.person === person ? kept.words.slice(0, keptMax) : [];
}

export function remember(shelf: Shelf, person: string, words: string): readonly string[] {
  const next = [words, ...recentOf(shelf, person).filter((each) => each !== words)].slice(0, keptMax);
  shelf.setItem(key, JSON.stringify({ person, words: next }));
  return next;
}
