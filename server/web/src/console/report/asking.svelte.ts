// Which year, up to which day, and the report of it: asked for again whenever one of them changes; an answer that comes too late is dropped.
import { day, dayInVietnam, isoDay } from "../../council/calendar";
import type { View } from "../../sync/view";
import { sentenceOf } from "../../parts/notices.svelte";
import type { OfficeSession } from "../office/office_session.svelte";
import { fetchSheet } from "../sheets/making.svelte";
import { readReport, type YearReport } from "./report";

// The years of sessions that have begun, and this one; the newest first.
export function yearsOf(view: View, now: Date): number[] {
  const today = dayInVietnam(now);
  const begun = view
    .all("session")
    .filter((one) => one.start_on <= today)
    .map((one) => Number(one.start_on.slice(0, 4)));
  return [...new Set([Number(today.slice(0, 4)), ...begun])].filter((year) => year >= 2000).sort((a, b) => b - a);
}

// The newest year with a session: a new year's first days have nothing to tell.
export function yearAtHand(view: View, now: Date): number {
  const today = dayInVietnam(now);
  const begun = view.all("session").filter((one) => one.start_on <= today && one.state !== "cancelled" && one.state !== "postponed");
  const newest = begun
    .map((one) => one.start_on)
    .sort()
    .at(-1);
  return Number((newest ?? today).slice(0, 4));
}

// The last day that can be counted: of a year that is over its own, else today.
export function lastDayOf(year: number, now: Date): string {
  const today = dayInVietnam(now);
  const last = `${year}-12-31`;
  return last < today ? last : today;
}

export type AsOf = { readonly asOf: string | null } | { readonly fault: string };

// "30/11/2024" → its ISO day; nothing typed: the last day.
export function readAsOf(typed: string, year: number, now: Date): AsOf {
  const iso = isoDay(typed);
  const last = lastDayOf(year, now);
  if (iso === "") return { asOf: null };
  if (iso === null) return { fault: `Không đọc được ngày “${typed.trim()}”. Hãy viết như 30/11/${year}.` };
  if (iso < `${year}-01-01` || iso > last) return { fault: `Ngày tính số liệu nằm từ 01/01/${year} đến ${day(last)}.` };
  return { asOf: iso };
}

export class ReportAsking {
  report = $state.raw<YearReport | null>(null);
  loading = $state.raw(false);
  refused = $state.raw("");
  readonly #office: Pick<OfficeSession, "ask">;
  #newest = 0;

  constructor(office: Pick<OfficeSession, "ask">) {
    this.#office = office;
  }

  async load(year: number, asOf: string | null): Promise<void> {
    const mine = ++this.#newest;
    this.loading = true;
    this.refused = "";
    if (this.report?.year !== year) this.report = null;
    try {
      const file = await fetchSheet(this.#office, { kind: "report", format: "json", year, ...(asOf && { as_of: asOf }) });
      const report = readReport(await file.text());
      if (mine !== this.#newest) return;
      if (report) this.report = report;
      else this.refused = "Máy chủ trả về số liệu mà bàn làm việc này không đọc được. Hãy tải lại trang.";
    } catch (problem) {
      if (mine === this.#newest) this.refused = sentenceOf(problem);
    } finally {
      if (mine === this.#newest) this.loading = false;
    }
  }
}
