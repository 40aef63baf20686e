// The bars over the pages: gone while somebody reads, there while they are in use.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Bars, restMs } from "../../src/tablet/reader/bars.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("Reading on by hand sends the bars away, a trembling hand does not", () => {
  const bars = new Bars(() => false);
  bars.read(10);
  bars.read(-12);
  expect(bars.hidden).toBe(false);
  bars.read(50);
  expect(bars.hidden).toBe(true);
  bars.show();
  bars.read(30);
  expect(bars.hidden).toBe(false);
  bars.close();
});

test("A tap brings them and sends them away", () => {
  const bars = new Bars(() => false);
  bars.toggle();
  expect(bars.hidden).toBe(true);
  bars.toggle();
  expect(bars.hidden).toBe(false);
  bars.close();
});

test("They rest a while before they go, and any touch begins the while anew", () => {
  const bars = new Bars(() => false);
  vi.advanceTimersByTime(restMs - 1);
  bars.pointed();
  vi.advanceTimersByTime(restMs - 1);
  expect(bars.hidden).toBe(false);
  vi.advanceTimersByTime(1);
  expect(bars.hidden).toBe(true);
  bars.close();
});

test("While they are in use neither reading nor time sends them away; asked for they go", () => {
  let used = true;
  const bars = new Bars(() => used);
  bars.read(500);
  vi.advanceTimersByTime(5 * restMs);
  expect(bars.hidden).toBe(false);
  bars.hide();
  expect(bars.hidden).toBe(true);
  bars.show();
  used = false;
  vi.advanceTimersByTime(restMs);
  expect(bars.hidden).toBe(true);
  bars.close();
});

test("Whoever uses the keyboard keeps them; Tab and Escape bring them, reading keys do not", () => {
  const bars = new Bars(() => false);
  bars.typed("ArrowDown");
  vi.advanceTimersByTime(5 * restMs);
  expect(bars.hidden).toBe(false);
  for (const key of ["Tab", "Escape"]) {
    bars.hide();
    bars.typed("PageDown");
    expect(bars.hidden).toBe(true);
    bars.typed(key);
    expect(bars.hidden).toBe(false);
  }
  bars.close();
});
