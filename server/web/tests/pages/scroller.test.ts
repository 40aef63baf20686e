// The scroller over a room without a browser: what is under the finger or at the upper edge stays there.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { a4, anchorAt } from "../../src/pages/layout";
import { Scroller } from "../../src/pages/scroller";

class Box extends EventTarget {
  style: Record<string, string> = {};
  dataset: Record<string, string> = {};
  className = "";
  scrollTop = 0;
  scrollLeft = 0;
  clientWidth = 0;
  clientHeight = 0;
  append(): void {}
  prepend(): void {}
  remove(): void {}
  setAttribute(): void {}
}

let resized: () => void = () => undefined;

beforeEach(() => {
  vi.stubGlobal("document", { createElement: () => new Box() });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(told: () => void) {
        resized = told;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const table = { width: 1_191, height: 842 };
const columns200 = { width: 5_600, height: 842 };
const quiet = { enter: () => undefined, leave: () => undefined, resized: () => undefined, moved: () => undefined };

function opened(sizes: readonly { width: number; height: number }[]): { room: Box; scroller: Scroller } {
  const room = Object.assign(new Box(), { clientWidth: 1_060, clientHeight: 700 });
  return { room, scroller: new Scroller(room as unknown as HTMLElement, sizes, quiet) };
}

const under = (room: Box, scroller: Scroller, x: number, y: number) => anchorAt(scroller.layout, room.scrollLeft + x, room.scrollTop + y)!;

test("Zooming keeps the point under the fingers, far down in pages of different sizes", () => {
  const { room, scroller } = opened(Array.from({ length: 300 }, (_, index) => (index % 4 === 0 ? table : a4)));
  scroller.goTo(250, 0.3);
  const before = under(room, scroller, 700, 200);
  for (let step = 0; step < 24; step += 1) scroller.setZoom(scroller.zoom * 1.05, 700, 200);
  expect(scroller.zoom).toBeGreaterThan(3);
  const after = under(room, scroller, 700, 200);
  expect(after.page).toBe(before.page);
  expect(after.shareX).toBeCloseTo(before.shareX, 4);
  expect(after.shareY).toBeCloseTo(before.shareY, 4);
});

test("A page above that has another shape than announced does not move what is read", () => {
  const { room, scroller } = opened([a4, a4, a4, a4]);
  scroller.goTo(2, 0.4);
  scroller.setSize(0, table);
  scroller.setSize(1, columns200);
  expect(scroller.place().page).toBe(2);
  expect(scroller.place().share).toBeCloseTo(0.4);
  expect(room.scrollTop).toBeLessThan(scroller.layout.pages[2]!.top + scroller.layout.pages[2]!.height);
});

test("A room that was turned shows the same place, also enlarged", () => {
  const { room, scroller } = opened([a4, table, a4]);
  scroller.goTo(1, 0.25);
  scroller.setZoom(2.5, 900, 300);
  const before = under(room, scroller, room.clientWidth / 2, 0);
  Object.assign(room, { clientWidth: 790, clientHeight: 960 });
  resized();
  const after = under(room, scroller, room.clientWidth / 2, 0);
  expect(after.page).toBe(before.page);
  expect(after.shareX).toBeCloseTo(before.shareX, 6);
  expect(after.shareY).toBeCloseTo(before.shareY, 6);
});

test("A letter is enlarged four times, a sheet of 200 columns until it can be read, and neither jumps when the other is reached", () => {
  const { scroller } = opened([columns200, a4, a4]);
  scroller.setZoom(100, 500, 20);
  expect(scroller.zoom).toBeGreaterThan(10);
  const far = scroller.zoom;
  scroller.goTo(2);
  scroller.setZoom(far * 1.5);
  expect(scroller.zoom).toBe(far);
  scroller.setZoom(far / 1.25);
  expect(scroller.zoom).toBeCloseTo(far / 1.25);
  scroller.setZoom(0.1);
  expect(scroller.zoom).toBe(1);
});

test("A bar that goes gives the first page's head the upper edge, and takes it again; further down nothing moves", () => {
  const { room, scroller } = opened([a4, a4, a4]);
  scroller.setBars(66, 80, 66);
  expect(room.scrollTop).toBe(0);
  scroller.setBars(66, 80, 0);
  expect(room.scrollTop).toBe(66);
  scroller.setBars(66, 80, 66);
  expect(room.scrollTop).toBe(0);
  scroller.goTo(1);
  const { top } = scroller.layout.pages[1]!;
  expect(room.scrollTop).toBe(top - 8 - 66);
  scroller.setBars(66, 80, 0);
  expect(room.scrollTop).toBe(top - 8 - 66);
  scroller.goTo(2, 0.25);
  expect(scroller.place().page).toBe(2);
  expect(scroller.place().share).toBeCloseTo(0.25, 6);
});

test("Another fit begins at its own zoom 1 and keeps the page", () => {
  const { scroller } = opened([a4, table, a4]);
  scroller.goTo(1, 0.1);
  scroller.setZoom(2);
  scroller.setFit("page");
  expect(scroller.zoom).toBe(1);
  expect(scroller.place().page).toBe(1);
  expect(scroller.layout.pages[0]!.height).toBeCloseTo(700 - 16, 6);
  expect(scroller.magnification(0)).toBeLessThan(0.5);
});

test("Turning shows the next page where pages are whole, and the next lines where they are not", () => {
  const { room, scroller } = opened([a4, a4, a4]);
  scroller.turn(1);
  expect(room.scrollTop).toBeCloseTo(630, 6);
  scroller.setFit("page");
  scroller.goTo(0);
  scroller.turn(1);
  expect(scroller.current).toBe(1);
  scroller.turn(-1);
  expect(scroller.current).toBe(0);
});
