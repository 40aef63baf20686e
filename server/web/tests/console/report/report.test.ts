// The yearly report: read as the server writes it, grouped, drawn, linked; and which year and day are asked for.
import type { Component } from "svelte";
import { render } from "svelte/server";
import { afterEach, describe, expect, it, vi } from "vitest";

import { lastDayOf, readAsOf, ReportAsking, yearAtHand, yearsOf } from "../../../src/console/report/asking.svelte";
import Bars from "../../../src/console/report/Bars.svelte";
import FigureRow from "../../../src/console/report/FigureRow.svelte";
import { leadOf } from "../../../src/console/report/leads";
import {
  amount,
  amountInWords,
  attendanceBars,
  columnsOf,
  directionsOf,
  type Figure,
  groupsOf,
  headFigures,
  isEmpty,
  readReport,
} from "../../../src/console/report/report";
import type { FromDevice } from "../../../src/generated/protocol";
import type { OfficeSession } from "../../../src/console/office/office_session.svelte";
import { Asks } from "../../../src/sync/asks";
import { item, published, session, sitting, world } from "../builders";
import WithOffice from "../WithOffice.svelte";

const figure = (key: string, value: number | null, over: Partial<Figure> = {}) => ({
  key,
  label: key,
  value,
  unit: "tài liệu",
  definition: "Đếm",
  items: [],
  ...over,
});
const sittings = [
  { id: "P1", title: "Khai mạc", date: "2024-12-18", note: "07:30, có mặt 33/35, vắng 2, cần 24" },
  { id: "P2", title: "Bế mạc", date: "2024-12-19", note: "07:30, chưa điểm danh, cần 24" },
];
const json = (figures: object[], over: object = {}): string =>
  JSON.stringify({
    year: 2024,
    as_of: "2024-12-31",
    council: "HĐND huyện",
    paragraph: "Trong năm 2024…",
    figures,
    months: [],
    not_recorded: [],
    ...over,
  });
const whole = [
  figure("sessions", 1, { unit: "kỳ họp" }),
  figure("sittings", 2, { unit: "phiên họp", items: sittings }),
  figure("attendance_share", 95.7, { unit: "%", items: sittings }),
  figure("documents", 33),
  figure("documents_signed", 28),
  figure("signed_share", null, { unit: "%" }),
  figure("outgoing", 21),
  figure("outgoing_signed", 17),
  figure("outgoing_unsigned", 4),
  figure("outgoing_signed_share", 80.95, { unit: "%" }),
  figure("sheets_saved", 5102, { unit: "tờ" }),
  figure("minutes", 1),
  figure("something_new", 7),
];

afterEach(() => vi.unstubAllGlobals());

describe("A report", () => {
  const report = readReport(json(whole))!;

  it("has every figure in one group, those it does not know in the last", () => {
    const groups = groupsOf(report);
    expect(
      groups
        .flatMap(({ figures }) => figures)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(whole.map(({ key }) => key).sort());
    expect(groups.at(-1)).toMatchObject({ id: "khac", figures: [{ key: "something_new" }] });
    expect(groups.find(({ id }) => id === "chu-ky")?.figures.map(({ key }) => key)).toEqual([
      "documents_signed",
      "signed_share",
      "outgoing",
      "outgoing_signed",
      "outgoing_unsigned",
      "outgoing_signed_share",
    ]);
  });

  it("stands in two columns of about one height, in its order", () => {
    const groups = groupsOf(report);
    const [first, second] = columnsOf(groups);
    expect([...first, ...second]).toEqual(groups);
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
    expect(columnsOf([])).toEqual([[], []]);
    expect(columnsOf(groups.slice(0, 1))).toEqual([groups.slice(0, 1), []]);
  });

  it("writes numbers as Vietnam does, and a share of nothing as a dash", () => {
    expect(whole.slice(2, 6).map((one) => amount(one))).toEqual(["95,70 %", "33", "28", "–"]);
    expect(amountInWords(figure("sheets_saved", 5102, { unit: "tờ" }))).toBe("5.102 tờ");
  });

  it("draws the sittings whose roll was called", () => {
    expect(attendanceBars(report)).toEqual([{ name: "Khai mạc", about: "18/12/2024", value: 33, of: 35, words: "33/35" }]);
  });

  it("puts outgoing papers with their parts in a row, and no row of what is not told", () => {
    expect(directionsOf(report)).toHaveLength(1);
    expect(directionsOf(report)[0]).toMatchObject({ signed: { value: 17 }, unsigned: { value: 4 }, share: { value: 80.95 } });
  });

  it("heads with the figures that the official sentence asks for", () => {
    expect(headFigures(report).map(({ key }) => key)).toEqual(["sessions", "documents", "signed_share", "attendance_share"]);
  });

  it("of a year without sessions is empty", () => {
    expect(isEmpty(report)).toBe(false);
    expect(isEmpty(readReport(json([figure("sessions", 0), figure("sittings", 0)]))!)).toBe(true);
  });

  it.each(["", "{", "[]", '{"year":2024}', '{"figures":[]}'])("“%s” is none", (text) => expect(readReport(text)).toBeNull());

  it("with lines that are none is read without them", () => {
    const odd = readReport(
      json([figure("a", 1), { key: "", label: "x" }, 3 as unknown as object], {
        months: [{ month: 13 }, { month: 2, sittings: 1, documents: 4 }],
      }),
    );
    expect(odd?.figures.map(({ key }) => key)).toEqual(["a"]);
    expect(odd?.months).toEqual([{ month: 2, sittings: 1, documents: 4 }]);
  });
});

describe("A line of a figure", () => {
  const view = world(session(), sitting(), item(), published());
  it.each([
    ["K1", { screen: "tai-lieu", session: "K1" }],
    ["T1", { screen: "tai-lieu", session: "K1", document: "T1" }],
    ["P1", { screen: "diem-danh", session: "K1" }],
    ["P1/DB24", { screen: "diem-danh", session: "K1" }],
  ])("%s leads to where it comes from", (id, to) => expect(leadOf(view, { id }, true)).toMatchObject(to));

  it("leads whoever has no documents to the session's file, and nowhere when it is unknown", () => {
    expect(leadOf(view, { id: "T1" }, false)).toEqual({ screen: "ho-so", session: "K1" });
    expect([leadOf(view, { id: "X" }, true), leadOf(view, { id: "" }, true)]).toEqual([null, null]);
  });
});

describe("The year and the day", () => {
  const now = new Date("2026-11-30T05:00:00Z");
  const view = world(
    session({ start_on: "2024-12-18" }),
    session({ id: "K2", start_on: "2025-07-01", state: "cancelled" }),
    session({ id: "K3", start_on: "2027-01-10" }),
  );

  it("are those of sessions that have begun, the newest that was held first", () => {
    expect(yearsOf(view, now)).toEqual([2026, 2025, 2024]);
    expect(yearAtHand(view, now)).toBe(2024);
    expect(yearAtHand(world(), now)).toBe(2026);
  });

  it.each([
    ["", { asOf: null }],
    ["1/7/2024", { asOf: "2024-07-01" }],
    ["31/12/2023", { fault: "Ngày tính số liệu nằm từ 01/01/2024 đến 31/12/2024." }],
    ["hôm qua", { fault: "Không đọc được ngày “hôm qua”. Hãy viết như 30/11/2024." }],
  ])("“%s” is read", (typed, read) => expect(readAsOf(typed, 2024, now)).toEqual(read));

  it("of this year end today", () => {
    expect(lastDayOf(2026, now)).toBe("2026-11-30");
    expect(readAsOf("01/12/2026", 2026, now)).toHaveProperty("fault");
  });
});

describe("Asking for a report", () => {
  function asked() {
    const sent: FromDevice[] = [];
    const asks = new Asks((message) => sent.push(message) > 0);
    return { sent, asks, asking: new ReportAsking({ ask: (question) => asks.ask(question) }) };
  }
  const answer = (asks: Asks, ask: number): void => asks.onTicket({ type: "ticket", ask, path: `/download/${ask}`, expires_s: 9 });

  it("shows the newest answer alone", async () => {
    vi.stubGlobal("fetch", (path: string) => Promise.resolve(new Response(json(whole, { year: path === "/download/1" ? 2023 : 2024 }))));
    const { sent, asks, asking } = asked();
    const old = asking.load(2023, null);
    const fresh = asking.load(2024, "2024-07-01");
    expect(sent[1]).toMatchObject({ type: "make_sheet", kind: "report", format: "json", year: 2024, as_of: "2024-07-01" });
    answer(asks, 2);
    await fresh;
    answer(asks, 1);
    await old;
    expect([asking.report?.year, asking.loading]).toEqual([2024, false]);
  });

  it("tells a refusal, and what it cannot read", async () => {
    const { asks, asking } = asked();
    const first = asking.load(2024, null);
    asks.onRefusal({ type: "refusal", ask: 1, code: "busy", sentence: "Máy chủ đang bận." });
    await first;
    expect([asking.refused, asking.loading]).toEqual(["Máy chủ đang bận.", false]);
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>")));
    const second = asking.load(2024, null);
    answer(asks, 2);
    await second;
    expect(asking.refused).toContain("không đọc được");
  });
});

describe("On the screen", () => {
  const office = { view: world(session()), has: () => true } as unknown as Partial<OfficeSession>;
  const shown = (piece: unknown, props: object): string =>
    render(WithOffice, { props: { office, piece: piece as Component<Record<string, unknown>>, props: props as Record<string, unknown> } })
      .body;

  it("a bar has its value in words, in a table that is read aloud", () => {
    const bars = shown(Bars, { title: "Đại biểu dự họp", about: "", unit: "Có mặt", bars: attendanceBars(readReport(json(whole))!) });
    expect(bars).toMatch(/<th scope="row"[^>]*>Khai mạc<\/th>/);
    expect(bars).toContain(">33/35</td>");
    expect(bars).toMatch(/width="94\.28/);
  });

  it("a figure says its amount before it is opened", () => {
    const row = shown(FigureRow, { figure: whole[1] });
    expect(row).toContain("2 phiên họp");
    expect(row).not.toContain("có mặt 33/35");
  });
});
