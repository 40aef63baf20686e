// What is prepared comes out of the feed whole, and goes back as one import.
import "fake-indexeddb/auto";
import { expect, test } from "vitest";

import { copiedProgramme } from "../../../src/console/prepare/copying";
import { deadlinesFor, isHoliday, workingDaysBefore } from "../../../src/console/prepare/deadlines";
import { importOf, inOfficeOn, minutesOf, momentOn, programmeOf, rosterOf, sitsIn } from "../../../src/console/prepare/draft";
import { placeOf } from "../../../src/console/prepare/faults";
import { openDrafts } from "../../../src/console/prepare/keeping";
import { mergeProgramme } from "../../../src/console/prepare/merge";
import { councilId, groupId, personId, sessionId, termNumber } from "../../../src/console/prepare/new_ids";
import { ordinal, proposedName, proposedSittings } from "../../../src/console/prepare/session_names";
import { legalProfile } from "../../../src/council/law";
import type { Person } from "../../../src/generated/protocol";
import { council, item, person, session, sitting, world } from "../builders";

const delegate = (id: string, over: Partial<Person> = {}): Person =>
  person({ id, name: `Nguyễn Văn ${id}`, roles: ["delegate"], group: null, counts_for_quorum: true, ...over });

const aCouncil = () =>
  world(
    { ...council, in_office: 0 },
    session(),
    sitting(),
    item(),
    item({ id: "M2", number: "2", position: 2, documents: ["TL01"] }),
    delegate("DB01"),
    delegate("DB02", { mandate_to: "2024-01-31" }),
    person({ id: "NV01", roles: ["secretary"] }),
  );

test("A draft that nobody changed says what the feed says, and counts who is in office", () => {
  const view = aCouncil();
  const roster = rosterOf(view, session());
  const made = importOf(view, programmeOf(view, session()), { base: roster, now: roster });
  expect(made.agenda.map((one) => one.id)).toEqual(["M1", "M2"]);
  expect(made.agenda[1]?.documents).toEqual(["TL01"]);
  expect(made.council.in_office).toBe(1);
  expect(made.session.in_office).toBe(1);
  expect(made.people.map((one) => one.id)).toEqual(["DB01", "DB02"]);
});

test("A mandate counts on the session's days alone", () => {
  const days = { start_on: "2024-12-18", end_on: "2024-12-19" };
  expect(sitsIn(delegate("A", { mandate_to: "2024-12-17" }), days)).toBe(false);
  expect(sitsIn(delegate("A", { mandate_to: "2024-12-18" }), days)).toBe(true);
  expect(sitsIn(delegate("A", { mandate_from: "2024-12-20" }), days)).toBe(false);
  expect(sitsIn(person({ roles: ["guest"], mandate_to: "2020-01-01" }), days)).toBe(true);
});

test("A suspended delegate is not listed, and stays in office", () => {
  const days = { start_on: "2024-12-18", end_on: "2024-12-19" };
  const barred = delegate("A", { suspended_from: "2024-11-01" });
  expect(sitsIn(barred, days)).toBe(false);
  expect(inOfficeOn({ people: [barred] }, days)).toBe(1);
  expect(sitsIn(delegate("A", { suspended_from: "2024-11-01", suspended_to: "2024-12-18" }), days)).toBe(true);
  expect(sitsIn(delegate("A", { suspended_from: "2024-12-19" }), days)).toBe(true);
});

test("Whoever begins on the second day is listed, and not counted", () => {
  const people = [
    delegate("A"),
    delegate("B", { mandate_from: "2024-12-19" }),
    person({ id: "K", roles: ["guest"], counts_for_quorum: true }),
  ];
  expect(inOfficeOn({ people }, { start_on: "2024-12-18", end_on: "2024-12-19" })).toBe(1);
});

test("Members follow the people who moved, and nobody else", () => {
  const view = aCouncil();
  const base = {
    ...rosterOf(view, session()),
    groups: [{ type: "group", id: "TO1", kind: "delegation", name: "Tổ 1", members: ["DB09"] }],
  } as const;
  const now = { ...base, people: base.people.map((one) => (one.id === "DB01" ? { ...one, group: "TO1" } : one)) };
  expect(importOf(view, programmeOf(view, session()), { base, now }).groups[0]?.members).toEqual(["DB09", "DB01"]);
});

test("Ids are readable and free", () => {
  expect(termNumber("Khóa XII")).toBe(12);
  expect(termNumber("khóa 3, nhiệm kỳ 2026 – 2031")).toBe(3);
  expect(termNumber("")).toBe(0);
  expect(sessionId("Khóa XII", 16, [{ id: "K12-KH15" }])).toBe("K12-KH16");
  expect(sessionId("Khóa I", 3, [{ id: "K1-KH03" }])).toBe("K1-KH03-2");
  expect(personId(["delegate"], new Set(["DB01", "DB35", "KM01"]))).toBe("DB36");
  expect(personId(["clerk"], new Set())).toBe("NV01");
  expect(groupId("delegation", "Tổ đại biểu số 3", new Set())).toBe("TO3");
  expect(groupId("committee", "Ban Kinh tế – Ngân sách", new Set())).toBe("BKTNS");
  expect(councilId("Hội đồng nhân dân xã Phù Sa")).toBe("HDND-XA-PHU-SA");
});

test("Numbers are said as Vietnamese say them", () => {
  expect([1, 4, 10, 11, 15, 20, 21, 24, 25, 34].map(ordinal)).toEqual([
    "Nhất",
    "Tư",
    "Mười",
    "Mười một",
    "Mười lăm",
    "Hai mươi",
    "Hai mươi mốt",
    "Hai mươi tư",
    "Hai mươi lăm",
    "Ba mươi tư",
  ]);
  expect(proposedName(15, "thường lệ", "2024-12-18")).toBe("Kỳ họp thứ Mười lăm (kỳ họp thường lệ cuối năm 2024)");
});

test("A day has two sittings, the first opens and the last closes", () => {
  const made = proposedSittings("K1-KH03", "2026-12-17", "2026-12-18");
  expect(made.map((one) => one.name)).toEqual(["Phiên khai mạc", "Phiên thứ hai", "Phiên thứ ba", "Phiên bế mạc"]);
  expect(made[0]?.start_at).toBe("2026-12-17T00:30:00Z");
  expect(made.map((one) => one.id)).toEqual(["K1-KH03-PH1", "K1-KH03-PH2", "K1-KH03-PH3", "K1-KH03-PH4"]);
});

test("Moments are Vietnam's", () => {
  expect(momentOn("2026-12-17", 450)).toBe("2026-12-17T00:30:00Z");
  expect(minutesOf("2026-12-17T00:30:00Z")).toBe(450);
});

test("Deadlines count backwards, and holidays are no working days", () => {
  const law = legalProfile("xã", "2026-12-17");
  const holiday = (isoDay: string): boolean => isHoliday(law.profile, isoDay);
  expect(deadlinesFor(law, "thường lệ", "2026-12-17")).toMatchObject({ convene: { on: "2026-11-27" }, documents: { on: "2026-12-10" } });
  expect(deadlinesFor(law, "chuyên đề", "2026-12-17")?.convene).toMatchObject({
    on: "2026-12-10",
    rule: { id: "convening_other", confirmed: false },
  });
  expect(deadlinesFor(law, "thường lệ", "")).toBeNull();
  expect(holiday("2026-02-17")).toBe(true); // mùng một Tết Bính Ngọ
  expect(holiday("2026-02-16")).toBe(true);
  expect(holiday("2026-04-26")).toBe(true); // Giỗ Tổ
  expect(holiday("2026-12-24")).toBe(false);
  expect(workingDaysBefore(law.profile, "2026-05-04", 1)).toBe("2026-04-29");
});

test("Deadlines are what the profile says, counted in its kind of days", () => {
  const { profile } = legalProfile("xã", "2026-12-17");
  const other = { ...profile, days: profile.days.map((one) => ({ ...one, n: 3, kind: "working" as const })) };
  expect(deadlinesFor({ profile: other }, "thường lệ", "2026-12-15")).toMatchObject({
    convene: { on: "2026-12-10" },
    documents: { on: "2026-12-10" },
  });
  const off = { ...profile, holidays: { ...profile.holidays, fixed: [{ on: "12-14", name: "Ngày nghỉ" }] } };
  expect(workingDaysBefore(off, "2026-12-15", 1)).toBe("2026-12-11");
});

test("A copy has its days moved, ids of its own and no papers", () => {
  const view = aCouncil();
  const made = copiedProgramme(programmeOf(view, session()), session({ id: "K1-KH02", start_on: "2025-06-20", end_on: "2025-06-21" }));
  expect(made.sittings[0]).toMatchObject({ id: "K1-KH02-PH1", session: "K1-KH02", start_at: "2025-06-20T00:30:00Z" });
  expect(made.agenda.map((one) => [one.id, one.sitting, one.documents.length])).toEqual([
    ["K1-KH02-MUC01", "K1-KH02-PH1", 0],
    ["K1-KH02-MUC02", "K1-KH02-PH1", 0],
  ]);
});

test("A fault finds its field", () => {
  const view = aCouncil();
  const roster = rosterOf(view, session());
  const made = importOf(view, programmeOf(view, session()), { base: roster, now: roster });
  expect(placeOf("/agenda/1/presenter", made)).toEqual({
    list: "agenda",
    id: "M2",
    field: "presenter",
    label: "Nội dung 2: người trình bày",
  });
  expect(placeOf("/session/end_on", made)).toEqual({ list: "session", id: "K1", field: "end_on", label: "Kỳ họp: ngày bế mạc" });
  expect(placeOf("/people", made).label).toBe("Danh sách");
});

test("Two clerks: what one changed is kept, what both changed is told and mine stands", () => {
  const base = programmeOf(aCouncil(), session());
  const mine = { ...base, agenda: base.agenda.map((one) => (one.id === "M1" ? { ...one, name: "Của tôi" } : one)) };
  const added = item({ id: "M3", number: "3", position: 3, name: "Mới" });
  const theirs = {
    ...base,
    session: { ...base.session, venue: "Nhà văn hóa" },
    agenda: [...base.agenda.map((one) => (one.id === "M1" ? { ...one, name: "Của họ", planned_minutes: 45 } : one)), added],
  };
  const merged = mergeProgramme(base, mine, theirs);
  expect(merged.now.session.venue).toBe("Nhà văn hóa");
  expect(merged.now.agenda.map((one) => [one.id, one.name, one.planned_minutes])).toEqual([
    ["M1", "Của tôi", 45],
    ["M2", "Nội dung", 10],
    ["M3", "Mới", 10],
  ]);
  expect(merged.both).toEqual([{ list: "agenda", id: "M1", field: "name", mine: "Của tôi", theirs: "Của họ" }]);
  expect(merged.theirs.map((one) => `${one.id}.${one.field}`)).toEqual(["K1.venue", "M1.planned_minutes", "M3."]);
});

test("What was removed there goes, unless it was changed here", () => {
  const base = programmeOf(aCouncil(), session());
  const theirs = { ...base, agenda: base.agenda.slice(0, 1) };
  expect(mergeProgramme(base, base, theirs).now.agenda).toHaveLength(1);
  const mine = { ...base, agenda: base.agenda.map((one) => ({ ...one, planned_minutes: 99 })) };
  const merged = mergeProgramme(base, mine, theirs);
  expect(merged.now.agenda).toHaveLength(2);
  expect(merged.both).toHaveLength(1);
});

test("Drafts are kept by session", async () => {
  const drafts = await openDrafts("drafts-of-a-test");
  const base = programmeOf(aCouncil(), session());
  await drafts.put({ id: "programme/K1", at: "2026-11-30T02:12:00Z", draft: { base, now: base } });
  expect((await drafts.get("programme/K1"))?.at).toBe("2026-11-30T02:12:00Z");
  await drafts.remove("programme/K1");
  expect(await drafts.get("programme/K1")).toBeUndefined();
});
