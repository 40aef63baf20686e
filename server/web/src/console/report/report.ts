// The yearly report as the server counts it (storage/report, report_json): figures in groups, what is drawn of them, numbers as Vietnam writes
// them. What is not as it is known here is passed over, never guessed. Pure.
import { day } from "../../council/calendar";
import { type Json, list, number, objects, parseObject, text } from "../../parts/json";

export interface FigureItem {
  readonly id: string;
  readonly title: string;
  readonly date: string | null; // ISO day
  readonly note: string;
}

export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: number | null; // null: a share of nothing
  readonly unit: string;
  readonly definition: string;
  readonly items: readonly FigureItem[];
}

export interface Month {
  readonly month: number; // from 1
  readonly sittings: number;
  readonly documents: number;
}

export interface YearReport {
  readonly year: number;
  readonly asOf: string; // ISO day
  readonly council: string;
  readonly paragraph: string;
  readonly figures: readonly Figure[];
  readonly months: readonly Month[];
  readonly notRecorded: readonly string[];
}

const readItem = (value: Json): FigureItem => ({
  id: text(value["id"]),
  title: text(value["title"]),
  date: text(value["date"]) || null,
  note: text(value["note"]),
});

const readFigure = (value: Json): Figure => ({
  key: text(value["key"]),
  label: text(value["label"]),
  value: number(value["value"]),
  unit: text(value["unit"]),
  definition: text(value["definition"]),
  items: objects(value["items"]).map(readItem),
});

// Null: this is no report.
export function readReport(json: string): YearReport | null {
  const value = parseObject(json);
  if (!value || number(value["year"]) === null || !Array.isArray(value["figures"])) return null;
  return {
    year: number(value["year"]) ?? 0,
    asOf: text(value["as_of"]),
    council: text(value["council"]),
    paragraph: text(value["paragraph"]),
    figures: objects(value["figures"])
      .map(readFigure)
      .filter((one) => one.key !== "" && one.label !== ""),
    months: objects(value["months"])
      .map((one) => ({
        month: number(one["month"]) ?? 0,
        sittings: number(one["sittings"]) ?? 0,
        documents: number(one["documents"]) ?? 0,
      }))
      .filter(({ month }) => month >= 1 && month <= 12),
    notRecorded: list(value["not_recorded"]).map(text).filter(Boolean),
  };
}

export const figureOf = (report: YearReport, key: string): Figure | undefined => report.figures.find((one) => one.key === key);

// No session was held.
export const isEmpty = (report: YearReport): boolean =>
  (figureOf(report, "sessions")?.value ?? 0) === 0 && (figureOf(report, "sittings")?.value ?? 0) === 0;

const shares = new Intl.NumberFormat("vi-VN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const amounts = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });

// "95,71 %", "5.102", "–".
export function amount({ value, unit }: Pick<Figure, "value" | "unit">): string {
  if (value === null) return "–";
  return unit === "%" ? `${shares.format(value)} %` : amounts.format(value);
}

// "5.102 tờ": where the unit is no part of the sign.
export const amountInWords = (figure: Pick<Figure, "value" | "unit">): string =>
  figure.value === null || figure.unit === "%" || figure.unit === "" ? amount(figure) : `${amount(figure)} ${figure.unit}`;

export interface FigureGroup {
  readonly id: string;
  readonly name: string;
  readonly figures: readonly Figure[];
}

interface Grouping {
  readonly id: string;
  readonly name: string;
  readonly keys: RegExp;
}

const groupings: readonly Grouping[] = [
  { id: "ky-hop", name: "Kỳ họp, phiên họp", keys: /^(sessions|sittings)(_|$)/ },
  { id: "dai-bieu", name: "Đại biểu dự họp", keys: /^(delegate|delegates|attendance|absent|late_arrivals|early_leaves)(_|$)/ },
  { id: "chu-ky", name: "Ký số, văn bản đi và đến", keys: /^(documents_(un)?signed|signed|outgoing|incoming|direction)(_|$)/ },
  { id: "tai-lieu", name: "Tài liệu", keys: /^(documents|drafts|scans|in_time|days_before|replacements|withdrawn|received)(_|$)/ },
  { id: "ket-qua", name: "Kết quả kỳ họp", keys: /^(resolutions|resolution|minutes)(_|$)/ },
  { id: "giay", name: "Giấy tiết kiệm", keys: /^(pages|sheets|paper)(_|$)/ },
  { id: "gop-y", name: "Góp ý", keys: /^comments(_|$)/ },
  { id: "ho-so", name: "Hồ sơ lưu trữ", keys: /^archives(_|$)/ },
  { id: "may", name: "Máy và tài khoản", keys: /^(tablets|desktops|devices|staff)(_|$)/ },
];
const others: Omit<Grouping, "keys"> = { id: "khac", name: "Số liệu khác" };

// Every figure once, in the server's order within its group.
export function groupsOf(report: YearReport): FigureGroup[] {
  const of = (figure: Figure): string => groupings.find(({ keys }) => keys.test(figure.key))?.id ?? others.id;
  return [...groupings, others]
    .map(({ id, name }) => ({ id, name, figures: report.figures.filter((one) => of(one) === id) }))
    .filter(({ figures }) => figures.length > 0);
}

// Two columns of about one height, read one after the other; they stay what they are whatever is opened.
export function columnsOf(groups: readonly FigureGroup[]): readonly [readonly FigureGroup[], readonly FigureGroup[]] {
  const height = (some: readonly FigureGroup[]): number => some.reduce((sum, { figures }) => sum + figures.length + 2, 0);
  const half = height(groups) / 2;
  const first = groups.findIndex((_, index) => height(groups.slice(0, index + 1)) >= half) + 1;
  return [groups.slice(0, first), groups.slice(first)];
}

const headKeys = ["sessions", "sittings_paperless", "documents", "signed_share", "in_time_share", "attendance_share"];

export const headFigures = (report: YearReport): Figure[] =>
  headKeys.flatMap((key) => {
    const figure = figureOf(report, key);
    return figure ? [figure] : [];
  });

export interface Bar {
  readonly name: string;
  readonly about: string;
  readonly value: number;
  readonly of: number;
  readonly words: string; // the value as it is read
}

const ratio = /có mặt (\d+)\/(\d+)/;

// Of each sitting whose roll was called.
export function attendanceBars(report: YearReport): Bar[] {
  return (figureOf(report, "attendance_share")?.items ?? []).flatMap(({ title, date, note }) => {
    const [, value, of] = ratio.exec(note) ?? [];
    return value && of && Number(of) > 0
      ? [{ name: title, about: day(date), value: Number(value), of: Number(of), words: `${value}/${of}` }]
      : [];
  });
}

export interface Direction {
  readonly name: string;
  readonly key: string;
  readonly all: Figure;
  readonly signed: Figure | undefined;
  readonly unsigned: Figure | undefined;
  readonly share: Figure | undefined;
}

export const directionsOf = (report: YearReport): Direction[] =>
  (["outgoing", "incoming"] as const).flatMap((key) => {
    const all = figureOf(report, key);
    const of = (what: string): Figure | undefined => figureOf(report, `${key}_${what}`);
    return all ? [{ name: all.label, key, all, signed: of("signed"), unsigned: of("unsigned"), share: of("signed_share") }] : [];
  });
