import { afterEach, expect, test, vi } from "vitest";

import type { Health } from "../../src/generated/protocol";
import { type Asked, healthOf, HealthTeller, isInstalled, keepChecks, type Machine, recallChecks } from "../../src/tablet/machine";
import { Signal } from "../../src/sync";
import { failedChecks } from "../../src/tablet/checks_told";
import { MemoryStore } from "../../src/sync/memory_store";

const at = () => new Date("2024-12-18T00:25:00Z");
const papers = () => ({ here: 30, of: 31 });
const read = (machine: Machine, over: Partial<Asked> = {}) =>
  healthOf({ machine, saved: papers, now: at, displayMode: () => undefined, checks: () => Promise.resolve(undefined), ...over });

afterEach(() => vi.useRealTimers());

test("A machine tells its room, battery, clock and papers", async () => {
  const machine: Machine = {
    storage: { estimate: () => Promise.resolve({ usage: 400, quota: 1_000 }) },
    getBattery: () => Promise.resolve({ level: 0.836, charging: false }),
  };
  expect(await read(machine)).toEqual({
    type: "health",
    at: "2024-12-18T00:25:00.000Z",
    free_bytes: 600,
    battery_percent: 84,
    charging: false,
    papers_held: 30,
    papers_wanted: 31,
    failed_checks: [],
  });
});

test("What a browser does not know, refuses or answers with nonsense is left out", async () => {
  const bare = { type: "health", at: "2024-12-18T00:25:00.000Z", papers_held: 30, papers_wanted: 31, failed_checks: [] };
  expect(await read({})).toEqual(bare);
  expect(
    await read({
      storage: {
        estimate: () => {
          throw new Error("not here");
        },
      },
      getBattery: () => Promise.reject(new Error("forbidden")),
    }),
  ).toEqual(bare);
  expect(
    await read({
      storage: { estimate: () => Promise.resolve({ usage: 5 }) },
      getBattery: () => Promise.resolve({ level: Number.NaN, charging: true }),
    }),
  ).toEqual({
    ...bare,
    charging: true,
  });
  expect((await read({ storage: { estimate: () => Promise.resolve({ usage: 9, quota: 5 }) } })).free_bytes).toBe(0);
});

test("A question that hangs keeps nobody waiting", async () => {
  vi.useFakeTimers();
  const health = read({ getBattery: () => new Promise(() => undefined) });
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await health).battery_percent).toBeUndefined();
});

class Office {
  readonly phase = new Signal<string>("online");
  readonly standing = new Signal<unknown>(null);
  person: string | null = "DB1";
  readonly heard: Health[] = [];
  now = 0;
  readonly teller = new HealthTeller(
    this as never,
    () => read({}),
    () => this.now,
  );
  sendHealth(health: Health): boolean {
    this.heard.push(health);
    return true;
  }
  async after(ms: number): Promise<number> {
    this.now += ms;
    await this.teller.tick();
    return this.heard.length;
  }
}

test("The office is told at once, then no sooner than the server takes it", async () => {
  const office = new Office();
  expect(await office.after(0)).toBe(1);
  expect(await office.after(60_000)).toBe(1);
  expect(await office.after(1_000)).toBe(2);
});

test("A new connection and a new person are told of at once; without either nobody is", async () => {
  const office = new Office();
  await office.after(0);
  office.phase.set("offline");
  expect(await office.after(90_000)).toBe(1);
  office.phase.set("online");
  expect(await office.after(1_000)).toBe(2);
  office.person = null;
  office.standing.set({ state: "approved" });
  expect(await office.after(90_000)).toBe(2);
  office.person = "DB2";
  office.standing.set({ state: "signed_in" });
  expect(await office.after(1_000)).toBe(3);
});

test("What was tried out is told within seconds, not only at the next minute", async () => {
  const office = new Office();
  await office.after(0);
  office.teller.checked();
  expect(await office.after(5_000)).toBe(1);
  expect(await office.after(1_000)).toBe(2);
  expect(await office.after(10_000)).toBe(2);
});

test("Where the app was opened from is told as far as somebody knows", () => {
  const modes = (on: string) => (mode: string) => mode === on;
  expect(isInstalled({ standalone: true }, () => undefined)).toBe(true);
  expect(isInstalled({ standalone: false }, modes("browser"))).toBe(false);
  expect(isInstalled({ standalone: false }, modes("fullscreen"))).toBe(true);
  expect(isInstalled({}, modes("standalone"))).toBe(true);
  expect(isInstalled({}, modes("browser"))).toBe(false);
  expect(isInstalled({}, () => undefined)).toBeUndefined();
});

test("A machine says whether it keeps what it holds, and what it failed in", async () => {
  const store = new MemoryStore();
  await keepChecks(store, ["pen", "clock"], at());
  const health = await read(
    { standalone: true, storage: { persisted: () => Promise.resolve(false) } },
    { checks: () => recallChecks(store) },
  );
  expect(health).toMatchObject({ persisted: false, installed: true, checked_at: at().toISOString(), failed_checks: ["pen", "clock"] });
  await keepChecks(store, [], at());
  expect((await read({}, { checks: () => recallChecks(store) })).failed_checks).toEqual([]);
});

test("The office hears of what failed, by its own names", () => {
  expect(
    failedChecks([
      ["tls", { verdict: "good" }],
      ["socket", { verdict: "bad" }],
      ["kept", { verdict: "care" }],
      ["room", { verdict: "bad", bytes: 5 }],
      ["clock", { verdict: "unknown" }],
    ]),
  ).toEqual(["connection", "space"]);
});
