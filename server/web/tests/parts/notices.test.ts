// Notices leave when there was time to read them, and only then.
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Notices, notices, standsMs } from "../../src/parts/notices.svelte";

const texts = (): string[] => notices.shown.map((notice) => notice.text);
const page = { visibilityState: "visible" };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  page.visibilityState = "visible";
});
afterEach(() => {
  for (const notice of notices.shown) notices.close(notice.id);
  notices.held = false;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const sentence = "Chưa đăng xuất được vì mất kết nối. Hãy thử lại khi có kết nối.";

test("A warning leaves by itself, after longer than a good word, and later the longer it is", () => {
  notices.care(sentence);
  notices.good("Đã lưu.");
  vi.advanceTimersByTime(standsMs("Đã lưu.", "good") + 1_000);
  expect(texts()).toEqual([sentence]);
  vi.advanceTimersByTime(standsMs(sentence, "care"));
  expect(texts()).toEqual([]);
  expect(standsMs("x".repeat(200), "care")).toBeGreaterThan(standsMs(sentence, "care"));
  expect(standsMs("", "care")).toBeGreaterThanOrEqual(10_000);
});

test("What somebody must see waits for its button", () => {
  notices.stay("Chữ ký của 12/BC đã đổi.");
  vi.advanceTimersByTime(3_600_000);
  expect(texts()).toEqual(["Chữ ký của 12/BC đã đổi."]);
  notices.close(notices.shown[0]!.id);
  expect(texts()).toEqual([]);
});

test("The time stands still while the window is hidden or somebody is on the notices", () => {
  notices.care(sentence);
  page.visibilityState = "hidden";
  vi.advanceTimersByTime(600_000);
  page.visibilityState = "visible";
  notices.held = true;
  vi.advanceTimersByTime(600_000);
  expect(texts()).toEqual([sentence]);
  notices.held = false;
  vi.advanceTimersByTime(standsMs(sentence, "care") + 1_000);
  expect(texts()).toEqual([]);
});

test("The same words stand once, with their whole time; of many the newest four", () => {
  notices.care(sentence);
  vi.advanceTimersByTime(standsMs(sentence, "care") - 1_000);
  notices.care(sentence);
  vi.advanceTimersByTime(5_000);
  expect(texts()).toEqual([sentence]);
  for (const text of ["một", "hai", "ba", "bốn"]) notices.care(text);
  expect(texts()).toEqual(["một", "hai", "ba", "bốn"]);
});

test("Where little stands at a time, what is new takes the place of what was", () => {
  const few = new Notices({ standsMs: () => 6_000, passing: 1 });
  few.good("Đã lưu ghi chú");
  few.care("Mất kết nối.");
  expect(few.shown.map((notice) => notice.text)).toEqual(["Mất kết nối."]);
  vi.advanceTimersByTime(6_500);
  expect(few.shown).toEqual([]);
});
