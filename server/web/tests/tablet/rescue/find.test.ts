import { describe, expect, it, test } from "vitest";

import type { PageWords } from "../../../src/pages/compare/page_words";
import { find } from "../../../src/tablet/rescue/find";
import { wordPlaces } from "../../../src/pages/compare/word_places";
import { boxAround, boxesOf, notesOf } from "../../../src/tablet/rescue/traces";
import { page, pagesOf, text, wordsAPage } from "../../pages/compare/laid";
import { covered, found, highlight, ink, turned, typed, upright } from "./notes";

const old = pagesOf(text);
const at = 2 * wordsAPage + 110; // of the text: the first word of a line of the third page
const head = 1; // words of a page before its text: its number
const onPage = at - 2 * wordsAPage + head;
const words = (from: number, count: number): string => text.slice(from, from + count).join(" ");
const put = (where: number, count: number, ...instead: string[]): PageWords[] =>
  pagesOf([...text.slice(0, where), ...instead, ...text.slice(where + count)]);
const line = Array.from({ length: 11 }, (_, n) => `mới${n}`);
const box = (of: PageWords, from: number, to: number) => boxAround(of.words.slice(from, to));
const placeOf = (result: ReturnType<typeof found>, lie = upright) =>
  result.is === "orphan" ? undefined : boxAround(result.placed.marks.flatMap((each) => boxesOf(each, lie)));

describe("A highlight", () => {
  const mark = highlight(old[2]!, 2, onPage, onPage + 4);

  it.each([
    ["the same text", pagesOf(text), 2],
    ["a line added before it", put(at - 110, 0, ...line), 2],
    ["a few words added before it: its words stand elsewhere on the line", put(at - 60, 0, "rất", "mới"), 2],
    ["a page added before it", put(0, 0, ...Array.from({ length: wordsAPage }, (_, n) => `khác${n}`)), 3],
    ["a word corrected two lines away", put(at + 25, 1, "1.250"), 2],
  ])("is found with certainty: %s", (_, newer, there) => {
    const result = found([mark], old, newer);
    expect(result.is).toBe("found");
    if (result.is !== "found") return;
    expect(result.placed.page).toBe(there);
    expect(covered(result.placed, newer)).toBe(words(at, 4));
  });

  it("is found where its words break over two lines now, line by line", () => {
    const newer = put(at - 60, 0, "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín");
    const result = found([mark], old, newer);
    expect(result.is === "found" && result.placed.marks[0]!.quads.length).toBe(16);
    expect(result.is === "found" && covered(result.placed, newer)).toBe(words(at, 4));
  });

  it.each([
    ["one of its words was changed", put(at + 1, 1, "22.100"), () => [text[at], "22.100", text[at + 2], text[at + 3]].join(" ")],
    ["all of its words were changed", put(at, 4, "hai", "mươi", "tỷ"), () => "hai mươi tỷ"],
    ["words came in between", put(at + 2, 0, "nữa"), () => [text[at], text[at + 1], "nữa", text[at + 2], text[at + 3]].join(" ")],
  ])("is asked about, with what stands there now: %s", (_, newer, shown) => {
    const result = found([mark], old, newer);
    expect(result).toMatchObject({ is: "unsure", why: "words" });
    expect(result.is === "unsure" && covered(result.placed, newer)).toBe(shown());
  });

  it("of words that went is asked about beside what is left", () => {
    const result = found([mark], old, put(at, 4));
    expect(result).toMatchObject({ is: "unsure", why: "words", placed: { page: 2 } });
  });

  it("is an orphan when its page went", () => {
    const sheets = Array.from({ length: 9 }, (_, n) => page(text.slice(n * 300, (n + 1) * 300), { number: n + 1 }));
    const gone = highlight(sheets[4]!, 4, 40, 44);
    expect(found([gone], sheets, [...sheets.slice(0, 4), ...sheets.slice(5)])).toEqual({ is: "orphan" });
  });

  it("goes with its page when that was moved", () => {
    const sheets = Array.from({ length: 9 }, (_, n) => page(text.slice(n * 300, (n + 1) * 300)));
    const newer = [...sheets.slice(0, 4), ...sheets.slice(5), sheets[4]!];
    const result = found([highlight(sheets[4]!, 4, 40, 44)], sheets, newer);
    expect(result).toMatchObject({ is: "found", placed: { page: 8 } });
  });

  it("is not fooled by a common word that stands somewhere", () => {
    const single = text.indexOf("và", at + 20);
    const mine = highlight(old[2]!, 2, single - 2 * wordsAPage + head, single - 2 * wordsAPage + head + 1);
    const rewritten = Array.from({ length: 24 }, (_, n) => (n === 12 ? "và" : `viết${n}`));
    expect(found([mine], old, put(single - 12, 24, ...rewritten)).is).toBe("unsure");
  });
});

describe("Ink", () => {
  const under = box(old[2]!, onPage, onPage + 5);
  const stroke = ink(2, { ...under, top: under.bottom - 3, bottom: under.bottom + 2 });

  test("under words moves with them and keeps its shape", () => {
    const result = found([stroke], old, put(at - 110, 0, ...line));
    expect(result.is).toBe("found");
    const [was, is] = [boxAround(boxesOf(stroke, upright)), placeOf(result)!];
    expect([is.left - was.left, is.top - was.top, is.bottom - was.bottom].map(Math.round)).toEqual([0, 19, 19]);
  });

  test("over words that break elsewhere now is asked about", () => {
    const result = found([stroke], old, put(at - 60, 0, "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"));
    expect(result).toMatchObject({ is: "unsure", why: "layout" });
  });

  test("in the margin goes with the lines beside it", () => {
    const margin = ink(2, { left: 20, top: under.top - 6, right: 48, bottom: under.bottom + 6 });
    const result = found([margin], old, put(at - 110, 0, ...line));
    expect(result.is).toBe("found");
    expect(Math.round(placeOf(result)!.top - (under.top - 6))).toBe(19);
  });

  test("lands at the same place of a page whose paper lies otherwise", () => {
    const result = found([stroke], old, pagesOf(text), [[], []], turned);
    const [was, is] = [boxAround(boxesOf(stroke, upright)), placeOf(result, turned)!];
    for (const side of ["left", "top", "right", "bottom"] as const) expect(Math.abs(is[side] - was[side])).toBeLessThan(0.03);
  });

  test("stays on the page when what it would go to lies at the foot", () => {
    const foot = old[2]!.words.length - 1;
    const last = box(old[2]!, foot - 4, foot);
    const tall = ink(2, { left: last.left, right: last.right, top: last.top, bottom: 838 });
    const result = found([tall], old, put(at, 4, "khác"));
    const place = placeOf(result)!;
    expect(place.bottom).toBeLessThanOrEqual(842.1);
  });
});

describe("A text note", () => {
  test("moves with the words it hangs on", () => {
    const word = old[2]!.words[onPage + 3]!;
    const result = found([typed(2, word.left, word.top)], old, put(at - 110, 0, ...line));
    expect(result.is).toBe("found");
    expect(result.is === "found" && result.placed.marks[0]!.rect.map(Math.round)).toEqual(
      [word.left, 842 - word.top - 19 - 20, word.left + 20, 842 - word.top - 19].map(Math.round),
    );
  });
});

describe("A scan", () => {
  const scans = (count: number): PageWords[] => Array.from({ length: count }, () => ({ width: 595, height: 842, words: [] }));
  const stroke = ink(1, { left: 100, top: 200, right: 180, bottom: 230 });

  it.each([
    ["the same picture: found in its place", ["p", "q", "r"], ["p", "q", "r"], "found", 1],
    ["the same picture on another page: found there", ["p", "q", "r"], ["neu", "p", "q", "r"], "found", 2],
    ["another picture: asked, in the same place", ["p", "q", "r"], ["p", "q2", "r"], "unsure", 1],
    ["no picture to compare: asked", ["", "", ""], ["", "", ""], "unsure", 1],
  ])("%s", (_, was, is, verdict, there) => {
    const result = found([stroke], scans(was.length), scans(is.length), [was, is]);
    expect(result).toMatchObject({ is: verdict, placed: { page: there } });
    expect(placeOf(result)).toMatchObject({ left: 100, top: 200 });
    if (verdict === "unsure") expect(result).toMatchObject({ why: "picture" });
  });

  test("whose page went leaves an orphan", () => {
    expect(
      found([ink(2, { left: 1, top: 1, right: 9, bottom: 9 })], scans(3), scans(2), [
        ["p", "q", "r"],
        ["p", "q"],
      ]),
    ).toEqual({ is: "orphan" });
  });
});

test("Strokes of one hand that stand close are one note; highlights, texts and what others may read stand alone", () => {
  const at = (left: number, id: string) => ink(0, { left, top: 100, right: left + 20, bottom: 120 }, upright, id);
  const bridge = at(150, "bridge");
  const shared = { ...at(60, "shared"), visibility: "group" as const, group: "TO1" };
  const groups = notesOf(
    [at(50, "a"), at(75, "b"), at(200, "c"), at(175, "d"), shared, typed(0, 55, 105), at(100, "e"), at(125, "f"), bridge],
    upright,
  );
  expect(groups.map((group) => group.map(({ id }) => id.split(".")[2]).sort())).toEqual([
    ["shared"],
    ["t55-105"],
    ["a", "b", "bridge", "c", "d", "e", "f"],
  ]);
});

test("A long document is searched in less than a second", () => {
  const long = pagesOf(Array.from({ length: 12 }, (_, n) => text.map((word) => `${word}${n % 3}`)).flat());
  const newer = pagesOf([...line, ...Array.from({ length: 12 }, (_, n) => text.map((word) => `${word}${n % 3}`)).flat()]);
  const began = performance.now();
  const places = wordPlaces({ pages: long, pictures: [] }, { pages: newer, pictures: [] });
  const side = (pages: readonly PageWords[]) => ({ words: pages, geometries: pages.map(() => upright) });
  const result = find([highlight(long[40]!, 40, 50, 54)], side(long), side(newer), places);
  expect(result.is).toBe("found");
  console.info(`${long.length} pages: ${Math.round(performance.now() - began)} ms`);
});
