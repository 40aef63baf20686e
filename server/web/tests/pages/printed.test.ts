// Printed page numbers: the file's labels, or what the pages say of themselves, and only where that is certain.
import { expect, test } from "vitest";

import type { PageWords, Word } from "../../src/pages/compare/page_words";
import { labelsFrom, labelsWorthSaying, numberOn, sampleOf } from "../../src/pages/printed";

const at = (text: string, top: number, line: number): Word => ({ text, line, left: 280, right: 310, top, bottom: top + 14 });
const page = (...words: Word[]): PageWords => ({ width: 595, height: 842, words });
const numbered = (number: number): PageWords => page(at(String(number), 40, 0), at("Điều", 400, 1), at("12", 400, 2));

test("The file's labels are said where they say something else than its numbers", () => {
  expect(labelsWorthSaying(["i", "ii", "1", "2"])).toEqual(["i", "ii", "1", "2"]);
  expect(labelsWorthSaying(["1", "2", "3"])).toBeUndefined();
  expect(labelsWorthSaying(["", "", ""])).toBeUndefined();
  expect(labelsWorthSaying(null)).toBeUndefined();
});

test("A page's number stands alone in its head or foot", () => {
  expect(numberOn(numbered(7))).toBe(7);
  expect(numberOn(page(at("-", 800, 0), at("12", 800, 0), at("-", 800, 0)))).toBe(12);
  expect(numberOn(page(at("2024", 40, 0), at("năm", 40, 0)))).toBeUndefined();
  expect(numberOn(page(at("7", 400, 0)))).toBeUndefined();
  expect(numberOn(page(at("7", 40, 0), at("9", 800, 1)))).toBeUndefined();
});

test("Three pages that agree make it certain; one that does not, fewer, or no difference say nothing", () => {
  const sample = (numbers: readonly (readonly [number, number])[]) => numbers.map(([index, number]) => ({ index, page: numbered(number) }));
  expect(
    labelsFrom(
      sample([
        [3, 2],
        [10, 9],
        [50, 49],
      ]),
      60,
    )?.slice(0, 4),
  ).toEqual(["", "", "1", "2"]);
  expect(
    labelsFrom(
      sample([
        [3, 2],
        [10, 9],
        [50, 48],
      ]),
      60,
    ),
  ).toBeUndefined();
  expect(
    labelsFrom(
      sample([
        [3, 2],
        [10, 9],
      ]),
      60,
    ),
  ).toBeUndefined();
  expect(
    labelsFrom(
      sample([
        [3, 4],
        [10, 11],
        [50, 51],
      ]),
      60,
    ),
  ).toBeUndefined();
  expect(
    labelsFrom(
      [
        ...sample([
          [3, 2],
          [10, 9],
          [50, 49],
        ]),
        { index: 20, page: page() },
      ],
      60,
    ),
  ).toHaveLength(60);
});

test("The sample is from all over the document and never the first page", () => {
  expect(sampleOf(1)).toEqual([]);
  expect(sampleOf(3)).toEqual([1, 2]);
  expect(sampleOf(220)).toEqual([1, 2, 3, 73, 110, 218, 219]);
});
