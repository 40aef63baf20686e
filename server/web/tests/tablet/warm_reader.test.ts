import { expect, it } from "vitest";

import { warmReader } from "../../src/tablet/warm_reader";

function world() {
  const target = new EventTarget();
  const timers = new Map<number, { at: number; call: () => void }>();
  let now = 0;
  let next = 1;
  const made = {
    target,
    warmed: 0,
    setTimeout: (call: () => void, ms: number) => (timers.set(next, { at: now + ms, call }), next++),
    clearTimeout: (timer: number) => void timers.delete(timer),
    warm: async () => void (made.warmed += 1),
    pass(ms: number) {
      now += ms;
      for (const [timer, { at, call }] of [...timers]) if (at <= now && timers.delete(timer)) call();
    },
  };
  return made;
}

it("brings pdf.js up once when nobody has touched the screen for a while", () => {
  const here = world();
  warmReader(here.target, here);
  here.pass(500);
  here.target.dispatchEvent(new Event("pointerdown"));
  here.pass(500);
  here.target.dispatchEvent(new Event("scroll"));
  here.pass(500);
  expect(here.warmed).toBe(0);
  here.pass(100);
  expect(here.warmed).toBe(1);
  here.target.dispatchEvent(new Event("pointerdown"));
  here.pass(10_000);
  expect(here.warmed).toBe(1);
});

it("can be called off, and survives a pdf.js that does not come", async () => {
  const here = world();
  warmReader(here.target, here)();
  here.pass(10_000);
  expect(here.warmed).toBe(0);
  warmReader(here.target, { ...here, warm: () => Promise.reject(new Error("no network")) });
  here.pass(10_000);
  await Promise.resolve();
});
