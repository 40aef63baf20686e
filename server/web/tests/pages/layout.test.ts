// Pages that fit each by itself, what stays in its place when they change, and how much canvas they may have.
import { expect, test } from "vitest";

import {
  a4,
  anchorAt,
  anchored,
  canvasPixelsMax,
  canvasSidePxMax,
  gapPx,
  layOut,
  marginPx,
  pageAt,
  renderScale,
  sharpPixelsMax,
  windowOf,
  worthDrawing,
  zoomMaxOf,
} from "../../src/pages/layout";
import { random as randomOf } from "../random";

const a3Table = { width: 1191, height: 842 };
const columns200 = { width: 5600, height: 842 };
const strip = { width: 14_400, height: 120 };
const room = 1_060;

test("Layout puts pages below one another and finds the page under the eye", () => {
  const layout = layOut([a4, { width: 842, height: 595 }, a4], 858, 1);
  expect(pageAt(layout, 0)).toBe(0);
  expect(pageAt(layout, layout.pages[2]!.top + 1)).toBe(2);
  expect(pageAt(layout, layout.height + 1_000)).toBe(2);
  expect(windowOf(layout, layout.pages[1]!.top, 100)).toEqual([0, 2]);
});

test("Layout gives every page the width of the room, whatever lies beside it", () => {
  for (const others of [[a3Table], [columns200], [strip, a3Table], [{ width: 120, height: 60 }]]) {
    const layout = layOut([a4, ...others, a4], room, 1);
    for (const [index, size] of [a4, ...others, a4].entries()) {
      const place = layout.pages[index]!;
      expect(place.width).toBe(room - 2 * marginPx);
      expect(place.left).toBe(marginPx);
      expect(place.height / place.width).toBeCloseTo(size.height / size.width, 9);
      if (index > 0) expect(place.top).toBeCloseTo(layout.pages[index - 1]!.top + layout.pages[index - 1]!.height + gapPx, 6);
    }
    expect(layout.width).toBe(room);
    expect(layout.height).toBeCloseTo(layout.pages.at(-1)!.top + layout.pages.at(-1)!.height + marginPx, 6);
  }
});

test("Layout takes zoom for a multiple of each page's own fit", () => {
  const layout = layOut([a4, columns200], room, 2.5);
  for (const place of layout.pages) expect(place.width).toBeCloseTo((room - 2 * marginPx) * 2.5);
  expect(layout.width).toBeCloseTo(layout.pages[0]!.width + 2 * marginPx);
});

test("Layout shows every page whole where that is asked, and lets it grow to the same letters", () => {
  for (const [width, height] of [
    [810, 1_080],
    [1_080, 810],
    [600, 300],
  ] as const) {
    const room = { height, fit: "page" as const, lead: 70, tail: 90 };
    const layout = layOut([a4, a3Table, columns200, strip], width, 1, room);
    expect(layout.pages[0]!.top).toBe(70 + marginPx);
    expect(layout.height).toBeCloseTo(layout.pages.at(-1)!.top + layout.pages.at(-1)!.height + marginPx + 90, 6);
    for (const [index, place] of layout.pages.entries()) {
      const size = [a4, a3Table, columns200, strip][index]!;
      expect(place.height).toBeLessThanOrEqual(height - 2 * marginPx + 1e-6);
      expect(place.width).toBeLessThanOrEqual(width - 2 * marginPx + 1e-6);
      expect(Math.max(place.height / (height - 2 * marginPx), place.width / (width - 2 * marginPx))).toBeCloseTo(1, 6);
      expect(place.left + place.width / 2).toBeCloseTo(layout.width / 2, 6);
      const wide = layOut([size], width, zoomMaxOf(size, width));
      expect(layOut([size], width, zoomMaxOf(size, width, room), room).pages[0]!.width).toBeCloseTo(wide.pages[0]!.width, 6);
    }
  }
});

test("Layout takes a page that announces no possible size for A4", () => {
  for (const size of [
    { width: 0, height: 0 },
    { width: -3, height: 5 },
    { width: Number.NaN, height: 1 },
    { width: 100, height: Number.POSITIVE_INFINITY },
  ]) {
    const { pages } = layOut([size, a4], room, 1);
    expect(pages[0]!.height).toBeCloseTo(pages[1]!.height);
  }
});

test("Layout lets a sheet of 200 columns be enlarged until it can be read, and a letter four times", () => {
  expect(zoomMaxOf(a4, room)).toBe(4);
  const enlarged = ((room - 2 * marginPx) * zoomMaxOf(columns200, room)) / columns200.width;
  expect(enlarged).toBeCloseTo(2.5);
  expect(zoomMaxOf(undefined, room)).toBe(4);
});

test("Anchors stay on their point of the page through zoom, turning and a page of another shape", () => {
  const random = randomOf(7);
  const kinds = [a4, a3Table, columns200, strip, { width: 300, height: 3_000 }];
  for (let round = 0; round < 200; round += 1) {
    const sizes = Array.from({ length: 1 + Math.floor(random() * 40) }, () => kinds[Math.floor(random() * kinds.length)]!);
    const before = layOut(sizes, 500 + random() * 900, 1 + random() * 3);
    const [x, y] = [random() * before.width, random() * before.height];
    const anchor = anchorAt(before, x, y)!;
    expect(anchored(before, anchor)!.x).toBeCloseTo(x, 6);
    expect(anchored(before, anchor)!.y).toBeCloseTo(y, 6);
    const changed = sizes.map((size, index) => (index === anchor.page ? size : kinds[Math.floor(random() * kinds.length)]!));
    const after = layOut(changed, 500 + random() * 900, 1 + random() * 3);
    const at = anchored(after, anchor)!;
    const [was, is] = [before.pages[anchor.page]!, after.pages[anchor.page]!];
    const inside = x >= was.left && x <= was.left + was.width && y >= was.top && y <= was.top + was.height;
    if (inside) {
      expect((at.x - is.left) / is.width).toBeCloseTo((x - was.left) / was.width, 6);
      expect((at.y - is.top) / is.height).toBeCloseTo((y - was.top) / was.height, 6);
    } else expect(pageAt(after, at.y)).toBe(anchor.page);
  }
});

test("Anchors do not drift over the gaps of four hundred pages", () => {
  const sizes = Array.from({ length: 400 }, (_, index) => (index % 3 === 0 ? a3Table : a4));
  let layout = layOut(sizes, room, 1);
  const first = anchorAt(layout, 300, layout.pages[390]!.top + 50)!;
  let anchor = first;
  for (let zoom = 1; zoom < 4; zoom *= 1.07) {
    layout = layOut(sizes, room, zoom);
    const at = anchored(layout, anchor)!;
    anchor = anchorAt(layout, at.x, at.y)!;
  }
  expect(anchor.page).toBe(390);
  expect(anchor.shareY).toBeCloseTo(first.shareY, 6);
});

test("Canvases never exceed what an iPad can hold, in pixels or in length", () => {
  for (const size of [a4, a3Table, columns200, strip, { width: 100, height: 14_400 }]) {
    for (const shown of [1_044, 4_176, 17_000]) {
      const scale = renderScale(size, shown, 3);
      expect(size.width * scale * size.height * scale).toBeLessThanOrEqual(canvasPixelsMax + 1);
      expect(Math.max(size.width, size.height) * scale).toBeLessThanOrEqual(canvasSidePxMax + 1);
    }
  }
  expect(renderScale(a4, 595, 2)).toBe(2);
});

test("Canvases that live at once are four large ones, more small ones, and always the nearest", () => {
  expect(worthDrawing(Array.from({ length: 9 }, () => canvasPixelsMax))).toBe(4);
  expect(
    worthDrawing(
      Array.from({ length: 9 }, () => canvasPixelsMax),
      canvasPixelsMax,
    ),
  ).toBe(3);
  expect(worthDrawing([canvasPixelsMax], sharpPixelsMax)).toBe(1);
  expect(worthDrawing(Array.from({ length: 9 }, () => canvasPixelsMax / 8))).toBe(9);
  expect(worthDrawing(Array.from({ length: 60 }, () => 1_000))).toBe(12);
  expect(worthDrawing([2 * sharpPixelsMax, 10])).toBe(1);
  expect(worthDrawing([])).toBe(0);
});
