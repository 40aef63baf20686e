// The words of held documents: read once, kept under the blob, gone with it.
import { beforeEach, expect, test, vi } from "vitest";

import { type Client, Signal } from "../../../src/sync";
import { MemoryStore } from "../../../src/sync/memory_store";
import { type BlobRow, wordsKey } from "../../../src/sync/store";
import { keyOf, View } from "../../../src/sync/view";
import { HeldWords } from "../../../src/tablet/find/held_words.svelte";
import { WordIndex } from "../../../src/tablet/find/word_index";

const pagesOf: Record<string, string[]> = { a: ["kế hoạch năm 2025", "dự toán"], b: ["nghị quyết về kế hoạch"] };
const blob = (sha256: string) => ({ sha256, bytes: 10 });

function aTablet(held: string[]) {
  const store = new MemoryStore();
  const rows = (shas: string[]) =>
    new Map<string, BlobRow>(shas.map((sha256) => [sha256, { sha256, bytes: 10, have: 10, verified: true }]));
  const blobs = new Signal<ReadonlyMap<string, BlobRow>>(rows(held));
  const documents = ["a", "b"].map((sha256, position) => ({
    type: "document",
    id: `TL-${sha256}`,
    session: "KH15",
    title: sha256,
    position,
    agenda_item: "",
    revisions: [{ n: 1, sha256, bytes: 10 }],
  }));
  const view = View.of(
    documents.map((entity) => ({ key: keyOf("document", entity.id), type: "document", id: entity.id, seq: 1, scope: "", entity })) as never,
  );
  const client = { store, blobs, view: new Signal(view), health: new Signal({ state: "good", unsaved: 0 }), loaded: new Signal(true) };
  const opened: string[] = [];
  const open = (_: Client, { sha256 }: { sha256: string }) => {
    opened.push(sha256);
    if (!pagesOf[sha256]) return Promise.reject(new Error("no PDF"));
    return Promise.resolve({
      pages: pagesOf[sha256].length,
      words: (page: number) => Promise.resolve(pagesOf[sha256]![page]!),
      close: () => undefined,
    });
  };
  const anew = () => new WordIndex(client as unknown as Client, open);
  return { store, blobs, rows, client: client as unknown as Client, opened, anew, documents: view.all("document") };
}

beforeEach(() => {
  vi.stubGlobal("document", { visibilityState: "visible" });
});

test("Words are read once, also when the app is started anew", async () => {
  const { anew, opened } = aTablet(["a"]);
  const told: string[] = [];
  const pages = await anew().pages(blob("a"), (read, of) => told.push(`${read}/${of}`));
  expect(pages?.map(({ folded }) => folded)).toEqual(["ke hoach nam 2025", "du toan"]);
  expect(told.at(-1)).toBe("2/2");
  expect((await anew().pages(blob("a")))?.length).toBe(2);
  expect(opened).toEqual(["a"]);
});

test("Two who ask at once read once", async () => {
  const { anew, opened } = aTablet(["a"]);
  const index = anew();
  const [one, other] = await Promise.all([index.pages(blob("a")), index.pages(blob("a"))]);
  expect(one).toBe(other);
  expect(opened).toEqual(["a"]);
});

test("What is not here has no words, and those of a document that goes, go with it", async () => {
  const { anew, store, blobs, rows } = aTablet(["a"]);
  const index = anew();
  expect(await index.pages(blob("b"))).toBeUndefined();
  await index.pages(blob("a"));
  expect(await store.recall(wordsKey("a"))).toBeDefined();
  await store.commit({ dropBlobs: ["a"] });
  blobs.set(rows([]));
  expect(await store.recall(wordsKey("a"))).toBeUndefined();
  expect(await index.known(blob("a"))).toBeUndefined();
});

test("A document that goes while its words are being read leaves none", async () => {
  const { anew, store, blobs, rows } = aTablet(["a"]);
  const index = anew();
  const remember = store.remember.bind(store);
  store.remember = async (key, value) => {
    await store.commit({ dropBlobs: ["a"] });
    blobs.set(rows([]));
    await remember(key, value);
  };
  expect(await index.pages(blob("a"))).toBeUndefined();
  expect((await store.recall(wordsKey("a"))) ?? null).toBeNull();
});

test("A file that cannot be read is said to be one, and not tried again", async () => {
  const { anew, opened, blobs, rows } = aTablet([]);
  blobs.set(rows(["x"]));
  const index = anew();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  expect(await index.pages(blob("x"))).toBeUndefined();
  expect(await index.pages(blob("x"))).toBeUndefined();
  expect(index.isUnreadable(blob("x"))).toBe(true);
  expect(opened).toEqual(["x"]);
});

test("All held documents are walked through; words are found in them, with how many were searched", async () => {
  const { anew, client, documents, opened } = aTablet(["a", "b"]);
  const index = anew();
  await index.walk();
  await index.walk();
  expect(opened).toEqual(["a", "b"]);
  const words = new HeldWords(client, index);
  await words.search("ke hoach", documents);
  expect(words.pages.map(({ document, page, snippet }) => [document.id, page, snippet])).toEqual([
    ["TL-a", 0, "[kế] [hoạch] năm 2025"],
    ["TL-b", 0, "nghị quyết về [kế] [hoạch]"],
  ]);
  expect([words.searched, words.held]).toEqual([2, 2]);
});
