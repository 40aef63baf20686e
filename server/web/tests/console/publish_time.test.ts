import { expect, test } from "vitest";

import { duesOf, dueWords, publishTime, typedTime } from "../../src/console/documents/publish_time";
import { documentsOfSession } from "../../src/council/documents";
import { draft, session, world } from "./builders";

const now = new Date("2024-12-17T10:00:00Z"); // 17:00 in Vietnam
const read = (day: string, clock: string) => publishTime(day, clock, now);

test("A day and an hour are Vietnam's, as people write them", () => {
  expect(read("18/12/2024", "7h30")).toEqual({ at: "2024-12-18T00:30:00Z" });
  expect(read("18.12.2024", "6 giờ rưỡi sáng")).toEqual({ at: "2024-12-17T23:30:00Z" });
  expect(read("17/12/2024", "17:01")).toEqual({ at: "2024-12-17T10:01:00Z" });
  expect(dueWords("2024-12-18T00:30:00Z")).toBe("07:30 thứ Tư, 18/12/2024");
});

test.each([
  ["", "7h30", "day", "Chưa ghi ngày"],
  ["31/02/2025", "7h30", "day", "không có thật"],
  ["18/12/2024", "", "clock", "Chưa ghi giờ"],
  ["18/12/2024", "25h", "clock", "Không đọc được giờ"],
  ["17/12/2024", "17:00", "clock", "đã qua"],
  ["18/12/2025", "7h30", "day", "trong vòng một năm"],
])("“%s” and “%s” are refused at the field %s", (day, clock, field, words) => {
  const found = read(day, clock);
  expect(found).toMatchObject({ field });
  expect("fault" in found && found.fault).toContain(words);
});

test("What waits is told by its time, the next first; what waits for nobody's clock is not", () => {
  const view = world(
    session(),
    draft({ id: "A", publish_at: "2024-12-18T00:30:00Z" }),
    draft({ id: "B", publish_at: "2024-12-17T23:30:00Z" }),
    draft({ id: "C", publish_at: "2024-12-18T00:30:00Z" }),
    draft({ id: "D" }),
  );
  const documents = [...documentsOfSession(view, session()).values()];
  expect(duesOf(documents).map((due) => due.documents.map(({ id }) => id).join())).toEqual(["B", "A,C"]);
  expect(typedTime([documents[0]!, documents[2]!], now)).toEqual({ day: "18/12/2024", clock: "07:30" });
  expect(typedTime(documents, now)).toEqual({ day: "17/12/2024", clock: "" });
});
