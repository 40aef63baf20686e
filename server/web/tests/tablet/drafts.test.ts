// Words are kept as strokes are: what stands in the store half a second later, and what the next start makes of it.
import { afterEach, expect, test, vi } from "vitest";

import { limits } from "../../src/generated/protocol";
import { MemoryStore } from "../../src/sync/memory_store";
import { seenArea } from "../../src/tablet/parts/seen_area";
import { Drafts, finishBrokenWords } from "../../src/tablet/reader/drafts";
import { note } from "../sync/builders";
import { settle, World } from "../sync/world";

afterEach(() => vi.useRealTimers());

const draftOf = (id: string, text: string, author = "DB24") => note(`${author}.d.${id}`, text, author);

test("Drafts are in the store within half a second while somebody types", async () => {
  vi.useFakeTimers();
  const store = new MemoryStore();
  const drafts = new Drafts(store);
  for (const text of ["K", "Kh", "Kho", "Khoản 2"]) {
    drafts.keep(draftOf("1", text));
    await vi.advanceTimersByTimeAsync(110);
  }
  const read = new Drafts(store);
  await read.read("DB24");
  expect(read.all.value.map((draft) => draft.text)).toEqual(["Khoản 2"]);
});

test("Drafts go at once when the app goes into the background, and when they are done with", async () => {
  const store = new MemoryStore();
  const drafts = new Drafts(store);
  drafts.keep(draftOf("1", "một"));
  await drafts.flush();
  expect(await store.recall("words/DB24")).toHaveLength(1);
  drafts.drop("DB24.d.1");
  await drafts.flush();
  expect(await store.recall("words/DB24")).toEqual([]);
});

test("Drafts that could not be written are written the next time", async () => {
  const store = new MemoryStore();
  const remember = vi.spyOn(store, "remember").mockRejectedValueOnce(new Error("QuotaExceededError"));
  const drafts = new Drafts(store);
  drafts.keep(draftOf("1", "một"));
  await drafts.flush();
  expect(await store.recall("words/DB24")).toBeUndefined();
  await drafts.flush();
  expect(await store.recall("words/DB24")).toHaveLength(1);
  expect(remember).toHaveBeenCalledTimes(2);
});

async function killedWhileTyping(text: string): Promise<World> {
  const world = new World();
  await world.startApp();
  await world.talk();
  const drafts = new Drafts(world.client.store);
  drafts.keep(draftOf("1", text));
  await drafts.flush();
  world.cut();
  await world.startApp();
  return world;
}

test("Words under the finger of a killed app become one note, however often they are brought back", async () => {
  const world = await killedWhileTyping("  Khoản 2 chưa rõ ");
  const drafts = new Drafts(world.client.store);
  expect(await finishBrokenWords(world.client, drafts)).toBe(1);
  expect(await finishBrokenWords(world.client, new Drafts(world.client.store))).toBeLessThanOrEqual(1);
  await world.talk();
  expect(world.serverNotes()).toEqual(["DB24.d.1:Khoản 2 chưa rõ"]);
  expect(drafts.all.value).toEqual([]);
});

test("Words too long for a note wait as they are, and blank ones go", async () => {
  const long = "ờ".repeat(limits.noteBytesMax);
  const world = await killedWhileTyping(long);
  const drafts = new Drafts(world.client.store);
  expect(await finishBrokenWords(world.client, drafts)).toBe(0);
  expect(drafts.all.value.map((draft) => draft.text)).toEqual([long]);
  const blank = await killedWhileTyping("  \n");
  await finishBrokenWords(blank.client, new Drafts(blank.client.store));
  await blank.talk();
  expect(blank.serverNotes()).toEqual([]);
});

test("Words of one person are not brought back for another", async () => {
  const world = await killedWhileTyping("của tôi");
  const drafts = new Drafts(world.client.store);
  drafts.keep(draftOf("2", "của người khác", "DB01"));
  await drafts.flush();
  await finishBrokenWords(world.client, drafts);
  await world.talk();
  await settle();
  expect(world.serverNotes()).toEqual(["DB24.d.1:của tôi"]);
  expect(drafts.all.value.map((draft) => draft.author)).toEqual(["DB01"]);
});

test("A sheet lies in what the keyboard leaves free, in landscape too", () => {
  expect(seenArea({ offsetTop: 0, height: 410 }, 810)).toEqual({ top: 0, bottom: 400, height: 410 });
  expect(seenArea({ offsetTop: 120, height: 410 }, 810)).toEqual({ top: 120, bottom: 280, height: 410 });
  expect(seenArea(null, 810)).toEqual({ top: 0, bottom: 0, height: 810 });
});
