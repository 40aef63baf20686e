import { expect, test } from "vitest";

import { backOffMs, backOffMsMax, connectMsMax, type Policy, pongMsMax, resting, step, wakeSettleMs } from "../../src/sync/policy";

const open: Policy = { kind: "open", attempt: 3, heardAt: 0, pingAt: null };

test("Policy opens a socket at the start and only once", () => {
  const started = step(resting, { kind: "start" }, 0, 0.5);
  expect(started.actions).toEqual(["open"]);
  expect(step(started.policy, { kind: "start" }, 1, 0.5).actions).toEqual([]);
});

test("Policy gives up a socket that does not open in time", () => {
  const connecting: Policy = { kind: "connecting", since: 0, attempt: 0 };
  expect(step(connecting, { kind: "tick" }, connectMsMax - 1, 0.5).actions).toEqual([]);
  const late = step(connecting, { kind: "tick" }, connectMsMax, 0.5);
  expect(late.actions).toEqual(["abandon"]);
  expect(late.policy.kind).toBe("waiting");
});

test("Policy pings a silent socket, and abandons it when no answer comes", () => {
  const asked = step(open, { kind: "tick" }, 10_000, 0.5);
  expect(asked.actions).toEqual(["ping"]);
  expect(step(asked.policy, { kind: "tick" }, 10_000 + pongMsMax - 1, 0.5).actions).toEqual([]);
  expect(step(asked.policy, { kind: "tick" }, 10_000 + pongMsMax, 0.5).actions).toEqual(["abandon"]);
});

test("Policy takes any message as a sign of life", () => {
  const asked = step(open, { kind: "tick" }, 10_000, 0.5);
  const heard = step(asked.policy, { kind: "heard" }, 10_100, 0.5);
  expect(step(heard.policy, { kind: "tick" }, 10_000 + pongMsMax, 0.5).actions).toEqual([]);
});

test("Policy opens a new socket at every awakening, but one for several events of the same", () => {
  const woken = step(open, { kind: "woken" }, 50_000, 0.5);
  expect(woken.actions).toEqual(["abandon", "open"]);
  expect(step(woken.policy, { kind: "woken" }, 50_000 + wakeSettleMs - 1, 0.5).actions).toEqual([]);
  expect(step(woken.policy, { kind: "woken" }, 50_000 + wakeSettleMs, 0.5).actions).toEqual(["abandon", "open"]);
});

test("Policy waits longer after each failure, up to a limit, and never the same for two tablets", () => {
  expect(backOffMs(0, 0)).toBe(250);
  expect(backOffMs(3, 0.5)).toBeGreaterThan(backOffMs(2, 0.5));
  expect(backOffMs(30, 0.999)).toBeLessThanOrEqual(backOffMsMax);
  expect(backOffMs(4, 0.1)).not.toBe(backOffMs(4, 0.9));
});

test("Policy forgets earlier failures once the server knows us", () => {
  const settled = step(open, { kind: "settled" }, 1, 0.5).policy;
  const lost = step(settled, { kind: "closed" }, 2, 0).policy;
  expect(lost).toEqual({ kind: "waiting", until: 2 + 250, attempt: 1 });
});

test("Policy at rest does nothing, whatever happens", () => {
  for (const kind of ["tick", "woken", "closed", "heard"] as const)
    expect(step(resting, { kind }, 99_999, 0.5)).toEqual({ policy: resting, actions: [] });
});
