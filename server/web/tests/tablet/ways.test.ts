// Jumps and the way back, bookmarks, and what is marked with a finger.
import { expect, test } from "vitest";

import { geometryOf } from "../../src/pages/geometry";
import { MemoryStore } from "../../src/sync/memory_store";
import { keepBookmarks, noBookmarks, recallBookmarks, withBookmark } from "../../src/tablet/reader/bookmarks";
import { jumped, returned, type Stand, stillAway } from "../../src/tablet/reader/jumps";
import { linesOf, quadsOnPaper, runOn } from "../../src/tablet/reader/marked_words";

const at = (page: number): Stand => ({ page, share: 0.5 });

test("Jumps are gone back one by one", () => {
  const stands = jumped(jumped([], at(3), 40), at(40), 7);
  const once = returned(stands);
  expect(once.to).toEqual(at(40));
  expect(returned(once.rest).to).toEqual(at(3));
  expect(returned([]).to).toBeUndefined();
});

test.each([
  ["a jump on the page", [], at(3), 3, []],
  ["a second jump from the same page", [at(3)], at(3), 9, [at(3)]],
])("%s leaves no new way back", (_, stands, from, to, want) => expect(jumped(stands, from, to)).toEqual(want));

test("Whoever scrolled back is back", () => {
  expect(stillAway([at(3), at(40)], 40)).toEqual([at(3)]);
  expect(stillAway([at(3), at(40)], 41)).toEqual([at(3), at(40)]);
});

test("No way back is longer than twenty jumps", () => {
  let stands: readonly Stand[] = [];
  for (let page = 0; page < 50; page++) stands = jumped(stands, at(page), page + 1);
  expect(stands).toHaveLength(20);
});

test("Bookmarks are one person's, of one document, and survive a shorter replacement", async () => {
  const store = new MemoryStore();
  const marks = withBookmark(withBookmark(noBookmarks, 0, at(3)), 1, at(40));
  await keepBookmarks(store, "hoa", "TL01", marks);
  expect(await recallBookmarks(store, "hoa", "TL01", 50)).toEqual([at(3), at(40)]);
  expect(await recallBookmarks(store, "hoa", "TL01", 10)).toEqual([at(3), at(9)]);
  expect(await recallBookmarks(store, "nam", "TL01", 50)).toEqual(noBookmarks);
  expect(await recallBookmarks(store, "hoa", "TL02", 50)).toEqual(noBookmarks);
  expect(await recallBookmarks(store, null, "TL01", 50)).toEqual(noBookmarks);
  await keepBookmarks(store, "hoa", "TL01", withBookmark(marks, 0, null));
  expect(await recallBookmarks(store, "hoa", "TL01", 50)).toEqual([null, at(40)]);
});

test("What is no bookmark is none", async () => {
  const store = new MemoryStore();
  await store.remember("bookmarks/hoa/TL01", [{ page: "3" }, 7]);
  expect(await recallBookmarks(store, "hoa", "TL01", 50)).toEqual(noBookmarks);
});

const rect = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test("Pieces of one line of print are one line of the mark, columns are not", () => {
  expect(
    linesOf([rect(60, 101, 90, 113), rect(10, 100, 58, 112), rect(10, 120, 80, 132), rect(300, 100, 360, 112), rect(5, 5, 5, 9)]),
  ).toEqual([rect(10, 100, 90, 113), rect(300, 100, 360, 112), rect(10, 120, 80, 132)]);
});

test("A marked line stands on paper where it stands on the screen, on turned pages too", () => {
  const sheet = rect(100, 50, 700, 850);
  const upright = geometryOf({ width: 600, height: 800 }, [1, 0, 0, -1, 0, 800]);
  expect(quadsOnPaper([rect(160, 130, 220, 150)], sheet, upright)).toEqual([60, 720, 120, 720, 60, 700, 120, 700]);
  const turned = geometryOf({ width: 600, height: 800 }, [0, 1, 1, 0, 0, 0]);
  expect(quadsOnPaper([rect(160, 130, 220, 150)], sheet, turned)).toEqual([80, 60, 80, 120, 100, 60, 100, 120]);
});

test("Lines of print run on in a note", () => {
  expect(runOn(" kế hoạch\nđầu tư\r\n  công năm\u00ad\n2025 ")).toBe("kế hoạch đầu tư công năm2025");
});
