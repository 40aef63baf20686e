// The eraser on parts, and loops round marks: geometry alone.
import { expect, test } from "vitest";

import type { Annotation } from "../../src/generated/protocol";
import { geometryOf } from "../../src/pages/geometry";
import { boundsOf, inLoop, movedBy, pageBounds, withinPage } from "../../src/tablet/reader/lasso";
import { rubsBetween, strokeWithout, without } from "../../src/tablet/reader/rubbing";
import { note } from "../sync/builders";

const line = [0, 0, 0.5, 100, 0, 0.5];
const ink: Annotation = { ...note("i", ""), kind: "ink", width_pt: 2, strokes: [{ points: line }] };
const highlight: Annotation = { ...note("h", ""), kind: "highlight", quads: [0, 10, 100, 10, 0, 0, 100, 0] };

const xs = (pieces: readonly (readonly number[])[]): number[][] => pieces.map((points) => points.filter((_, i) => i % 3 === 0));

test.each([
  [
    "in the middle of a segment",
    { x: 50, y: 0, reach: 4 },
    [
      [0, 45],
      [55, 100],
    ],
  ],
  ["at its beginning", { x: 0, y: 0, reach: 9 }, [[10, 100]]],
  ["over its end", { x: 105, y: 0, reach: 9 }, [[0, 95]]],
  ["beside it", { x: 50, y: 6, reach: 4 }, [[0, 100]]],
  ["over all of it", { x: 50, y: 0, reach: 80 }, []],
])("A stroke rubbed %s keeps the rest", (_, rub, left) => {
  expect(xs(strokeWithout(line, rub, 1))).toEqual(left);
});

test("What is rubbed twice falls into more pieces, each with its pressure; a mark that is not touched is itself", () => {
  const once = without(ink, { x: 30, y: 0, reach: 4 })!;
  const twice = without(once, { x: 70, y: 0, reach: 4 })!;
  expect(xs(twice.strokes.map(({ points }) => points))).toEqual([
    [0, 25],
    [35, 65],
    [75, 100],
  ]);
  expect(twice.strokes.every(({ points }) => points[2] === 0.5)).toBe(true);
  expect(without(ink, { x: 50, y: 60, reach: 4 })).toBe(ink);
  expect(without(ink, { x: 50, y: 0, reach: 60 })).toBeNull();
});

test("A highlight is cut across, from edge to edge", () => {
  expect(without(highlight, { x: 50, y: 5, reach: 10 })!.quads).toEqual([0, 10, 40, 10, 0, 0, 40, 0, 60, 10, 100, 10, 60, 0, 100, 0]);
  expect(without(highlight, { x: 50, y: 40, reach: 10 })).toBe(highlight);
  expect(without(highlight, { x: 50, y: 5, reach: 200 })).toBeNull();
});

test("A quick hand leaves no gaps", () => {
  const rubs = rubsBetween({ x: 0, y: 0, reach: 7 }, { x: 100, y: 0, reach: 7 });
  expect(rubs.at(-1)).toEqual({ x: 100, y: 0, reach: 7 });
  expect(rubs.every(({ x }, i) => x - (rubs[i - 1]?.x ?? 0) <= 7)).toBe(true);
});

test("A loop takes what lies for the most part inside it", () => {
  const loop = [40, -20, 0, 120, -20, 0, 120, 20, 0, 40, 20, 0];
  const far: Annotation = { ...ink, id: "far", strokes: [{ points: [0, 500, 0.5, 100, 500, 0.5] }] };
  const words: Annotation = { ...note("w", "chữ"), rect: [60, 0, 80, 10] };
  expect(inLoop([ink, highlight, far, words], loop).map(({ id }) => id)).toEqual(["i", "h", "w"]);
  expect(inLoop([{ ...ink, strokes: [{ points: [0, 0, 0.5, 10, 0, 0.5, 20, 0, 0.5, 50, 0, 0.5] }] }], loop)).toEqual([]);
});

test("What is moved goes as far as the page goes, also where its corner is not at nought", () => {
  expect(boundsOf([ink, highlight])).toEqual({ x1: -1, y1: -1, x2: 101, y2: 10 });
  const page = pageBounds(geometryOf({ width: 600, height: 800 }, [1, 0, 0, -1, -50, 750]));
  expect(page).toEqual({ x1: 50, y1: -50, x2: 650, y2: 750 });
  expect(withinPage({ x1: 60, y1: 0, x2: 100, y2: 40 }, page, -100, 10_000)).toEqual([-10, 710]);
  expect(withinPage({ x1: 0, y1: 0, x2: 900, y2: 40 }, page, -5, 0)[0]).toBe(0);
  expect(movedBy({ ...ink, rect: [1, 2] }, 10, -5)).toMatchObject({ strokes: [{ points: [10, -5, 0.5, 110, -5, 0.5] }], rect: [11, -3] });
});
