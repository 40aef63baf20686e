import { expect, test } from "vitest";

import { agendaOf, itemsBySitting, itemsOf, sittingNow, sittingsOf } from "../../src/council/agenda";
import { checkInOf, countsOf, presentSince } from "../../src/council/attendance";
import { documentKind, publishedOfItem } from "../../src/council/documents";
import { sessionAtHand } from "../../src/council/sessions";
import type { Attendance, Session } from "../../src/generated/protocol";
import { document } from "../sync/builders";
import { keyOf } from "../../src/sync/view";
import { attendance, council, item, person, session, sitting, viewOf } from "../tablet/builders";

const morning = sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1);
const afternoon = sitting("PH2", "2024-12-18T06:30:00Z", "2024-12-18T09:45:00Z", 2);
const at = (time: string): Date => new Date(time);
const heldOf = (entity: Attendance) => ({
  key: keyOf("attendance", entity.id),
  type: entity.type,
  id: entity.id,
  seq: 99,
  scope: "everyone",
  entity,
});

test("Agenda shows the session being held before a planned one, and the last one when none is", () => {
  const held = session({ id: "A", start_on: "2024-12-18" });
  const planned = session({ id: "B", state: "planned", start_on: "2025-07-01" });
  expect(sessionAtHand(viewOf(planned, held), new Date())?.id).toBe("A");
  const archived = [
    session({ id: "C", state: "archived", start_on: "2023-12-01" }),
    session({ id: "D", state: "archived", start_on: "2024-07-01" }),
  ];
  expect(sessionAtHand(viewOf(...archived), new Date())?.id).toBe("D");
});

test("Agenda follows the open item, then the clock, then the next sitting", () => {
  const plain = viewOf(session(), morning, afternoon, item("M1", "PH1", 1), item("M2", "PH2", 2));
  expect(sittingNow(plain, session(), at("2024-12-18T07:00:00Z"))?.id).toBe("PH2");
  expect(sittingNow(plain, session(), at("2024-12-18T00:10:00Z"))?.id).toBe("PH1");
  expect(sittingNow(plain, session(), at("2024-12-18T05:00:00Z"))?.id).toBe("PH2");
  expect(sittingNow(plain, session({ current_item: "M2" }), at("2024-12-18T00:40:00Z"))?.id).toBe("PH2");
});

test("Agenda opens at the sitting whose item is on, also in a recess, else by the plan, and after the last at the last", () => {
  const view = (over: Partial<Session>) => viewOf(session(over), morning, afternoon, item("M1", "PH1", 1), item("M2", "PH2", 2));
  const now = (time: string, over: Partial<Session> = {}) => sittingNow(view(over), session(over), at(time))?.id;
  expect(now("2024-12-18T04:21:00Z")).toBe("PH2");
  expect(now("2026-01-01T00:00:00Z")).toBe("PH2");
  expect(now("2026-01-01T00:00:00Z", { current_item: "M1" })).toBe("PH1");
  expect(now("2026-01-01T00:00:00Z", { state: "recess", current_item: "M1" })).toBe("PH1");
  expect(now("2026-01-01T00:00:00Z", { state: "closed", current_item: "M1" })).toBe("PH2");
});

test("Sittings and items at one position stand by their ids, on every screen", () => {
  const view = viewOf(session(), { ...afternoon, position: 1 }, morning, item("M2", "PH1", 1), item("M1", "PH1", 1), item("M3", "PH2", 0));
  expect(sittingsOf(view, session()).map((each) => each.id)).toEqual(["PH1", "PH2"]);
  expect(itemsOf(view, morning).map((each) => each.id)).toEqual(["M1", "M2"]);
  expect(agendaOf(view, session()).map((each) => each.id)).toEqual(["M3", "M1", "M2"]);
  expect(itemsBySitting(view, sittingsOf(view, session())).map((each) => each.id)).toEqual(["M1", "M2", "M3"]);
});

test("Agenda lists an item's documents in its own order, then those that name the item", () => {
  const view = viewOf(
    item("M1", "PH1", 1, ["T2", "T1"]),
    document("T1", { agenda_item: "M1" }),
    document("T2", { agenda_item: "M9" }),
    document("T3", { agenda_item: "M1" }),
  );
  expect(publishedOfItem(view, view.get("agenda_item", "M1")!).map((each) => each.id)).toEqual(["T2", "T1", "T3"]);
});

test("Presence counts delegates in the room against those in office, never guests", () => {
  const guest = person("KM01", { roles: ["guest"], counts_for_quorum: false });
  const view = viewOf(
    council,
    morning,
    person("DB01"),
    person("DB02"),
    guest,
    attendance("PH1", "DB01"),
    attendance("PH1", "KM01"),
    attendance("PH1", "DB02", "left"),
    attendance("PH2", "DB02"),
  );
  expect(countsOf(view, morning)).toEqual({ present: 1, attended: 2, of: 35 });
  expect(presentSince(view, morning, "DB01")).toBe("2024-12-18T00:52:00Z");
  expect(presentSince(view, morning, "DB02")).toBeUndefined();
});

test("A document is called by its type and number; a draft says so", () => {
  expect(documentKind(document("T1"))).toBe("Tờ trình 208/TTr-UBND");
  expect(documentKind(document("T1", { draft: true, type_name: "Nghị quyết", full_number: "" }))).toBe("Dự thảo nghị quyết");
});

test("A person checks in from half an hour before the sitting until its end, and reads what the office has recorded", () => {
  const plain = viewOf(council, session(), morning, item("M1", "PH1", 1), person("DB01"));
  const mine = (time: string, view = plain) => checkInOf(view, morning, "DB01", at(time));
  expect(mine("2024-12-17T23:59:00Z")).toEqual({ may: "early", opens: new Date("2024-12-18T00:00:00Z") });
  expect(mine("2024-12-18T00:00:00Z")).toEqual({ may: "open", leftAt: null });
  expect(mine("2024-12-18T04:21:00Z")).toEqual({ may: "over", ended: new Date("2024-12-18T04:20:00Z") });
  const held = viewOf(council, session({ current_item: "M1" }), morning, item("M1", "PH1", 1), person("DB01"));
  expect(mine("2024-12-18T04:50:00Z", held)).toEqual({ may: "open", leftAt: null });

  const self = attendance("PH1", "DB01");
  expect(mine("2024-12-18T01:00:00Z", plain.with([heldOf(self)], []))).toEqual({
    is: "present",
    since: "2024-12-18T00:52:00Z",
    by: "self",
  });
  const recorded = { ...self, intervals: [{ ...self.intervals[0]!, method: "recorded" as const }] };
  expect(mine("2024-12-18T01:00:00Z", plain.with([heldOf(recorded)], []))).toMatchObject({ is: "present", by: "office" });
  const absent = { ...self, status: "absent" as const, excused: true, intervals: [] };
  expect(mine("2024-12-18T01:00:00Z", plain.with([heldOf(absent)], []))).toEqual({ is: "absent", excused: true });
  const left = { ...self, status: "left" as const, intervals: [{ ...self.intervals[0]!, out_at: "2024-12-18T02:00:00Z" }] };
  expect(mine("2024-12-18T03:00:00Z", plain.with([heldOf(left)], []))).toEqual({ may: "open", leftAt: "2024-12-18T02:00:00Z" });
});
