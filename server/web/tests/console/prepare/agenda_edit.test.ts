// An agenda is moved, numbered and timed without losing what hangs together.
import { expect, test } from "vitest";

import {
  fillOf,
  inWords,
  moved,
  movedTo,
  nextNumber,
  renumbered,
  retimed,
  withItems,
  without,
} from "../../../src/console/prepare/agenda_edit";
import type { Programme } from "../../../src/console/prepare/draft";
import { itemsOfRows, minutesIn, noAnswers, openQuestions, pastedRows } from "../../../src/console/prepare/pasting";
import { item, session, sitting } from "../builders";

const afternoon = sitting({
  id: "P2",
  name: "Phiên chiều",
  position: 2,
  start_at: "2024-12-18T13:30:00+07:00",
  end_at: "2024-12-18T16:30:00+07:00",
});
const programme = (): Programme => ({
  session: session(),
  sittings: [sitting({ name: "Phiên khai mạc" }), afternoon],
  agenda: [
    item({ id: "A", number: "1", position: 1 }),
    item({ id: "B", number: "2", position: 2 }),
    item({ id: "Ba", number: "2a", position: 3 }),
    item({ id: "Bb", number: "2b", position: 4 }),
    item({ id: "C", number: "3", position: 5, sitting: "P2" }),
  ],
});
const order = (one: Programme): string => one.agenda.map((each) => `${each.id}@${each.sitting}`).join(" ");

test("An item goes up with what hangs on it", () => {
  expect(order(moved(programme(), "B", -1))).toBe("B@P1 Ba@P1 Bb@P1 A@P1 C@P2");
  expect(order(moved(programme(), "A", 1))).toBe("B@P1 Ba@P1 Bb@P1 A@P1 C@P2");
});

test("What hangs on an item moves by itself among its like", () => {
  expect(order(moved(programme(), "Bb", -1))).toBe("A@P1 B@P1 Bb@P1 Ba@P1 C@P2");
});

test("Over the edge of a sitting lies the next one", () => {
  expect(order(moved(programme(), "C", -1))).toBe("A@P1 B@P1 Ba@P1 Bb@P1 C@P1");
  expect(order(moved(programme(), "B", 1))).toBe("A@P1 B@P2 Ba@P2 Bb@P2 C@P2");
  expect(moved(programme(), "A", -1)).toEqual(programme());
});

test("Dropped in front of another, or on an empty sitting", () => {
  expect(order(movedTo(programme(), "C", "P1", "B"))).toBe("A@P1 C@P1 B@P1 Ba@P1 Bb@P1");
  const empty = { ...programme(), agenda: programme().agenda.slice(0, 4) };
  expect(order(movedTo(empty, "A", "P2", null))).toBe("B@P1 Ba@P1 Bb@P1 A@P2");
  expect(movedTo(programme(), "B", "P1", "Ba")).toEqual(programme());
});

test("Positions count over all sittings", () => {
  expect(moved(programme(), "B", -1).agenda.map((one) => one.position)).toEqual([1, 2, 3, 4, 5]);
});

test("Numbers begin anew, letters follow their number", () => {
  expect(renumbered(moved(programme(), "B", -1)).agenda.map((one) => `${one.id}=${one.number}`)).toEqual([
    "B=1",
    "Ba=1a",
    "Bb=1b",
    "A=2",
    "C=3",
  ]);
  expect(nextNumber(programme())).toBe("4");
});

test("Times follow one another from the sitting's beginning, and again after a move", () => {
  const timed = retimed(programme());
  expect(timed.agenda.map((one) => one.planned_start)).toEqual([
    "2024-12-18T00:30:00Z",
    "2024-12-18T00:40:00Z",
    "2024-12-18T00:50:00Z",
    "2024-12-18T01:00:00Z",
    "2024-12-18T06:30:00Z",
  ]);
  expect(moved(timed, "B", -1).agenda.find((one) => one.id === "A")?.planned_start).toBe("2024-12-18T01:00:00Z");
  expect(moved(programme(), "B", -1).agenda.every((one) => !one.planned_start)).toBe(true);
});

test("New items stand behind the last of their sitting, with ids of the session", () => {
  const next = withItems(programme(), [{ number: "4", name: "Mới", sitting: "P1", minutes: 20 }], new Set(["K1-MUC01"]));
  expect(next.agenda.map((one) => one.id)).toEqual(["A", "B", "Ba", "Bb", "K1-MUC02", "C"]);
  expect(without(next, "A").agenda[0]?.position).toBe(1);
});

test("Minutes are said in words", () => {
  expect([5, 60, 215].map(inWords)).toEqual(["5 phút", "1 giờ", "3 giờ 35 phút"]);
  expect(fillOf(programme(), programme().sittings[0]!)).toEqual({ planned: 40, room: 240 });
  expect(minutesIn("Thảo luận (45 phút)")).toBe(45);
});

test("Pasted headings are sittings, and lines without a number are asked about", () => {
  const text = "CHƯƠNG TRÌNH\nI. PHIÊN KHAI MẠC\n1. Chào cờ\n2. Báo cáo\nGiải lao 15 phút\nII. BUỔI CHIỀU\n1. Bế mạc";
  const rows = pastedRows(text, programme().sittings, "P1");
  expect(rows.map((row) => `${row.is}:${row.number}@${row.sitting}`)).toEqual([
    "asked:@P1",
    "sitting:I@P1",
    "item:1@P1",
    "item:2@P1",
    "asked:@P1",
    "sitting:II@P2",
    "item:1@P2",
  ]);
  expect(openQuestions(rows)).toBe(2);
  const answered = pastedRows(text, programme().sittings, "P1", {
    ...noAnswers,
    lines: new Map([
      [1, "skip" as const],
      [5, "item" as const],
    ]),
  });
  expect(openQuestions(answered)).toBe(0);
  expect(itemsOfRows(answered).map((one) => [one.number, one.name, one.sitting, one.minutes])).toEqual([
    ["1", "Chào cờ", "P1", 15],
    ["2", "Báo cáo", "P1", 15],
    ["", "Giải lao 15 phút", "P1", 15],
    ["1", "Bế mạc", "P2", 15],
  ]);
});

test("An item over others is as long as they are", () => {
  const rows = pastedRows("1. Báo cáo\na) Một (20 phút)\nb) Hai", programme().sittings, "P1");
  expect(itemsOfRows(rows).map((one) => one.minutes)).toEqual([0, 20, 15]);
});

test("A heading may be an item after all", () => {
  const rows = pastedRows("I. PHIÊN KHAI MẠC\n1. Chào cờ", programme().sittings, "P1", { ...noAnswers, headings: new Map([[1, ""]]) });
  expect(rows.map((row) => `${row.is}:${row.number}`)).toEqual(["item:I", "item:I.1"]);
});
