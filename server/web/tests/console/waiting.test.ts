// Check-ins that the office confirms: who waits stands apart, and is part of no figure.
import { describe, expect, it } from "vitest";

import { confirmationOf, waitingWords } from "../../src/console/attendance/entry";
import { rollOf, rowOf } from "../../src/console/attendance/roll";
import { latest, rollMarks } from "../../src/console/attendance/roll_map";
import { hallFacts } from "../../src/console/hall/hall_facts";
import { checkInOf, stillWaiting } from "../../src/council/attendance";
import { shown } from "../../src/sync/overlay";
import type { Outbox } from "../../src/sync/outbox";
import { council, group, guest, person, present, session, sitting, world } from "./builders";

const waits = (id: string, at: string) => present(id, { status: "unknown", intervals: [], waiting_since: at });
const view = world(
  { ...council, confirm_check_ins: true },
  session(),
  sitting(),
  group(),
  person({ seat: "A1" }),
  person({ id: "DB2", name: "Lê Văn Hai", seat: "A2" }),
  person({ id: "DB3", name: "Ngô Thị Ba" }),
  guest(),
  present("DB1"),
  waits("DB2", "2024-12-18T00:31:00Z"),
  waits("DB3", "2024-12-18T00:20:00Z"),
  waits("KM1", "2024-12-18T00:10:00Z"),
);

describe("Who checked in and waits for the office", () => {
  const roll = rollOf(view, sitting());

  it("stands in a list of its own, delegates first, by when they came", () => {
    expect(roll.waiting.map(({ person: { id } }) => id)).toEqual(["DB3", "DB2", "KM1"]);
  });

  it("is neither present nor part of the quorum", () => {
    expect(roll.counts).toMatchObject({ present: 1, unknown: 2 });
    expect(roll.attended).toBe(1);
    expect(hallFacts(view, session(), new Date("2024-12-18T01:00:00Z"))).toMatchObject({ present: 1, waiting: 2 });
  });

  it("has a sign of its own on the map, and is read out so", () => {
    const row = rowOf(view, sitting(), person({ id: "DB2", name: "Lê Văn Hai", seat: "A2" }));
    expect(latest(row, sitting())).toBe("waiting");
    const mark = rollMarks([row], sitting(), new Set()).get("A2");
    expect(mark).toMatchObject({ sign: "C", line: "Chờ từ 07:31" });
    expect(mark?.spoken).toBe("Lê Văn Hai: chờ xác nhận, chờ từ 07:31");
    expect(waitingWords(row)).toBe(", tự điểm danh 07:31, chờ xác nhận");
  });

  it("is confirmed by the key for present, unless another time was typed, and sent away by the one for nothing recorded", () => {
    const row = rowOf(view, sitting(), person({ id: "DB2" }));
    expect(confirmationOf(row, "arrive", "", "now")).toBe("there");
    expect(confirmationOf(row, "arrive", "07:30", "past")).toBe("there");
    expect(confirmationOf(row, "arrive", "7h45", "now")).toBeNull();
    expect(confirmationOf(row, "clear", "7h45", "now")).toBe("not_seen");
    expect(confirmationOf(row, "absent_excused", "", "now")).toBeNull();
    expect(confirmationOf(rowOf(view, sitting(), person()), "arrive", "", "now")).toBeNull();
  });

  it("is named before the record is closed", () => {
    expect(stillWaiting(view, [sitting(), sitting({ id: "P2" })]).map((one) => [one.sitting.id, one.names.length])).toEqual([["P1", 3]]);
  });

  it("reads on the tablet that they wait, whether the server has heard it or not yet", () => {
    const now = new Date("2024-12-18T00:40:00Z");
    expect(checkInOf(view, sitting(), "DB2", now)).toEqual({ is: "waiting", since: "2024-12-18T00:31:00Z" });
    const fresh = world({ ...council, confirm_check_ins: true }, session(), sitting(), person({ id: "DB2" }));
    const queued = { rows: [{ number: 1, body: { type: "check_in", sitting: "P1", at: "2024-12-18T00:39:00Z" } }] } as unknown as Outbox;
    expect(checkInOf(shown(fresh, queued, "DB2"), sitting(), "DB2", now)).toEqual({ is: "waiting", since: "2024-12-18T00:39:00Z" });
    const unasked = world(council, session(), sitting(), person({ id: "DB2" }));
    expect(checkInOf(shown(unasked, queued, "DB2"), sitting(), "DB2", now)).toMatchObject({ is: "present" });
  });
});
