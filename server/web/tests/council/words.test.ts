import { expect, test } from "vitest";

import { clock, day, days, weekday, weekdayInSentence } from "../../src/council/calendar";
import { plain } from "../../src/council/letters";
import { count, size } from "../../src/council/numbers";
import { byGivenName } from "../../src/council/people";

test("Words write dates, times and numbers as the office does, in the council's own time zone", () => {
  expect(clock("2024-12-18T00:52:00Z")).toBe("07:52");
  expect(day("2024-12-18")).toBe("18/12/2024");
  expect(day("2024-12-18T17:30:00Z")).toBe("19/12/2024");
  expect(weekdayInSentence("2024-12-18T01:00:00Z")).toBe("thứ Tư");
  expect(weekday("2024-12-18T01:00:00Z")).toBe("Thứ Tư, 18/12/2024");
  expect(weekdayInSentence("2024-12-15")).toBe("Chủ nhật");
  expect(days("2024-12-18", "2024-12-19")).toBe("18/12/2024 – 19/12/2024");
  expect(days("2024-12-18", "2024-12-18")).toBe("18/12/2024");
  expect(count(9836)).toBe("9.836");
  expect([950, 300_000, 5_300_000, 64_250_000_000].map(size)).toEqual(["950 byte", "300 KB", "5,3 MB", "64,25 GB"]);
});

test("People stand by their given name, in the Vietnamese alphabet, then by the whole one", () => {
  const given = (name: string): string => name.split(" ").at(-1) ?? "";
  const names = ["Đỗ Văn Tượng", "Trần Minh Họa", "Lê Minh Họa", "Trần Thị Ánh", "Phạm Văn Đa", "Nguyễn Văn Dũng"];
  const people = names.map((name) => ({ name, sort_name: given(name) })).sort(byGivenName);
  expect(people.map((each) => given(each.name))).toEqual(["Ánh", "Dũng", "Đa", "Họa", "Họa", "Tượng"]);
  expect(people[3]?.name).toBe("Lê Minh Họa");
  const told = ["Châu Văn Bảng Đen", "Trần Thị Ví Dụ", "Trương Thị Dự Bị"].map((name) => ({ name }));
  expect(told.sort(byGivenName).map((each) => given(each.name))).toEqual(["Bị", "Dụ", "Đen"]);
});

test("Words find names typed without marks, composed or not", () => {
  expect(plain("Nguyễn Thị  Hòa")).toBe("nguyen thi hoa");
  expect(plain("Đặng".normalize("NFD"))).toBe("dang");
});
