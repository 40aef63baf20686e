// What of a comparison is kept and told.
import { expect, test } from "vitest";

import type { ComparedPages } from "../../src/pages/compare/comparison";
import { changedPages, knownRevision, pageNumbers } from "../../src/tablet/changes";
import { document, revision } from "../sync/builders";

const page = (newer: number | null, difference: ComparedPages["difference"], over: Partial<ComparedPages> = {}) => ({
  pages: { older: newer, newer, moved: false, difference, marked: [[], []], changes: [], wordsStand: false, ...over } as ComparedPages,
});

test("Only pages that are different are told, each with its first change", () => {
  const found = [
    page(0, "same"),
    page(2, "words", { changes: [{ went: "2.000", came: "2.050" }] }),
    page(1, "flow"),
    page(null, "gone", { older: 5 }),
    page(10, "new"),
  ];
  const told = changedPages(found);
  expect(told.map((one) => [one.page, one.difference, one.went, one.came])).toEqual([
    [2, "words", "2.000", "2.050"],
    [null, "gone", "", ""],
    [10, "new", "", ""],
  ]);
  expect(pageNumbers(told)).toEqual({ shown: "3, 11", more: 0 });
  expect(pageNumbers(told, 1)).toEqual({ shown: "3", more: 1 });
});

test("Compared is the revision one saw, else the one before the newest", () => {
  const one = document("T1", { revisions: [revision("a"), revision("b", { n: 2 }), revision("c", { n: 3 })] });
  expect([0, 1, 2, 3].map((seen) => knownRevision(one, seen)?.n)).toEqual([2, 1, 2, 2]);
  expect(knownRevision(document("T1", { revisions: [revision("a")] }), 0)).toBeUndefined();
});
