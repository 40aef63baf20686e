import { expect, test } from "vitest";

import { apply, geometryOf, inverse, type Matrix } from "../../src/pages/geometry";
import { deletedIds, inverseOf, noHistory, record, redo, undo } from "../../src/tablet/reader/history";
import { distanceToStroke, outlinePath } from "../../src/tablet/reader/ink";
import { note } from "../sync/builders";

const a4 = { width: 595, height: 842 };
const upright = (size: { width: number; height: number }) => geometryOf(size, [1, 0, 0, -1, 0, size.height]);

test("Geometry turns the sheet into paper and back, on a rotated page too", () => {
  const quarter: Matrix = [0, 1, 1, 0, 0, 0];
  for (const matrix of [upright(a4).toSheet, quarter, [1.5, 0, 0, -1.5, -30, 900] as Matrix]) {
    const [x, y] = apply(inverse(matrix), ...apply(matrix, 123, 456));
    expect([x, y]).toEqual([expect.closeTo(123, 6), expect.closeTo(456, 6)]);
  }
  expect(apply(upright(a4).toPaper, 0, 0)).toEqual([expect.closeTo(0, 6), 842]);
  expect(geometryOf(a4, quarter).width).toBe(595);
});

test("Ink is a closed outline around its points, and knows how far a finger is", () => {
  const points = [10, 100, 0.5, 60, 100, 0.5, 110, 100, 0.5];
  expect(outlinePath(points, 2, upright(a4).toSheet)).toMatch(/^M.*Z$/);
  expect(outlinePath([], 2, upright(a4).toSheet)).toBe("");
  expect(distanceToStroke(points, 60, 104)).toBeCloseTo(4);
  expect(distanceToStroke([10, 10, 0.5], 13, 14)).toBeCloseTo(5);
});

test("History takes a step back and forth; what comes back has a new id, what was changed keeps its own", () => {
  let made = 0;
  const newId = () => `new${++made}`;
  const drawn = record(noHistory, { put: [note("a")], removed: [] });
  const back = undo(drawn, newId);
  expect(deletedIds(back.step!)).toEqual(["a"]);
  const forth = redo(back.history, newId);
  expect(forth.step!.put.map((each) => each.id)).toEqual(["new1"]);
  expect(undo(forth.history, newId).step!.removed.map((each) => each.id)).toEqual(["new1"]);
  const changed = inverseOf({ put: [note("a", "sau")], removed: [note("a", "trước")] }, newId);
  expect(changed.put.map((each) => `${each.id}:${each.text}`)).toEqual(["a:trước"]);
  expect(deletedIds(changed)).toEqual([]);
});
