// Small pictures of all pages: which comes next, and how much they may take.
import { expect, test } from "vitest";

import { measures, nextOf, smallPixelsMax } from "../../src/pages/small_pictures";

test("However long the document, all small pictures together are one canvas", () => {
  for (const pages of [1, 8, 80, 220, 266, 420, 1_000, 5_000]) {
    const { width, most } = measures(pages);
    expect(Math.min(pages, most) * width * Math.ceil(width * Math.SQRT2)).toBeLessThanOrEqual(smallPixelsMax * 1.02);
    expect(width).toBeGreaterThanOrEqual(72);
    if (pages <= 420) expect(most).toBeGreaterThanOrEqual(pages);
  }
});

test("The nearest comes first, ahead before behind", () => {
  const known = new Set<number>();
  const order: number[] = [];
  for (;;) {
    const next = nextOf((page) => known.has(page), 6, 2, 1, 100);
    if (next === undefined) break;
    known.add(next);
    order.push(next);
  }
  expect(order).toEqual([2, 3, 1, 4, 0, 5]);
  expect(nextOf((page) => page === 2, 6, 2, -1, 100)).toBe(1);
});

test("In a document too long for all, only what is within reach is fetched", () => {
  const known = new Set<number>();
  for (;;) {
    const next = nextOf((page) => known.has(page), 1_000, 500, 1, 21);
    if (next === undefined) break;
    known.add(next);
  }
  expect(known.size).toBeLessThanOrEqual(21);
  expect(Math.min(...known)).toBe(490);
});
