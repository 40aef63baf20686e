import { describe, expect, it } from "vitest";

import { type ComparedPages, compareWords, isChanged } from "../../../src/pages/compare/comparison";
import type { PageWords } from "../../../src/pages/compare/page_words";
import { page, pagesOf, text, wordsAPage } from "./laid";

const compared = (
  older: readonly PageWords[],
  newer: readonly PageWords[],
  pictures: readonly [string[], string[]] = [[], []],
): ComparedPages[] => compareWords({ pages: older, pictures: pictures[0] }, { pages: newer, pictures: pictures[1] });
const brief = (pairs: readonly ComparedPages[]): string[] =>
  pairs.map(({ older, newer, difference, moved }) => `${older ?? "–"}>${newer ?? "–"} ${difference}${moved ? " moved" : ""}`);
const marked = (pages: readonly PageWords[], index: number | null, words: readonly number[]): string =>
  words.map((word) => pages[index!]!.words[word]!.text).join(" ");
const changed = (words: readonly string[], at: number, ...instead: string[]): string[] => [
  ...words.slice(0, at),
  ...instead,
  ...words.slice(at + 1),
];

describe("Two revisions, page by page", () => {
  const old = pagesOf(text);

  it("has enough pages to mean something", () => expect(old.length).toBeGreaterThan(10));

  it("says of the same text that nothing differs", () => {
    expect(compared(old, pagesOf(text)).filter(isChanged)).toEqual([]);
  });

  it("finds the one number that was corrected, on its page alone", () => {
    const now = pagesOf(changed(text, 3 * wordsAPage + 40, "1.250"));
    const found = compared(old, now).filter(isChanged);
    expect(brief(found)).toEqual(["3>3 words"]);
    expect(marked(now, 3, found[0]!.marked[1])).toBe("1.250");
    expect(found[0]!.changes).toEqual([{ went: text[3 * wordsAPage + 40], came: "1.250" }]);
  });

  it("does not blame the pages that a new sentence pushed on", () => {
    const added = "Bổ sung chỉ tiêu trồng mới ba mươi héc-ta rừng phòng hộ".split(" ");
    const at = 2 * wordsAPage + 100;
    const now = pagesOf([...text.slice(0, at), ...added, ...text.slice(at)]);
    const found = compared(old, now);
    expect(brief(found.filter(isChanged))).toEqual(["2>2 words"]);
    expect(found.filter(({ difference }) => difference === "flow").length).toBe(now.length - 3);
    expect(found.find(isChanged)?.changes).toEqual([{ went: "", came: added.join(" ") }]);
  });

  it("finds a page that came and one that went; the rest keep their partners though their numbers moved", () => {
    const sheets = Array.from({ length: 9 }, (_, index) => text.slice(index * 300, (index + 1) * 300));
    const numbered = (all: readonly string[][]): PageWords[] => all.map((words, index) => page(words, { number: index + 1 }));
    const inserted = text.slice(4000, 4250);
    expect(brief(compared(numbered(sheets), numbered([...sheets.slice(0, 4), inserted, ...sheets.slice(4)])).filter(isChanged))).toEqual([
      "–>4 new",
    ]);
    expect(brief(compared(numbered(sheets), numbered([...sheets.slice(0, 4), ...sheets.slice(5)])).filter(isChanged))).toEqual([
      "4>– gone",
    ]);
  });

  it("knows a page that was moved, and what was changed on it", () => {
    const sheets = Array.from({ length: 9 }, (_, index) => text.slice(index * 300, (index + 1) * 300));
    const annex = changed(sheets[1]!, 20, "sửa-đổi");
    const now = [sheets[0]!, ...sheets.slice(2, 8), annex, sheets[8]!].map((words) => page(words));
    const found = compared(
      sheets.map((words) => page(words)),
      now,
    ).filter(isChanged);
    expect(brief(found)).toEqual(["1>7 words moved"]);
    expect(found[0]!.changes).toEqual([{ went: sheets[1]![20], came: "sửa-đổi" }]);
  });

  it("takes a page that was written anew for its predecessor's", () => {
    const sheets = Array.from({ length: 5 }, (_, index) => text.slice(index * 300, (index + 1) * 300));
    const now = sheets.map((words, index) => page(index === 2 ? text.slice(4000, 4300) : words));
    expect(
      brief(
        compared(
          sheets.map((words) => page(words)),
          now,
        ).filter(isChanged),
      ),
    ).toEqual(["2>2 words"]);
  });

  it("compares pages of pictures alone by their pictures", () => {
    const scans = Array.from({ length: 4 }, () => page([]));
    expect(
      brief(
        compared(scans, scans, [
          ["a", "b", "c", "d"],
          ["a", "x", "c", "d"],
        ]),
      ),
    ).toEqual(["0>0 same", "1>1 unread", "2>2 same", "3>3 same"]);
    expect(
      brief(
        compared(scans, scans.slice(1), [
          ["a", "b", "c", "d"],
          ["b", "c", "d"],
        ]),
      ),
    ).toEqual(["0>– gone", "1>0 same", "2>1 same", "3>2 same"]);
  });

  it("leaves running heads out while both have them, and tells a head that was changed", () => {
    const inserted = [...text.slice(0, 500), ...text.slice(6000, 6400), ...text.slice(500)];
    const flowed = compared(pagesOf(text, "Báo cáo kinh tế"), pagesOf(inserted, "Báo cáo kinh tế"));
    expect(flowed.filter(({ difference }) => difference === "words").length).toBeLessThan(3);
    const renamed = compared(pagesOf(text, "Dự thảo lần 2"), pagesOf(text, "Dự thảo lần 3"));
    expect(renamed.every(({ difference }) => difference === "words")).toBe(true);
    expect(renamed[5]!.changes).toEqual([{ went: "2", came: "3" }]);
  });

  it("leaves “Trang 5/12” at the foot out, and not the number of a table that stands on the page of its number", () => {
    const tables = Array.from({ length: 7 }, (_, index) => text.slice(index * 300, (index + 1) * 300));
    const of = (order: readonly number[], named: string): PageWords[] =>
      order.map((table, index) =>
        page(tables[table]!, { head: named === "trang" ? `Phụ lục, trang ${index + 1}/${order.length}` : `Biểu số ${table + 1}` }),
      );
    const [before, after] = [
      [0, 1, 2, 3, 4, 5],
      [0, 1, 2, 6, 3, 4, 5],
    ];
    expect(brief(compared(of(before, "trang"), of(after, "trang")).filter(isChanged))).toEqual(["–>3 new"]);
    expect(brief(compared(of(before, "biểu"), of(after, "biểu")).filter(isChanged))).toEqual(["–>3 new"]);
  });

  it("does not take a sum at the foot of a table for the page's number", () => {
    const table = (sum: string): PageWords[] => [page(["Biểu", "số", "1"]), page([...text.slice(0, 330), sum])];
    expect(brief(compared(table("1750"), table("1850")).filter(isChanged))).toEqual(["1>1 words"]);
  });

  it("compares 266 pages with 266 within seconds", () => {
    const long = Array.from(
      { length: 266 * wordsAPage },
      (_, at) => `${text[at % text.length]}${at % 7 === 0 ? Math.floor(at / 400) : ""}`,
    );
    const now = long.map((word, at) => (at % 9000 === 0 ? "khác" : word));
    const begin = performance.now();
    const found = compared(pagesOf(long), pagesOf(now)).filter(isChanged);
    expect(performance.now() - begin).toBeLessThan(6_000);
    expect(found.length).toBe(Math.ceil(long.length / 9000));
  });
});
