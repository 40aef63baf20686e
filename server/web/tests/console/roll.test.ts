import { describe, expect, it } from "vitest";

import { rollOf } from "../../src/console/attendance/roll";
import { presenceOf } from "../../src/council/attendance";
import { isoDay } from "../../src/council/calendar";
import { nextStates } from "../../src/council/law";
import { council, group, guest, person, present, session, sitting, world } from "./builders";

describe("Roll", () => {
  it("counts delegates against those in office, and never a guest", () => {
    const roll = rollOf(world(council, group(), person(), person({ id: "DB2" }), guest(), present("DB1"), present("KM1")), sitting());
    expect(roll.counts).toMatchObject({ present: 1, unknown: 1 });
    expect(roll.inOffice).toBe(35);
    expect(roll.quorum).toBe(24);
    expect(roll.guests).toHaveLength(1);
  });

  it("tells who is in the room from who has been there, and who was never recorded from the absent", () => {
    const left = present("DB2", {
      status: "left",
      intervals: [{ in_at: "2024-12-18T00:30:00Z", out_at: "2024-12-18T04:00:00Z", method: "self", by: "DB2" }],
    });
    const emptied = rollOf(world(council, person(), person({ id: "DB2" }), person({ id: "DB3" }), present("DB1"), left), sitting());
    expect(emptied.counts).toMatchObject({ present: 1, left: 1, unknown: 1, excused: 0, unexcused: 0 });
    expect(emptied.attended).toBe(2);
  });

  it("counts on those in office on the session's days, not on those of today", () => {
    expect(rollOf(world(council, session({ in_office: 30 }), person()), sitting()).quorum).toBe(20);
    expect(rollOf(world(council, session({ in_office: 0 }), person()), sitting()).quorum).toBe(24);
  });

  it("goes by the law of its session's day and of the council's name on it, and says what nobody read", () => {
    const of = (over: Parameters<typeof session>[0]) => rollOf(world({ ...council, level: "xã" }, session(over), person()), sitting()).law;
    expect(of({}).profile.id).toBe("luat-77-2015");
    expect(of({ start_on: "2026-12-17" }).profile.id).toBe("luat-72-2025/cap-xa");
    expect(of({ council_name: "Hội đồng nhân dân huyện Hương Sen", start_on: "2025-06-30" })).toMatchObject({
      level: "huyện",
      fit: "holds",
    });
    expect(of({}).profile.quorum.confirmed).toBe(false);
  });

  it("lists the people of its session alone", () => {
    const { type: _, id, ...rest } = person();
    const named = world(council, person(), person({ id: "DB2" }), {
      ...rest,
      type: "participant",
      id: `K1/${id}`,
      session: "K1",
      person: id,
      name: "Trần Thị Hoa (khi ấy)",
    });
    expect(rollOf(named, sitting()).groups.flatMap((one) => one.rows.map((row) => [row.person.id, row.person.name]))).toEqual([
      ["DB1", "Trần Thị Hoa (khi ấy)"],
    ]);
  });

  it("calls a group what its session calls it, whatever a later one says", () => {
    const { type: _, id, ...rest } = person();
    const then = { ...rest, type: "participant" as const, id: `K1/${id}`, session: "K1", person: id, group_name: "Tổ số 1 (khi ấy)" };
    expect(rollOf(world(council, group(), person(), then), sitting()).groups.map((one) => one.name)).toEqual(["Tổ số 1 (khi ấy)"]);
  });

  it("sorts a group by given name and keeps delegates of no group in sight", () => {
    const an = person({ id: "DB2", name: "Vũ Văn An", sort_name: "An" });
    const alone = person({ id: "DB3", group: null });
    const roll = rollOf(world(council, group(), person(), an, alone), sitting());
    expect(roll.groups.map((one) => [one.name, one.rows.map((row) => row.person.id)])).toEqual([
      ["Tổ số 1", ["DB2", "DB1"]],
      ["Chưa thuộc tổ nào", ["DB3"]],
    ]);
  });

  it("tells excused from unexcused absence", () => {
    expect(presenceOf(present("DB1", { status: "absent", excused: true, intervals: [] }))).toBe("excused");
    expect(presenceOf(present("DB1", { status: "absent", excused: null, intervals: [] }))).toBe("unexcused");
  });
});

describe("Law", () => {
  it("has no way back from the archive", () => {
    expect(nextStates("archived")).toEqual([]);
    expect(nextStates("closed")).toContain("in_session");
  });
});

describe("Days", () => {
  it("are read as Vietnamese write them, and 31/02 is no day", () => {
    expect(isoDay("4/12/2024")).toBe("2024-12-04");
    expect(isoDay("19.12.2024")).toBe("2024-12-19");
    expect(isoDay("31/02/2024")).toBeNull();
    expect(isoDay("hôm qua")).toBeNull();
    expect(isoDay(" ")).toBe("");
  });
});
