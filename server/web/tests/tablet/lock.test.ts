import { expect, test } from "vitest";

import { isIdle, Lock, offlineTriesMax, waitSAfter } from "../../src/tablet/lock";
import { isRightPin, makePinCheck, pinIterations } from "../../src/tablet/pin_check";
import { pinComplaint } from "../../src/tablet/pin_rules";
import { settle, World } from "../sync/world";

const minute = 60_000;

async function world(lockAfterMin: number | null): Promise<World> {
  const made = new World();
  made.server.put({
    entity_type: "council",
    id: "HDND",
    scope: "everyone",
    entity: {
      type: "council",
      id: "HDND",
      name: "HĐND",
      level: "xã",
      province: "P",
      organ_id: "H",
      term_name: "K",
      seats: 1,
      in_office: 1,
      demo: false,
      confirm_check_ins: false,
      lock_after_min: lockAfterMin,
    },
  });
  await made.startApp();
  await made.talk();
  return made;
}

async function lockOf(made: World): Promise<Lock> {
  const lock = new Lock(made.client, () => made.now, 1_000);
  await lock.open();
  return lock;
}

// The promise of something the server answers.
async function answered<T>(made: World, promise: Promise<T>): Promise<T | unknown> {
  const outcome = promise.catch((error: unknown) => error);
  await settle();
  await made.talk();
  return await outcome;
}

const codeOf = (error: unknown): string => (error as { code: string }).code;

test("PIN is kept as a slow hash only", async () => {
  expect(pinIterations).toBeGreaterThanOrEqual(300_000);
  const check = await makePinCheck("DB24", "123456");
  expect(JSON.stringify([...check.salt, ...check.hash])).not.toContain("123456");
  expect(await isRightPin(check, "123456")).toBe(true);
  expect(await isRightPin(check, "123457")).toBe(false);
});

test("Idle time is what the council set, and a clock set back does not lengthen it", () => {
  expect(isIdle(0, 9 * minute, 10)).toBe(false);
  expect(isIdle(0, 10 * minute, 10)).toBe(true);
  expect(isIdle(0, 1_000 * minute, null)).toBe(false);
  expect(isIdle(100 * minute, 50 * minute, 10)).toBe(true);
});

test("Lock asks for the PIN after the idle time and opens for the right one, with the server's word", async () => {
  const made = await world(10);
  const lock = await lockOf(made);
  await lock.learn("DB24", "123456");
  made.now += 9 * minute;
  lock.tick();
  expect(lock.locked.value).toBe(false);
  made.now += minute;
  lock.tick();
  expect(lock.locked.value).toBe(true);
  expect(codeOf(await answered(made, lock.unlock("000000")))).toBe("wrong_secret");
  expect(lock.locked.value).toBe(true);
  await answered(made, lock.unlock("123456"));
  expect(lock.locked.value).toBe(false);
});

test("Lock does not stop sync", async () => {
  const made = await world(10);
  const lock = await lockOf(made);
  made.now += 10 * minute;
  lock.tick();
  expect(lock.locked.value).toBe(true);
  made.server.put({
    entity_type: "group",
    id: "TO1",
    scope: "everyone",
    entity: { type: "group", id: "TO1", kind: "delegation", name: "Tổ 1", members: [] },
  });
  made.server.batch(made.server.newest);
  await made.talk();
  expect(made.client.view.value.get("group", "TO1")?.name).toBe("Tổ 1");
});

test("Lock outlives a restart, and comes when the app is opened after the idle time", async () => {
  const made = await world(10);
  const first = await lockOf(made);
  await first.learn("DB24", "123456");
  made.now += 11 * minute;
  const second = await lockOf(made);
  expect(second.locked.value).toBe(true);
  await settle();
  expect((await lockOf(made)).locked.value).toBe(true);
});

test("Lock opens without network by the check made at the sign-in; wrong tries wait longer each time and outlive a restart", async () => {
  const made = await world(10);
  let lock = await lockOf(made);
  await lock.learn("DB24", "123456");
  made.cut();
  made.now += 11 * minute;
  lock.tick();
  expect(await lock.unlock("000000").catch((error: unknown) => error)).toMatchObject({ code: "wrong_secret", waitS: 1 });
  expect(await lock.unlock("123456").catch((error: unknown) => error)).toMatchObject({ code: "wrong_secret", waitS: 1 });
  made.now += 1_000;
  expect(await lock.unlock("000000").catch((error: unknown) => error)).toMatchObject({ waitS: 2 });
  lock = await lockOf(made);
  expect(await lock.unlock("123456").catch((error: unknown) => error)).toMatchObject({ waitS: 2 });
  made.now += 2_000;
  await lock.unlock("123456");
  expect(lock.locked.value).toBe(false);
});

test("Ten wrong PINs without network leave only the server", async () => {
  const made = await world(10);
  const lock = await lockOf(made);
  await lock.learn("DB24", "123456");
  made.cut();
  made.now += 11 * minute;
  lock.tick();
  for (let tries = 0; tries < offlineTriesMax; tries++) {
    made.now += (waitSAfter(tries) + 1) * 1000;
    await lock.unlock("999999").catch(() => undefined);
  }
  made.now += 60 * minute;
  expect(codeOf(await lock.unlock("123456").catch((error: unknown) => error))).toBe("needs_server");
  await made.tick(2_000);
  await made.talk();
  await answered(made, lock.unlock("123456"));
  expect(lock.locked.value).toBe(false);
});

test("Lock is nobody's when nobody is signed in, and the check goes", async () => {
  const made = await world(10);
  const lock = await lockOf(made);
  await lock.learn("DB24", "123456");
  made.client.signOut();
  await made.talk();
  made.now += 60 * minute;
  lock.tick();
  expect(lock.locked.value).toBe(false);
  expect(await made.store.recall<{ check: unknown }>("lock")).toMatchObject({ check: null });
});

test("PIN that anybody would guess is refused in words", () => {
  expect(pinComplaint("246810", "123456")).toContain("dễ đoán");
  expect(pinComplaint("246810", "987654")).toContain("dễ đoán");
  expect(pinComplaint("246810", "777777")).toContain("dễ đoán");
  expect(pinComplaint("246810", "12345")).toContain("đúng 6");
  expect(pinComplaint("246810", "246810")).toContain("trùng");
  expect(pinComplaint("246810", "193746")).toBeUndefined();
});
