import { expect, test } from "vitest";

import { byGivenName, count, dayOf, plain, timeOf, weekdayOf } from "../../src/tablet/words";

test("Words write dates, times and numbers as the office does, in the council's own time zone", () => {
  expect(timeOf("2024-12-18T00:52:00Z")).toBe("07:52");
  expect(dayOf("2024-12-18")).toBe("18/12/2024");
  expect(dayOf("2024-12-18T17:30:00Z")).toBe("19/12/2024");
  expect(weekdayOf("2024-12-18T01:00:00Z")).toBe("thứ Tư");
  expect(count(9836)).toBe("9.836");
});

test("Words sort people by their given name, in the Vietnamese alphabet", () => {
  const people = ["Đỗ Văn Tượng", "Lê Minh Họa", "Trần Thị Ánh", "Phạm Văn Đa", "Nguyễn Văn Dũng"].map((name) => ({ name }));
  expect(people.sort(byGivenName).map((each) => each.name.split(" ").at(-1))).toEqual(["Ánh", "Dũng", "Đa", "Họa", "Tượng"]);
});

test("Words find names typed without marks, composed or not", () => {
  expect(plain("Nguyễn Thị  Hòa")).toBe("nguyen thi hoa");
  expect(plain("Đặng".normalize("NFD"))).toBe("dang");
});
