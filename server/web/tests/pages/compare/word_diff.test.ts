import { describe, expect, it } from "vitest";

import { type Hunk, longestRising, wordDiff } from "../../../src/pages/compare/word_diff";
import { text } from "./laid";

// The newer text again, from the older one and the changes.
function applied(older: readonly string[], newer: readonly string[], hunks: readonly Hunk[]): string[] {
  const made: string[] = [];
  let at = 0;
  for (const { oldFrom, oldTo, newFrom, newTo } of hunks) {
    made.push(...older.slice(at, oldFrom), ...newer.slice(newFrom, newTo));
    at = oldTo;
  }
  return [...made, ...older.slice(at)];
}

const words = (line: string): string[] => line.split(" ").filter(Boolean);
const told = (older: string, newer: string): [string, string][] =>
  wordDiff(words(older), words(newer)).map((hunk) => [
    words(older).slice(hunk.oldFrom, hunk.oldTo).join(" "),
    words(newer).slice(hunk.newFrom, hunk.newTo).join(" "),
  ]);

describe("The change of words", () => {
  it.each([
    ["a b c", "a b c", []],
    ["", "a b", [["", "a b"]]],
    ["a b", "", [["a b", ""]]],
    ["thu ngân sách đạt 500 tỷ đồng", "thu ngân sách đạt 650 tỷ đồng", [["500", "650"]]],
    ["giao Ủy ban nhân dân xã tổ chức", "giao Thường trực Hội đồng nhân dân xã tổ chức", [["Ủy ban", "Thường trực Hội đồng"]]],
    [
      "một hai ba bốn",
      "hai ba bốn năm",
      [
        ["một", ""],
        ["", "năm"],
      ],
    ],
  ])("“%s” → “%s”", (older, newer, changes) => expect(told(older, newer)).toEqual(changes));

  it("gives the newer text back, whatever was done to a long one", () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 60; round++) {
      const newer = text.slice(0, 3000);
      for (let change = 0; change < 1 + random(40); change++) {
        const at = random(newer.length);
        newer.splice(at, random(30), ...text.slice(random(5000)).slice(0, random(30)));
      }
      const older = text.slice(0, 3000);
      const hunks = wordDiff(older, newer);
      expect(applied(older, newer, hunks)).toEqual(newer);
      expect(hunks.reduce((sum, hunk) => sum + hunk.oldTo - hunk.oldFrom, 0)).toBeLessThan(2_400);
    }
  });

  it("takes two texts without a common word in no time", () => {
    const older = Array.from({ length: 40_000 }, (_, at) => `a${at}`);
    const newer = Array.from({ length: 40_000 }, (_, at) => `b${at}`);
    expect(wordDiff(older, newer)).toEqual([{ oldFrom: 0, oldTo: 40_000, newFrom: 0, newTo: 40_000 }]);
  });

  it("finds the longest rising chain", () => {
    expect(
      longestRising([
        [0, 5],
        [1, 1],
        [2, 2],
        [3, 0],
        [4, 3],
      ]).map(([, b]) => b),
    ).toEqual([1, 2, 3]);
  });
});
