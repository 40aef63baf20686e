// Lines of print as paragraphs for who listens.
import { expect, test } from "vitest";

import type { Word } from "../../src/pages/compare/page_words";
import { paragraphsOf } from "../../src/pages/paragraphs";

const line = (text: string, n: number, left: number, top: number, height = 12): Word[] =>
  text.split(" ").map((each, at) => ({ text: each, line: n, left: left + at * 40, right: left + at * 40 + 36, top, bottom: top + height }));

const said = (...lines: Word[][]): string[] => paragraphsOf({ width: 600, height: 800, words: lines.flat() }).map(({ text }) => text);

test("Lines close below each other are one paragraph, with the place of all", () => {
  const words = [...line("Căn cứ Luật", 0, 60, 100), ...line("Tổ chức", 1, 50, 116)];
  expect(paragraphsOf({ width: 600, height: 800, words })).toEqual([
    { text: "Căn cứ Luật Tổ chức", left: 50, top: 100, right: 176, bottom: 128 },
  ]);
});

test.each([
  ["a gap", [line("một", 0, 60, 100), line("hai", 1, 60, 140)]],
  ["a larger heading", [line("ĐỀ MỤC", 0, 60, 80, 22), line("thân bài", 1, 60, 106)]],
  ["another column", [line("trái", 0, 60, 100), line("phải", 1, 320, 112)]],
  ["a line above", [line("sau", 0, 60, 300), line("trước", 1, 60, 100)]],
])("%s parts them", (_, lines) => expect(said(...lines)).toHaveLength(2));

test("A long text is parted at a line; nothing is lost", () => {
  const lines = Array.from({ length: 60 }, (_, n) => line("tám chữ trên mỗi dòng của văn bản", n, 60, 100 + n * 14));
  const parts = said(...lines);
  expect(parts.length).toBeGreaterThan(2);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(600);
  expect(parts.join(" ").split(" ")).toHaveLength(480);
});

test("A page without words has no paragraphs", () => expect(said()).toEqual([]));
