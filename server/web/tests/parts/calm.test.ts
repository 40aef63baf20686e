import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Calm } from "../../src/parts/calm";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("Many things shortly after one another are told once", () => {
  const act = vi.fn();
  const calm = new Calm(1_500, act);
  for (let i = 0; i < 44; i++) {
    calm.stir();
    vi.advanceTimersByTime(400);
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_500);
  expect(act).toHaveBeenCalledTimes(1);
  calm.stir();
  calm.stop();
  vi.advanceTimersByTime(5_000);
  expect(act).toHaveBeenCalledTimes(1);
});
