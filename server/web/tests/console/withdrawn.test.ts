import { describe, expect, it } from "vitest";

import { withdrawnOf, withdrawnWords } from "../../src/console/documents/withdrawn";
import { item, session, withdrawal, world } from "./builders";

describe("Withdrawn documents", () => {
  const view = world(
    session(),
    withdrawal({ id: "c", agenda_item: "M2" }),
    withdrawal({ id: "b", position: 2 }),
    withdrawal({ id: "a", position: 1 }),
    withdrawal({ id: "x", session: "K0" }),
  );
  const agenda = [item(), item({ id: "M2" })];

  it("stand in the office's list in reading order, those of this session alone", () => {
    expect(withdrawnOf(view, session(), agenda).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(withdrawnOf(view, session(), agenda, "M2").map(({ id }) => id)).toEqual(["c"]);
    expect(withdrawnOf(view, null, agenda)).toEqual([]);
  });

  it("are told by what happened", () => {
    expect(withdrawnWords("Tờ trình", true, false)).toBe("Đã thu hồi “Tờ trình” khỏi mọi máy.");
    expect(withdrawnWords("Tờ trình", false, false)).toContain("chưa đại biểu nào thấy");
    expect(withdrawnWords("Tờ trình", true, true)).toContain("Tệp đã bị hủy");
  });
});
