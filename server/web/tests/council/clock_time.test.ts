// The golden tables are read by the C++ side too (tests/protocol/clock_time_test.cpp).
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { clockSentence, clockText, parseClock } from "../../src/council/clock_time";
import { checkInTime, momentInSitting } from "../../src/council/sitting_time";

const golden = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`../../../../tests/golden/${name}`, import.meta.url), "utf8")) as T[];

interface ClockRow {
  readonly typed: string;
  readonly minutes: number | null;
}
interface SittingRow {
  readonly why: string;
  readonly minutes: number;
  readonly start_at: string;
  readonly end_at: string;
  readonly before_min: number;
  readonly now: string;
  readonly at: string;
  readonly place: string;
  readonly instead: string | null;
}
const wire = (time: Date | null): string | null => time && time.toISOString().replace(".000Z", "Z");

describe("Clock", () => {
  for (const row of golden<ClockRow>("clock_times.json"))
    it(`reads "${row.typed}" as ${row.minutes === null ? "no time" : clockText(row.minutes)}`, () =>
      expect(parseClock(row.typed)).toBe(row.minutes));

  it("says what it could not read, and how times are written", () => {
    expect(clockSentence(" 7x45 ")).toBe("Không đọc được giờ “7x45”. Hãy viết như 7h45, 07:45, 0745 hoặc 07 giờ 45.");
    expect(clockSentence("")).toMatch(/^Chưa ghi giờ/);
    expect(parseClock("7".repeat(10_000))).toBeNull();
  });
});

describe("A time of day in a sitting", () => {
  for (const row of golden<SittingRow>("sitting_times.json"))
    it(`${row.why} (${clockText(row.minutes)})`, () => {
      const found = momentInSitting(row.minutes, row, row.before_min, new Date(row.now));
      expect({ at: wire(found.at), place: found.place, instead: wire(found.instead) }).toEqual({
        at: row.at,
        place: row.place,
        instead: row.instead,
      });
    });

  it("lets people check in from some minutes before the start until the end", () => {
    const sitting = { start_at: "2024-12-18T07:30:00+07:00", end_at: "2024-12-18T11:30:00+07:00" };
    const at = (clock: string) => checkInTime(sitting, 30, new Date(`2024-12-18T${clock}:00+07:00`));
    expect(at("06:59")).toEqual({ may: "early", opens: new Date("2024-12-18T00:00:00Z") });
    expect([at("07:00").may, at("11:30").may]).toEqual(["open", "open"]);
    expect(at("11:31")).toEqual({ may: "over", ended: new Date("2024-12-18T04:30:00Z") });
    expect(checkInTime(sitting, 30, new Date("2024-12-18T05:00:00Z"), "held").may).toBe("open");
  });
});
