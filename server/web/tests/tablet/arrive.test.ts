// Whom a tablet greets, and whom a few letters find.
import { expect, test } from "vitest";

import type { Candidate } from "../../src/generated/protocol";
import { findPeople, greeted, seatKey } from "../../src/tablet/arrive";

const person = (name: string, seat: string | null, position = "Đại biểu"): Candidate => ({
  person: name,
  name,
  position,
  seat,
  guest: false,
});
const all = [
  person("Mai Thị Hoa", "C4"),
  person("Nguyễn Hoàng Anh", "A1", "Phó Giám đốc Sở Kế hoạch và Đầu tư"),
  person("Lê Hòa Bình", "A12", "Trưởng ban Văn hóa"),
  person("Trần Văn Đức", "7"),
];
const names = (typed: string): string[] => findPeople(all, typed).people.map((each) => each.name);

test.each([
  ["C4", "c4"],
  ["Ghế C-04", "c4"],
  ["Máy ghế C4", "c4"],
  ["iPad A 12", "a12"],
  ["MTB-07", "7"],
  ["THU-01", "thu1"],
  ["Máy", ""],
])("The label %s means the seat “%s”", (label, seat) => {
  expect(seatKey(label)).toBe(seat);
});

test.each([
  ["Ghế C4", null, "Mai Thị Hoa", "seat"],
  ["Ghế C4", "Lê Hòa Bình", "Mai Thị Hoa", "seat"],
  ["THU-01", "Lê Hòa Bình", "Lê Hòa Bình", "last"],
  ["THU-01", "somebody who left", undefined, undefined],
  ["THU-01", null, undefined, undefined],
  ["MTB-07", null, undefined, undefined],
  ["Ghế 07", null, "Trần Văn Đức", "seat"],
])("The tablet %s, last used by %s, greets %s", (label, last, name, because) => {
  const found = greeted(all, label, last);
  expect([found?.candidate.name, found?.because]).toEqual([name, because]);
});

test("Where two sit at one seat the tablet greets nobody", () => {
  expect(greeted([...all, person("Hai", "C4")], "C4", null)).toBeNull();
});

test.each([
  ["hoa", ["Mai Thị Hoa", "Lê Hòa Bình"]],
  ["Hòa", ["Mai Thị Hoa", "Lê Hòa Bình"]],
  ["ho", ["Nguyễn Hoàng Anh", "Lê Hòa Bình", "Mai Thị Hoa"]],
  ["hoa binh", ["Lê Hòa Bình"]],
  ["duc", ["Trần Văn Đức"]],
  ["C4", ["Mai Thị Hoa"]],
  ["a12", ["Lê Hòa Bình"]],
  ["kế hoạch", ["Nguyễn Hoàng Anh"]],
  ["xyz", []],
])("“%s” finds %s", (typed, found) => {
  expect(names(typed)).toEqual(found);
});

test("Nothing typed is everybody, by given name", () => {
  expect(names(" ")).toEqual(["Nguyễn Hoàng Anh", "Lê Hòa Bình", "Trần Văn Đức", "Mai Thị Hoa"]);
});
