// The council's form warns of seats that no law names, and proposes the committees that a law forms.
import { expect, test } from "vitest";

import { knownLevels, seatsWarning, seatsWords, withCommittees } from "../../../src/console/prepare/council_law";
import { committeesByLaw, legalProfile, seatsByLaw } from "../../../src/council/law";

const warned = (level: string, typed: number, place = ""): string => {
  const law = legalProfile(level, "2026-12-17");
  const seats = seatsByLaw(law, place);
  return seats ? seatsWarning(typed, seats, law) : "";
};

test("Seats inside what the law names, and none yet, are no matter", () => {
  for (const typed of [0, 15, 25, 30]) expect(warned("xã", typed)).toBe("");
  expect(warned("tỉnh", 50) + warned("tỉnh", 85) + warned("thành phố", 125, "thành phố Hà Nội")).toBe("");
});

test("Seats outside are said with their place", () => {
  expect(warned("xã", 14)).toContain("14 đại biểu là ngoài số mà Điều 30 khoản 2 nêu cho cấp xã: 15 – 30.");
  expect(warned("phường", 31)).toContain("15 – 30");
  expect(warned("tỉnh", 86)).toContain("50 – 85");
  expect(warned("thành phố", 85, "thành phố Hà Nội")).toContain("125");
  expect(warned("thành phố", 125, "thành phố Đà Nẵng")).toContain("50 – 85");
});

test("A number of one figure is no range", () => {
  const seats = seatsByLaw(legalProfile("thành phố", "2026-12-17"), "Thành phố Hồ Chí Minh");
  expect(seats && seatsWords(seats)).toBe("125");
});

test("The levels of today come first, and none is lost", () => {
  expect(knownLevels.slice(0, 5)).toEqual(["xã", "phường", "đặc khu", "tỉnh", "thành phố"]);
  expect(knownLevels).toContain("huyện");
  expect(new Set(knownLevels).size).toBe(knownLevels.length);
});

test("Committees are added once, with ids of their own", () => {
  const names = committeesByLaw(legalProfile("xã", "2026-12-17"))?.names ?? [];
  const made = withCommittees([], names);
  expect(made.map((one) => [one.id, one.name, one.kind])).toEqual([
    ["BKTNS", "Ban Kinh tế - Ngân sách", "committee"],
    ["BVHXH", "Ban Văn hóa - Xã hội", "committee"],
  ]);
  expect(withCommittees(made, names)).toEqual(made);
});
