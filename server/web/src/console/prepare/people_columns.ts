// The columns of a list of people and what each is called in the lists that councils have, with marks or without. Pure.
import { plain } from "../../council/letters";
import type { Role } from "../../generated/protocol";
import type { Cells } from "./spreadsheet";

export const columns = [
  "name",
  "position",
  "group",
  "committee",
  "seat",
  "mandate_from",
  "mandate_to",
  "suspended_from",
  "suspended_to",
  "roles",
  "id",
] as const;
export type Column = (typeof columns)[number];

export const columnLabels: Readonly<Record<Column, string>> = {
  name: "Họ và tên",
  position: "Chức vụ",
  group: "Tổ",
  committee: "Ban",
  seat: "Ghế",
  mandate_from: "Từ ngày",
  mandate_to: "Đến ngày",
  suspended_from: "Tạm đình chỉ từ",
  suspended_to: "Tạm đình chỉ đến",
  roles: "Vai trò",
  id: "Mã",
};

const called: Readonly<Record<Column, readonly string[]>> = {
  name: ["ho va ten", "ho ten", "ho va ten dai bieu", "ten dai bieu", "ten", "dai bieu", "ho ten dai bieu", "ho va ten dem"],
  position: [
    "chuc vu",
    "chuc danh",
    "chuc vu chuc danh",
    "chuc vu don vi cong tac",
    "chuc vu noi cong tac",
    "nghe nghiep chuc vu",
    "don vi",
  ],
  group: ["to", "to dai bieu", "to dai bieu so", "to so", "ten to"],
  committee: ["ban", "ban hdnd", "ban cua hdnd", "thanh vien ban", "uy vien ban"],
  seat: ["ghe", "so ghe", "cho ngoi", "vi tri ngoi", "ghe so", "cho"],
  mandate_from: [
    "tu ngay",
    "ngay bat dau",
    "bat dau",
    "nhiem ky tu",
    "nhiem ky tu ngay",
    "bat dau nhiem vu",
    "ngay bat dau nhiem vu",
    "tu",
  ],
  mandate_to: ["den ngay", "ngay ket thuc", "ket thuc", "nhiem ky den", "nhiem ky den ngay", "thoi nhiem vu", "ngay thoi nhiem vu", "den"],
  suspended_from: ["tam dinh chi tu", "tam dinh chi tu ngay", "tam dinh chi", "dinh chi tu ngay"],
  suspended_to: ["tam dinh chi den", "tam dinh chi den ngay", "dinh chi den ngay"],
  roles: ["vai tro", "thanh phan", "tu cach"],
  id: ["ma", "ma dai bieu", "ma so", "ma nguoi"],
};

const headerOf = (cell: string): string =>
  plain(cell)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

export function columnOf(cell: string): Column | null {
  const header = headerOf(cell);
  return columns.find((column) => called[column].includes(header)) ?? null;
}

export interface Layout {
  readonly header: number; // its row; -1: there is none
  readonly columns: readonly (Column | null)[]; // of each column of the table
}

const headerRowsMax = 15; // lists begin with titles

const isDay = (cell: string): boolean => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$|^\d{4}-\d{2}-\d{2}$/.test(cell);

// Where nobody wrote a header: by what the cells look like.
function guessed(rows: Cells): (Column | null)[] {
  const wide = Math.max(...rows.map((row) => row.length));
  const taken = new Set<Column>();
  const first = (...wanted: Column[]): Column | null => {
    const free = wanted.find((one) => !taken.has(one)) ?? null;
    if (free) taken.add(free);
    return free;
  };
  return Array.from({ length: wide }, (_, at) => {
    const cells = rows.map((row) => row[at] ?? "").filter((cell) => cell !== "");
    const most = (test: (cell: string) => boolean): boolean => cells.length > 0 && cells.filter(test).length * 2 > cells.length;
    if (most(isDay)) return first("mandate_from", "mandate_to");
    if (most((cell) => /^[A-Z]{1,2}-?\d{1,2}$/i.test(cell) && !/^(DB|KM|NV)/i.test(cell))) return first("seat");
    if (most((cell) => /^(DB|KM|NV)\d+$/i.test(cell))) return first("id");
    if (most((cell) => /^to\b/.test(plain(cell)))) return first("group");
    if (most((cell) => /^ban\b/.test(plain(cell)))) return first("committee");
    if (most((cell) => /^\d+\.?$/.test(cell))) return null;
    return most((cell) => /\p{L}/u.test(cell)) ? first("name", "position") : null;
  });
}

export function layoutOf(rows: Cells): Layout {
  const known = rows.slice(0, headerRowsMax).map((row) => row.map(columnOf));
  const header = known.findIndex((row) => row.includes("name") && (row.filter(Boolean).length > 1 || row.length === 1));
  if (header < 0) return { header: -1, columns: guessed(rows) };
  const met = new Set<Column>();
  return {
    header,
    columns: (known[header] ?? []).map((column) => {
      if (!column || met.has(column)) return null;
      met.add(column);
      return column;
    }),
  };
}

const roleWords: readonly (readonly [Role, readonly string[]])[] = [
  ["delegate", ["dai bieu", "dai bieu hdnd", "db"]],
  ["guest", ["khach moi", "khach", "dai bieu moi", "km"]],
  ["secretary", ["thu ky", "thu ky ky hop", "thu ky phien hop"]],
  ["clerk", ["van thu"]],
  ["archivist", ["luu tru"]],
  ["administrator", ["quan tri", "quan tri he thong"]],
  ["auditor", ["kiem tra", "an toan thong tin"]],
];

// "Văn thư, lưu trữ" → both. Null: a word that is no role.
export function rolesOf(typed: string): Role[] | null {
  const words = typed
    .split(/[,;/+]| và /)
    .map(plain)
    .filter(Boolean);
  const roles = words.map((word) => roleWords.find(([, names]) => names.includes(word))?.[0] ?? null);
  return roles.includes(null) ? null : [...new Set(roles as Role[])];
}

export const templateRows: Cells = [
  columns.filter((one) => one !== "id").map((one) => columnLabels[one]),
  ["Nguyễn Văn Mẫu", "Chủ tịch HĐND xã", "Tổ đại biểu số 1", "", "A1", "31/03/2026", "", "", "", "Đại biểu"],
  [
    "Trần Thị Ví Dụ",
    "Trưởng Ban Kinh tế – Ngân sách",
    "Tổ đại biểu số 2",
    "Ban Kinh tế – Ngân sách",
    "A2",
    "31/03/2026",
    "",
    "",
    "",
    "Đại biểu",
  ],
  ["Lê Văn Thí Dụ", "Chủ tịch Ủy ban MTTQ Việt Nam xã", "", "", "E1", "", "", "", "", "Khách mời"],
];
