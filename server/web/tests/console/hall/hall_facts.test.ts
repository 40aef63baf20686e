import { expect, test } from "vitest";

import { hallFacts, hallTrouble } from "../../../src/console/hall/hall_facts";
import { wordOf } from "../../../src/console/hall/hall_channel";
import { latest, rollMarks } from "../../../src/console/attendance/roll_map";
import { rollOf } from "../../../src/console/attendance/roll";
import { View } from "../../../src/sync/view";
import { council, item, person, present, session, sitting, world } from "../builders";

const now = new Date("2024-12-18T01:00:00Z");
const three = ["DB1", "DB2", "DB3"].map((id, i) => person({ id, seat: `A${i + 1}` }));
const on = session({ in_office: 3, current_item: "M1", state: "in_session" });
const begin = sitting();
const view = world({ ...council, name: "HĐND xã" }, on, begin, item({ presenter: "DB1" }), ...three, present("DB1"));

test("The projector shows who is here against how many are needed, and what is on", () => {
  expect(hallFacts(view, on, now)).toMatchObject({
    council: "HĐND xã",
    present: 1,
    inOffice: 3,
    needed: 2,
    reached: false,
    item: { number: "1", name: "Nội dung", presenter: "Trần Thị Hoa" },
  });
  const more = view.with(world(present("DB2")).everything(), []);
  expect(hallFacts(more, on, now).reached).toBe(true);
  expect(hallFacts(more, { ...on, current_item: null, state: "recess" }, now)).toMatchObject({ item: null, state: "Tạm nghỉ" });
});

test("What is no longer sure is said, with since when", () => {
  const facts = hallFacts(view, on, now);
  const said = (word: Parameters<typeof hallTrouble>[0]["word"], heardAt: number | null) =>
    hallTrouble({ word, heardAt }, 10_000, (ms) => `${ms} ms`);
  expect(said(null, null)).toContain("Đang chờ");
  expect(said({ facts, lostAt: "" }, 9_000)).toBe("");
  expect(said({ facts, lostAt: "" }, 3_000)).toBe("Mất liên lạc với bàn làm việc từ 3000 ms. Số liệu có thể đã cũ.");
  expect(said({ facts, lostAt: "08:14" }, 9_000)).toContain("Mất kết nối máy chủ từ 08:14");
  expect(said({ facts: null, lostAt: "" }, 9_000)).toBe("Bàn làm việc chưa đăng nhập.");
});

test("A desk tells the projector nothing before its person is signed in, nor when they run no session", () => {
  const office = { view, session: on, online: false, lostAt: "08:14", loaded: true, now: () => now };
  const signedIn = (state: "signed_in" | "approved", role: string) =>
    wordOf({ ...office, standing: { state } as never, has: (asked: string) => asked === role });
  expect(signedIn("signed_in", "clerk")).toMatchObject({ facts: { present: 1 }, lostAt: "08:14" });
  expect(signedIn("approved", "clerk").facts).toBeNull();
  expect(signedIn("signed_in", "archivist").facts).toBeNull();
  expect(wordOf({ ...office, view: View.empty, session: null, standing: null, has: () => true }).facts).toBeNull();
});

test("Each seat of the roll has a colour and a letter, and says who came late", () => {
  const late = present("DB2", { intervals: [{ in_at: "2024-12-18T00:41:00Z", method: "self", by: "DB2" }] });
  const away = { ...present("DB3"), status: "absent" as const, excused: true, intervals: [] };
  const roll = rollOf(view.with(world(late, away).everything(), []), begin);
  const rows = roll.groups.flatMap((group) => group.rows);
  const marks = rollMarks(rows, begin, new Set(["DB3"]));
  expect(["A1", "A2", "A3"].map((seat) => [marks.get(seat)?.sign, marks.get(seat)?.tone, marks.get(seat)?.line])).toEqual([
    ["✓", "good", "07:30"],
    ["M", "good", "Muộn 07:41"],
    ["P", "care", "Có phép"],
  ]);
  expect(marks.get("A3")).toMatchObject({ calls: true, spoken: "Trần Thị Hoa: vắng có phép, đang gọi thư ký" });
  expect(latest({ presence: "left", attendance: late, waits: null }, begin)).toBe("left");
});
