// The canvas of the stroke under the pen: as large as the stroke needs, and each of its parts drawn once.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { geometryOf } from "../../src/pages/geometry";
import { wetInk } from "../../src/tablet/reader/wet_ink";

const geometry = geometryOf({ width: 1000, height: 2000 }, [1, 0, 0, 1, 0, 0]);
const page = { left: 0, top: 0, right: 1000, bottom: 2000, width: 1000, height: 2000 };
let laid = 0;
let corners = 0;
const canvas = {
  width: 0,
  height: 0,
  className: "",
  style: {},
  remove: () => undefined,
  getContext: () => ({
    setTransform: () => undefined,
    beginPath: () => undefined,
    fill: () => undefined,
    moveTo: () => corners++,
    lineTo: () => corners++,
  }),
};
const host = { getBoundingClientRect: () => page, append: () => laid++ } as unknown as HTMLElement;

beforeEach(() => {
  laid = corners = 0;
  vi.stubGlobal("document", { createElement: () => canvas });
  vi.stubGlobal("innerWidth", 1000);
  vi.stubGlobal("innerHeight", 800);
  vi.stubGlobal("devicePixelRatio", 1);
});
afterEach(() => {
  wetInk.dry();
  vi.unstubAllGlobals();
});

function write(from: [number, number], to: [number, number], points: number): void {
  const stroke: number[] = [];
  for (let i = 0; i < points; i++) {
    stroke.push(from[0] + ((to[0] - from[0]) * i) / points, from[1] + ((to[1] - from[1]) * i) / points, 0.4);
    wetInk.show(host, geometry, stroke, 2, "blue");
  }
}

test("A word has a small canvas, laid once; a line over the page has one that grows a few times", () => {
  write([400, 300], [500, 310], 100);
  expect([laid, canvas.width <= 640, canvas.height <= 540]).toEqual([1, true, true]);
  wetInk.dry();
  laid = 0;
  write([20, 20], [980, 780], 600);
  expect(laid).toBeLessThanOrEqual(5);
});

test("Along the edge of the screen it is not laid again and again", () => {
  write([3, 300], [3, 500], 400);
  expect(laid).toBeLessThanOrEqual(2);
});

test("A frame of a long stroke costs what a frame of a short one does", () => {
  write([300, 300], [500, 320], 100);
  const first = corners;
  wetInk.dry();
  write([300, 300], [500, 320], 1_000);
  expect(corners).toBeLessThan(first * 16);
});
