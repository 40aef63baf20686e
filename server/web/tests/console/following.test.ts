import { describe, expect, it } from "vitest";

import { chosen, followed, lastHand, opened } from "../../src/console/parts/following";
import { amendments, person, session, world } from "./builders";

const stands = { name: "Tờ trình", minutes: 30, seats: ["A1"] as readonly string[] };

describe("A small form over what colleagues change too", () => {
  it("follows in what was not touched, and says so", () => {
    const form = followed({ ...opened(stands), typed: { ...stands, minutes: 45 } }, { ...stands, name: "Báo cáo", seats: ["A2"] });
    expect(form.typed).toEqual({ name: "Báo cáo", minutes: 45, seats: ["A2"] });
    expect(form.taken).toEqual(["name", "seats"]);
    expect(form.clashes).toEqual([]);
  });

  it("keeps what was typed where both changed, until one of the two is chosen", () => {
    const typed = { ...opened(stands), typed: { ...stands, name: "Của tôi" } };
    const form = followed(typed, { ...stands, name: "Của họ" });
    expect(form.typed.name).toBe("Của tôi");
    expect(form.clashes).toEqual(["name"]);
    expect(chosen(form, "name", "mine")).toMatchObject({ typed: { name: "Của tôi" }, clashes: [] });
    expect(chosen(form, "name", "theirs")).toMatchObject({ typed: { name: "Của họ" }, clashes: [] });
    expect(followed(chosen(form, "name", "mine"), { ...stands, name: "Lần nữa" }).clashes).toEqual(["name"]);
  });

  it("asks nothing where both typed the same, or the colleague took it back", () => {
    const typed = { ...opened(stands), typed: { ...stands, name: "Của họ" } };
    expect(followed(typed, { ...stands, name: "Của họ" }).clashes).toEqual([]);
    const mine = followed({ ...opened(stands), typed: { ...stands, name: "Của tôi" } }, { ...stands, name: "Của họ" });
    expect(followed(mine, { ...stands, name: "Của tôi" }).clashes).toEqual([]);
  });

  it("names who it was, and nobody where that was oneself", () => {
    const view = world(session(), person({ id: "VP02", name: "Ngô Thị Thư" }), {
      ...amendments("M1", { field: "name", by: "VP02" }),
      id: "agenda_item/M1",
    });
    expect(lastHand(view, "agenda_item/M1", "VP01")).toBe("Ngô Thị Thư");
    expect(lastHand(view, "agenda_item/M1", "VP02")).toBe("Người khác");
    expect(lastHand(view, "agenda_item/M9", "VP01")).toBe("Người khác");
  });
});
