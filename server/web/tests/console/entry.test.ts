import { describe, expect, it } from "vitest";

import {
  checkDraft,
  draftOf,
  entryTime,
  stateOf,
  stateWords,
  stepOf,
  undoOf,
  wireTime,
  type Draft,
} from "../../src/console/attendance/entry";
import { rowOf } from "../../src/console/attendance/roll";
import type { Attendance } from "../../src/generated/protocol";
import { council, person, present, sitting, world } from "./builders";

const morning = sitting();
const now = new Date("2026-11-29T11:54:00Z");
const at = (clock: string) => new Date(`2024-12-18T${clock}:00+07:00`);
const row = (attendance?: Attendance) =>
  rowOf(attendance ? world(council, person(), attendance) : world(council, person()), morning, person());
const span = (from: string, to?: string): Attendance["intervals"][number] => ({
  in_at: wireTime(at(from)),
  out_at: to ? wireTime(at(to)) : null,
  method: "self",
  by: "DB1",
});
const closed = present("DB1", { status: "left", intervals: [span("07:25", "11:20")] });
const open = present("DB1", { intervals: [span("07:25")] });
const absent = present("DB1", { status: "absent", excused: true, intervals: [] });

describe("A time on the roll", () => {
  const timeOf = (typed: string, when: "past" | "now" = "past", today = now) => {
    const found = entryTime(typed, when, morning, 30, today);
    return "fault" in found ? found.fault : `${wireTime(found.at)} ${found.place}`;
  };

  it("is the sitting's, however it is written", () => {
    for (const typed of ["7h45", "0745", "745", "7:45", "07 giờ 45", "7g45"]) expect(timeOf(typed)).toBe("2024-12-18T00:45:00Z inside");
    expect(timeOf("6:45")).toBe("2024-12-17T23:45:00Z before");
  });

  it("is never taken as now when it cannot be read", () => {
    for (const typed of ["7x45", "sáng", "25:00", "7:5"])
      for (const when of ["past", "now"] as const) expect(timeOf(typed, when)).toMatch(/^Không đọc được giờ/);
    expect(timeOf("")).toMatch(/^Phiên họp đã qua: hãy ghi giờ/);
    expect(timeOf("", "now", at("08:00"))).toBe("2024-12-18T01:00:00Z inside");
  });

  it("is not to come", () => {
    expect(timeOf("9h", "now", at("08:00"))).toMatch(/^09:00 chưa tới/);
    expect(timeOf("8h", "now", at("08:00"))).toBe("2024-12-18T01:00:00Z inside");
  });
});

describe("An entry on the roll", () => {
  const step = (attendance: Attendance | undefined, action: Parameters<typeof stepOf>[1], clock: string) =>
    stepOf(row(attendance), action, at(clock));

  it("adds where nothing stands against it", () => {
    expect(step(undefined, "arrive", "07:25").step).toBe("add");
    expect(step(undefined, "absent_excused", "07:25").step).toBe("add");
    expect(step(open, "leave", "11:20").step).toBe("add");
    expect(step(closed, "arrive", "11:25").step).toBe("add");
  });

  it("is a correction where something would be lost, with what stands in the draft", () => {
    expect(step(closed, "leave", "10:00")).toMatchObject({
      step: "correct",
      draft: { standing: "here", spans: [{ in: "07:25", out: "10:00" }] },
    });
    expect(step(open, "clear", "08:00")).toMatchObject({ step: "correct", draft: { standing: "unknown", spans: [] } });
    expect(step(closed, "absent_unexcused", "08:00")).toMatchObject({ step: "correct", draft: { standing: "unexcused" } });
    expect(step(absent, "arrive", "09:00")).toMatchObject({
      step: "correct",
      draft: { standing: "here", spans: [{ in: "09:00", out: "" }] },
    });
    expect(step(closed, "arrive", "09:00").step).toBe("correct");
    expect(step(open, "leave", "07:00").step).toBe("correct");
  });

  it("that would do nothing says so", () => {
    expect(step(undefined, "leave", "11:00")).toMatchObject({ step: "nothing" });
    expect(step(undefined, "clear", "11:00")).toMatchObject({ step: "nothing" });
  });
});

describe("A correction", () => {
  const check = (attendance: Attendance | undefined, change: Partial<Draft>) =>
    checkDraft({ ...draftOf(stateOf(attendance), ""), reason: "Ghi nhầm giờ", ...change }, row(attendance), morning, 30, now);
  const faults = (attendance: Attendance | undefined, change: Partial<Draft>) => {
    const checked = check(attendance, change);
    return "faults" in checked ? checked.faults : {};
  };

  it("mends one time and leaves the other as it was, to the second", () => {
    const exact = present("DB1", {
      status: "left",
      intervals: [{ in_at: "2024-12-18T00:25:41Z", out_at: "2024-12-18T04:20:13Z", method: "self", by: "DB1" }],
    });
    const draft = draftOf(stateOf(exact), "");
    draft.spans[0]!.out = "10h";
    expect(check(exact, { spans: draft.spans })).toMatchObject({
      correction: {
        status: "left",
        intervals: [{ in_at: "2024-12-18T00:25:41Z", out_at: "2024-12-18T03:00:00Z" }],
        excused: null,
        reason: "Ghi nhầm giờ",
      },
      outside: [],
    });
  });

  it("needs a reason, readable times in their order, and a difference", () => {
    expect(faults(closed, { standing: "unknown", reason: "  " })).toHaveProperty("reason");
    expect(faults(closed, {})).toHaveProperty("spans");
    expect(faults(closed, { spans: [{ in: "x", out: "11:20" }] })["in/0"]).toMatch(/^Không đọc được giờ/);
    expect(faults(closed, { spans: [{ in: "9h", out: "8h" }] })["out/0"]).toMatch(/sau giờ vào/);
    expect(
      faults(closed, {
        spans: [
          { in: "8h", out: "9h" },
          { in: "8h30", out: "" },
        ],
      })["in/1"],
    ).toMatch(/sau giờ về/);
    expect(
      faults(closed, {
        spans: [
          { in: "8h", out: "" },
          { in: "9h", out: "" },
        ],
      })["in/1"],
    ).toMatch(/chưa ghi giờ về/);
    expect(faults(closed, { spans: [] })).toHaveProperty("spans");
  });

  it("names the times outside the sitting's hours, so that they are asked for", () => {
    expect(check(closed, { spans: [{ in: "6h", out: "11:20" }] })).toMatchObject({ outside: ["06:00"] });
    expect(check(open, { standing: "excused", spans: [], absence: " Ốm " })).toMatchObject({
      correction: { status: "absent", excused: true, intervals: [], absence_reason: "Ốm" },
    });
  });

  it("is undone by the state before it", () => {
    expect(undoOf(row(closed))).toEqual({
      status: "left",
      intervals: [{ in_at: "2024-12-18T00:25:00Z", out_at: "2024-12-18T04:20:00Z" }],
      excused: null,
      absence_reason: null,
      reason: "Hoàn tác thao tác vừa ghi",
    });
    expect(undoOf(row())).toMatchObject({ status: "unknown", intervals: [] });
  });

  it("shows the former state in words", () => {
    expect([closed, open, absent, undefined].map((one) => stateWords(stateOf(one)))).toEqual([
      "Đã về 07:25 – 11:20",
      "Có mặt 07:25",
      "Vắng có phép",
      "Chưa ghi nhận",
    ]);
  });
});
