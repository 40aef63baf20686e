// A pasted list of people against those who are known: which rows are new, which change somebody and how, which are wrong and why, and the roster
// when the good ones are taken. Nothing is written here.
//
// An empty cell says nothing about somebody who is known; "-" takes the value away. Whoever has the same id, or else the same name, is the same
// person, unless somebody says that the row is another one. Pure.
import { day, isoDay } from "../../council/calendar";
import { plain } from "../../council/letters";
import type { Group, Person, Role } from "../../generated/protocol";
import { roleLabels } from "../../generated/protocol";
import type { Roster } from "./draft";
import { groupId, personId } from "./new_ids";
import { type Column, columnLabels, columns, type Layout, rolesOf } from "./people_columns";
import type { Cells } from "./spreadsheet";

export interface CellFault {
  readonly column: Column;
  readonly sentence: string;
  readonly proposal: string | null; // what the cell may be instead
}

export interface CellChange {
  readonly column: Column;
  readonly before: string;
  readonly after: string;
}

export type Typed = Readonly<Partial<Record<Column, string>>>;

export interface TableRow {
  readonly line: number; // as the spreadsheet counts
  readonly typed: Typed;
  readonly known: Person | null;
  readonly person: Person | null; // as it will be; nothing while the row is wrong
  readonly changes: readonly CellChange[]; // of somebody known
  readonly faults: readonly CellFault[];
  readonly mayBeOther: boolean; // the fault is a name met twice
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly groups: readonly Group[]; // with those that the good rows bring
  readonly newGroups: readonly Group[];
}

// Cells that somebody mended in the preview, by line; and the lines that are other people of the same name.
export interface Mended {
  readonly cells: ReadonlyMap<number, Typed>;
  readonly others: ReadonlySet<number>;
}
export const nothingMended: Mended = { cells: new Map(), others: new Set() };

export const sortName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? "";
const cleanName = (typed: string): string =>
  typed
    .normalize("NFC")

    .replace(/[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

// A day as people and files write it; null for what is none.
export function dayTyped(typed: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(typed.trim())) return isoDay(typed.trim().split("-").reverse().join("/"));
  return isoDay(typed);
}

export function dayFault(typed: string): string {
  const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim()) ?? [];
  const month = Number(m);
  if (y !== "" && month >= 1 && month <= 12 && Number(d) > 0) {
    const last = new Date(Date.UTC(Number(y), month, 0)).getUTCDate();
    if (Number(d) > last) return `Tháng ${m.padStart(2, "0")}/${y} chỉ có ${last} ngày.`;
  }
  return `Không đọc được ngày “${typed.trim()}”. Hãy viết như 31/03/2026.`;
}

const number = (text: string): string | null => /(\d+)\s*$/.exec(text.trim())?.[1]?.replace(/^0+/, "") ?? null;

// "1", "Tổ 1" and "Tổ đại biểu số 1" are one delegation.
export function groupNamed(groups: readonly Group[], kind: Group["kind"], typed: string): Group | undefined {
  const wanted = plain(typed);
  const own = groups.filter((one) => one.kind === kind);
  const same = own.find((one) => plain(one.name) === wanted || one.id.toLowerCase() === wanted);
  if (same) return same;
  if (kind === "delegation")
    return number(typed) && /^(to\b.*)?\d+$/.test(wanted) ? own.find((one) => number(one.name) === number(typed)) : undefined;
  const bare = (text: string): string =>
    plain(text)
      .replace(/^ban /, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return own.find((one) => bare(one.name) === bare(typed));
}

export function newGroup(groups: readonly Group[], kind: Group["kind"], typed: string): Group {
  const text = cleanName(typed);
  const name = kind === "delegation" && /^(tổ )?\d+$/i.test(text) ? `Tổ đại biểu số ${number(text)}` : text;
  const id = groupId(kind, name, new Set(groups.map((one) => one.id)));
  return { type: "group", id, kind, name, leader: null, deputy: null, members: [], room: null };
}

export const rolesWords = (roles: readonly Role[]): string => roles.map((role) => roleLabels[role]).join(", ");

export function cellText(person: Person, column: Column, groups: readonly Group[]): string {
  const named = (id: string | null | undefined): string => groups.find((one) => one.id === id)?.name ?? "";
  switch (column) {
    case "group":
      return named(person.group);
    case "committee":
      return named(person.committee);
    case "mandate_from":
      return day(person.mandate_from);
    case "mandate_to":
      return day(person.mandate_to);
    case "suspended_from":
      return day(person.suspended_from);
    case "suspended_to":
      return day(person.suspended_to);
    case "roles":
      return rolesWords(person.roles);
    default:
      return person[column] ?? "";
  }
}

export const freshPerson = (id: string, roles: readonly Role[]): Person => ({
  type: "person",
  id,
  name: "",
  sort_name: "",
  position: "",
  roles,
  group: null,
  committee: null,
  seat: null,
  counts_for_quorum: roles.includes("delegate"),
  mandate_from: null,
  mandate_to: null,
  suspended_from: null,
  suspended_to: null,
});

interface Reading {
  groups: Group[];
  readonly faults: CellFault[];
  proposals: ReadonlyMap<Column, string>;
}

// One typed cell laid onto a person. An empty one is passed over by whoever asks; "-" is nothing.
function withCell(person: Person, column: Column, typed: string, to: Reading): Person {
  const fault = (sentence: string, proposal: string | null = null): Person => {
    to.faults.push({ column, sentence, proposal });
    return person;
  };
  const text = typed === "-" || typed === "–" ? "" : typed;
  switch (column) {
    case "name": {
      const name = cleanName(text);
      if (name !== text.normalize("NFC").trim()) return fault("Tên có ký tự ẩn hoặc thừa khoảng trống.", name);
      if (name === "") return fault("Chưa có họ tên.");
      if (!/\p{L}/u.test(name)) return fault(`“${name}” không phải họ tên.`);
      return { ...person, name, sort_name: person.name === name && person.sort_name ? person.sort_name : sortName(name) };
    }
    case "group":
    case "committee": {
      const kind = column === "group" ? "delegation" : "committee";
      if (text === "") return { ...person, [column]: null };
      let group = groupNamed(to.groups, kind, text);
      if (!group) to.groups = [...to.groups, (group = newGroup(to.groups, kind, text))];
      return { ...person, [column]: group.id };
    }
    case "suspended_from":
    case "suspended_to":
    case "mandate_from":
    case "mandate_to": {
      if (column === "mandate_to" && plain(text) === "nay") return { ...person, mandate_to: null };
      const iso = dayTyped(text);
      if (iso === null) return fault(dayFault(text), to.proposals.get(column) ?? null);
      return { ...person, [column]: iso || null };
    }
    case "roles": {
      const roles = rolesOf(text);
      if (roles === null || roles.length === 0)
        return fault(`“${text}” không phải vai trò. Ghi: Đại biểu, Khách mời, Thư ký, Văn thư, Lưu trữ hoặc Quản trị.`, "Đại biểu");
      const counts = roles.includes("delegate") && (person.roles.includes("delegate") ? person.counts_for_quorum : true);
      return { ...person, roles, counts_for_quorum: counts };
    }
    case "seat":
      return { ...person, seat: text.toUpperCase() || null };
    case "position":
      return { ...person, position: cleanName(text) };
    case "id":
      return person;
  }
}

function faultsOfDays(person: Person): CellFault[] {
  const faults: CellFault[] = [];
  if (person.mandate_from && person.mandate_to && person.mandate_to < person.mandate_from)
    faults.push({ column: "mandate_to", sentence: "Ngày thôi nhiệm vụ trước ngày bắt đầu.", proposal: null });
  if (person.suspended_to && !person.suspended_from)
    faults.push({ column: "suspended_from", sentence: "Chưa ghi ngày bắt đầu tạm đình chỉ.", proposal: null });
  if (person.suspended_from && person.suspended_to && person.suspended_to < person.suspended_from)
    faults.push({ column: "suspended_to", sentence: "Ngày cuối tạm đình chỉ trước ngày bắt đầu.", proposal: null });
  return faults;
}

// One person with cells that were typed over them: the table's own editing.
export function edited(
  person: Person,
  typed: Typed,
  groups: readonly Group[],
): { person: Person; groups: readonly Group[]; faults: CellFault[] } {
  const to: Reading = { groups: [...groups], faults: [], proposals: new Map() };
  let now = person;
  for (const column of columns) {
    const cell = typed[column];
    if (cell !== undefined && cell !== cellText(person, column, groups)) now = withCell(now, column, cell, to);
  }
  to.faults.push(...faultsOfDays(now));
  return { person: now, groups: to.groups, faults: to.faults };
}

// What most rows say in a column.
function commonest(rows: readonly Typed[], column: Column, good: (cell: string) => boolean): string | undefined {
  const counts = new Map<string, number>();
  for (const { [column]: cell } of rows) if (cell && good(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function typedRows(cells: Cells, layout: Layout, mended: Mended): { line: number; typed: Typed }[] {
  return cells.flatMap((row, index) => {
    const line = index + 1;
    if (index <= layout.header || row.every((cell) => cell === "")) return [];
    const own = Object.fromEntries(layout.columns.flatMap((column, at) => (column ? [[column, row[at] ?? ""]] : [])));
    return [{ line, typed: { ...own, ...mended.cells.get(line) } }];
  });
}

// Who sits where, after this: a seat twice is named with whoever has it.
export function seatFault(person: Person, others: Iterable<Person>): CellFault | null {
  if (!person.seat) return null;
  for (const other of others)
    if (other.id !== person.id && other.seat === person.seat)
      return { column: "seat", sentence: `Ghế ${person.seat} đã có ${other.name}.`, proposal: null };
  return null;
}

function freeSeatNear(seat: string, taken: ReadonlySet<string>): string | null {
  const [, row = "", place = ""] = /^([A-Z]*)-?(\d+)$/.exec(seat) ?? [];
  if (place === "") return null;
  for (let n = 1; n < 60; n += 1)
    for (const next of [Number(place) + n, Number(place) - n]) if (next > 0 && !taken.has(`${row}${next}`)) return `${row}${next}`;
  return null;
}

// Those of everybody known and of every row, the wrong ones too.
const seatsOf = (people: readonly Person[], lines: readonly { typed: Typed }[]): ReadonlySet<string> =>
  new Set([...people.map((one) => one.seat ?? ""), ...lines.map(({ typed }) => (typed.seat ?? "").toUpperCase())]);

export function readTable(cells: Cells, layout: Layout, roster: Roster, roles: readonly Role[], mended: Mended = nothingMended): Table {
  const lines = typedRows(cells, layout, mended);
  const proposals = new Map<Column, string>();
  for (const column of ["mandate_from", "mandate_to"] as const) {
    const common = commonest(
      lines.map((one) => one.typed),
      column,
      (cell) => Boolean(dayTyped(cell)),
    );
    if (common) proposals.set(column, common);
  }
  const byId = new Map(roster.people.map((one) => [one.id, one]));
  const taken = new Set(byId.keys());
  const met = new Map<string, number>(); // whose line it was
  const after = new Map(byId); // everybody as they will be
  let groups = [...roster.groups];
  const rows = lines.map(({ line, typed }): TableRow => {
    const to: Reading = { groups, faults: [], proposals };
    const name = cleanName(typed.name ?? "");
    const named = roster.people.filter((one) => plain(one.name) === plain(name) && !mended.others.has(line));
    let known = byId.get((typed.id ?? "").toUpperCase()) ?? (named.length === 1 ? named[0]! : null);
    let mayBeOther = false;
    if (!known && named.length > 1)
      to.faults.push({
        column: "name",
        sentence: `Có ${named.length} người tên ${name}. Hãy thêm cột Mã để chỉ đúng người.`,
        proposal: null,
      });
    const key = known?.id ?? (mended.others.has(line) ? `${plain(name)}/${line}` : plain(name));
    const before = met.get(key);
    if (before !== undefined && name !== "") {
      mayBeOther = true;
      to.faults.push({ column: "name", sentence: `Trùng tên với dòng ${before}.`, proposal: null });
      known = null;
    } else met.set(key, line);
    const wanted = typed.roles ? (rolesOf(typed.roles) ?? roles) : roles;
    const id = known?.id ?? personId(wanted, taken);
    let person = known ?? freshPerson(id, wanted);
    if (!known && !typed.name) to.faults.push({ column: "name", sentence: "Chưa có họ tên.", proposal: null });
    for (const column of columns) if (typed[column]) person = withCell(person, column, typed[column]!, to);
    to.faults.push(...faultsOfDays(person));
    const seat = typed.seat ? seatFault(person, after.values()) : null;
    if (seat) to.faults.push({ ...seat, proposal: freeSeatNear(person.seat ?? "", seatsOf([...after.values()], lines)) });
    const isGood = to.faults.length === 0;
    if (isGood) {
      groups = to.groups;
      taken.add(id);
      after.set(id, person);
    }
    const changes = known ? changesOf(known, person, groups) : [];
    return { line, typed, known, person: isGood ? person : null, changes, faults: to.faults, mayBeOther };
  });
  return { rows, groups, newGroups: groups.filter((one) => !roster.groups.some((each) => each.id === one.id)) };
}

function changesOf(before: Person, after: Person, groups: readonly Group[]): CellChange[] {
  return columns.flatMap((column) => {
    const was = cellText(before, column, groups);
    const now = cellText(after, column, groups);
    return was === now ? [] : [{ column, before: was, after: now }];
  });
}

export const isWrong = (row: TableRow): boolean => row.faults.length > 0;
export const isNew = (row: TableRow): boolean => !isWrong(row) && row.known === null;
export const isChange = (row: TableRow): boolean => !isWrong(row) && row.known !== null && row.changes.length > 0;
export const isSame = (row: TableRow): boolean => !isWrong(row) && row.known !== null && row.changes.length === 0;

// The roster with the good rows of the table.
export function withTable(roster: Roster, table: Table): Roster {
  const good = table.rows.flatMap((row) => (row.person ? [row.person] : []));
  const changed = new Map(good.map((one) => [one.id, one]));
  const known = new Set(roster.people.map((one) => one.id));
  return {
    ...roster,
    groups: table.groups,
    people: [...roster.people.map((one) => changed.get(one.id) ?? one), ...good.filter((one) => !known.has(one.id))],
  };
}

// "Dòng 17, cột Từ ngày: Tháng 02/2026 chỉ có 28 ngày."
export const faultWords = (row: TableRow): string[] =>
  row.faults.map((fault) => `Dòng ${row.line}, cột ${columnLabels[fault.column]}: ${fault.sentence}`);
