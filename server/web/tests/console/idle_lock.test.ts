import { expect, test } from "vitest";

import { IdleLock } from "../../src/console/office/idle_lock";
import { passwordComplaint } from "../../src/console/office/password_rules";
import { lockComplaint, lockRuleOf, ruleComplaint, ruleOf, unsentWarning } from "../../src/console/devices/rules";
import { limits } from "../../src/generated/protocol";

class World {
  now = 1_000_000_000;
  readonly kept = new Map<string, string>();
  readonly shelf = {
    getItem: (key: string) => this.kept.get(key) ?? null,
    setItem: (key: string, value: string) => void this.kept.set(key, value),
  };
  open(): IdleLock {
    return new IdleLock(this.shelf, () => this.now);
  }
}

test("Console locks after fifteen minutes without a hand, not before", () => {
  const world = new World();
  const lock = world.open();
  world.now += limits.desktopLockMs - 1;
  lock.touched();
  world.now += limits.desktopLockMs - 1;
  lock.tick();
  expect(lock.locked.value).toBe(false);
  world.now += 1;
  lock.tick();
  expect(lock.locked.value).toBe(true);
  lock.touched();
  expect(lock.locked.value).toBe(true);
});

test("Locked office stays locked over a reload, and one left open for long is locked when it comes back", () => {
  const world = new World();
  const lock = world.open();
  lock.lock();
  expect(world.open().locked.value).toBe(true);
  lock.open();
  expect(world.open().locked.value).toBe(false);
  world.now += limits.desktopLockMs;
  expect(world.open().locked.value).toBe(true);
});

test("Clock set back does not keep the office open", () => {
  const world = new World();
  const lock = world.open();
  world.now -= 3_600_000;
  lock.tick();
  expect(lock.locked.value).toBe(true);
});

test("First touch after a long absence locks instead of counting as presence", () => {
  const world = new World();
  const lock = world.open();
  world.now += limits.desktopLockMs + 1;
  lock.touched();
  expect(lock.locked.value).toBe(true);
});

test("Password is counted in characters and refused in words", () => {
  expect(passwordComplaint("cu", "ngắn quá")).toContain("12 ký tự");
  expect(passwordComplaint("cu", "ááááááááááá")).toContain("12 ký tự");
  expect(passwordComplaint("mat-khau-cu-day", "mat-khau-cu-day")).toContain("trùng");
  expect(passwordComplaint("cu", "x".repeat(12))).toContain("dễ đoán");
  expect(passwordComplaint("cu", "một mật khẩu mới")).toBeUndefined();
});

test("Rules for tablets are numbers within the limits, or nothing", () => {
  for (const never of ["", " ", "0", "00"]) {
    expect(lockRuleOf(never)).toBe(null);
    expect(lockComplaint(never, 240, "Số phút")).toBeUndefined();
  }
  expect(lockRuleOf("15")).toBe(15);
  expect(lockComplaint("241", 240, "Số phút")).toContain("từ 1 đến 240");
  expect(ruleOf("")).toBe(null);
  expect(ruleOf(" 15 ")).toBe(15);
  expect(ruleComplaint("", 240, "Số phút")).toBeUndefined();
  expect(ruleComplaint("0", 240, "Số phút")).toContain("từ 1 đến 240");
  expect(ruleComplaint("241", 240, "Số phút")).toContain("từ 1 đến 240");
  expect(ruleComplaint("1.5", 240, "Số phút")).toContain("số nguyên");
  expect(ruleComplaint("10", 240, "Số phút")).toBeUndefined();
});

test("Whoever revokes a device is told of notes that were not sent", () => {
  expect(unsentWarning(3, true, "Bà Hoa")).toContain("còn 3");
  expect(unsentWarning(null, false, "Bà Hoa")).toContain("có thể còn");
  expect(unsentWarning(0, true, "Bà Hoa")).toBeUndefined();
  expect(unsentWarning(3, false, "")).toBeUndefined();
});
