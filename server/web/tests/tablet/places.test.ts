// A place is the person's, not the machine's.
import { expect, test } from "vitest";

import { MemoryStore } from "../../src/sync/memory_store";
import { type ReadingPlace, StoredPlaces } from "../../src/tablet/reader/places";

const place: ReadingPlace = { sha256: "a".repeat(64), page: 11, share: 0.25, zoom: 1.5, fit: "page" };

test("Whoever sits down at the same machine begins at their own place and on their own paper", async () => {
  const store = new MemoryStore();
  const mine = new StoredPlaces(store, "DB18");
  mine.keep("TL09", place);
  mine.keepTheme("dark");
  expect(await mine.of("TL09")).toEqual(place);
  expect(await mine.of("TL10")).toBeUndefined();
  expect(await new StoredPlaces(store, "DB18").theme()).toBe("dark");
  const theirs = new StoredPlaces(store, "DB19");
  expect(await theirs.of("TL09")).toBeUndefined();
  expect(await theirs.theme()).toBe("light");
});

test("What is no place is none, and nobody's place is kept nowhere", async () => {
  const store = new MemoryStore();
  for (const wrong of [null, 5, { page: 1 }, { ...place, fit: "both" }, { ...place, zoom: Number.NaN }, { ...place, page: 1.5 }]) {
    await store.remember("reading/DB18/TL09", wrong);
    expect(await new StoredPlaces(store, "DB18").of("TL09")).toBeUndefined();
  }
  await store.remember("theme/DB18", "green");
  expect(await new StoredPlaces(store, "DB18").theme()).toBe("light");
  const nobody = new StoredPlaces(store, null);
  nobody.keep("TL09", place);
  expect(await nobody.of("TL09")).toBeUndefined();
});
