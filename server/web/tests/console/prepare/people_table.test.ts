// A pasted list: whatever separator and header, all errors with their row and reason, and what changes.
import { expect, test } from "vitest";

import type { Roster } from "../../../src/console/prepare/draft";
import { layoutOf, rolesOf, templateRows } from "../../../src/console/prepare/people_columns";
import {
  edited,
  faultWords,
  isChange,
  isNew,
  isSame,
  nothingMended,
  readTable,
  withTable,
} from "../../../src/console/prepare/people_table";
import { csvText, decoded, parseText, SpreadsheetFault } from "../../../src/console/prepare/spreadsheet";
import { council, person } from "../builders";

const roster = (): Roster => ({
  council,
  people: [
    person({
      id: "DB01",
      name: "Mai Thị Hoa Giấy",
      sort_name: "Giấy",
      position: "Chủ tịch",
      roles: ["delegate"],
      counts_for_quorum: true,
      seat: "C4",
      group: "TO1",
    }),
    person({
      id: "DB02",
      name: "Lý Văn Khuôn Mẫu",
      sort_name: "Mẫu",
      position: "Ủy viên",
      roles: ["delegate"],
      counts_for_quorum: true,
      seat: "B6",
    }),
  ],
  groups: [{ type: "group", id: "TO1", kind: "delegation", name: "Tổ đại biểu số 1", members: ["DB01"] }],
});

const read = (text: string, mended = nothingMended) => {
  const cells = parseText(text);
  return readTable(cells, layoutOf(cells), roster(), ["delegate"], mended);
};

test("Tabs, semicolons and commas, with a byte order mark or without, are one table", () => {
  const rows = [
    ["Họ và tên", "Ghế"],
    ["Cao Văn Bút", "C5"],
  ];
  for (const separator of ["\t", ";", ","]) {
    const text = rows.map((row) => row.join(separator)).join("\r\n");
    expect(parseText(text)).toEqual(rows);
    expect(parseText(`\uFEFF${text}`)).toEqual(rows);
  }
  expect(parseText(`sep=;\r\n"Họ và tên";"Chức vụ"\r\n"A B";"Một; hai"`)[1]).toEqual(["A B", "Một; hai"]);
});

test("A file that is not Unicode is named as such; UTF-16 is read", () => {
  expect(() => decoded(new Uint8Array([0x48, 0xe0, 0x20]))).toThrow(SpreadsheetFault);
  expect(decoded(new Uint8Array([0xff, 0xfe, 0x48, 0x00]))).toBe("H");
});

test("Headers are known with marks and without, below a title too", () => {
  const cells = parseText("DANH SÁCH ĐẠI BIỂU\t\t\nSTT\tHO VA TEN\tChức vụ (nếu có)\n1\tA B\tC");
  expect(layoutOf(cells)).toEqual({ header: 1, columns: [null, "name", "position"] });
});

test("Without a header the cells say what they are", () => {
  const cells = parseText("1\tCao Văn Bút\tTrưởng Ban Pháp chế xã\tTổ 2\t31/03/2026\tC5\n2\tLê Thị Mực\tBí thư\tTổ 2\t31/03/2026\tC6");
  expect(layoutOf(cells).columns).toEqual([null, "name", "position", "group", "mandate_from", "seat"]);
});

test("New, changed, unchanged and wrong rows stand apart, each fault with its row, reason and a proposal", () => {
  const table = read(
    [
      "Họ và tên\tChức vụ\tTổ\tTừ ngày\tGhế",
      "Cao Văn Bút Chì\tTrưởng Ban\tTổ 2\t31/03/2026\tC5",
      "LÝ VĂN KHUÔN MẪU\tPhó Trưởng Ban\t\t\t",
      "Mai Thị Hoa Giấy\tChủ tịch\t1\t\tC4",
      "Châu Văn Bảng Đen\t\t2\t31/02/2026\tD2",
      "Kiều Thị Phấn Trắng\t\t2\t31/03/2026\tC4",
      "\tỦy viên\t\t\t",
    ].join("\n"),
  );
  expect(table.rows.map((row) => [row.line, isNew(row), isChange(row), isSame(row)])).toEqual([
    [2, true, false, false],
    [3, false, true, false],
    [4, false, false, true],
    [5, false, false, false],
    [6, false, false, false],
    [7, false, false, false],
  ]);
  expect(table.rows[1]?.changes.find((one) => one.column === "position")).toEqual({
    column: "position",
    before: "Ủy viên",
    after: "Phó Trưởng Ban",
  });
  expect(faultWords(table.rows[3]!)).toEqual(["Dòng 5, cột Từ ngày: Tháng 02/2026 chỉ có 28 ngày."]);
  expect(table.rows[3]?.faults[0]?.proposal).toBe("31/03/2026");
  expect(faultWords(table.rows[4]!)).toEqual(["Dòng 6, cột Ghế: Ghế C4 đã có Mai Thị Hoa Giấy."]);
  expect(table.rows[4]?.faults[0]?.proposal).toBe("C3");
  expect(faultWords(table.rows[5]!)).toEqual(["Dòng 7, cột Họ và tên: Chưa có họ tên."]);
  expect(table.newGroups.map((one) => one.id)).toEqual(["TO2"]);
});

test("The good rows go in, the others change nothing", () => {
  const after = withTable(roster(), read("Họ và tên\tGhế\nCao Văn Bút\tC5\nHai Người\tC5"));
  expect(after.people.map((one) => [one.id, one.name, one.sort_name])).toEqual([
    ["DB01", "Mai Thị Hoa Giấy", "Giấy"],
    ["DB02", "Lý Văn Khuôn Mẫu", "Mẫu"],
    ["DB03", "Cao Văn Bút", "Bút"],
  ]);
});

test("Mended in the preview, the row is good; the same name twice may be two people", () => {
  const text = "Họ và tên\tTừ ngày\nCao Văn Bút\t31/02/2026\nCao Văn Bút\t31/03/2026";
  const first = read(text, { cells: new Map([[2, { mandate_from: "28/02/2026" }]]), others: new Set() });
  expect(first.rows.map((row) => [row.faults.length, row.mayBeOther])).toEqual([
    [0, false],
    [1, true],
  ]);
  const second = read(text, { cells: new Map([[2, { mandate_from: "28/02/2026" }]]), others: new Set([3]) });
  expect(second.rows.map((row) => row.person?.id)).toEqual(["DB03", "DB04"]);
});

test("Decomposed letters are composed, hidden characters are named", () => {
  const table = read(`Họ và tên\tGhế\n${"Nguyễn Văn Bình".normalize("NFD")}\tA1\nTrần\u200BVăn An\tA2`);
  expect(table.rows[0]?.person?.name).toBe("Nguyễn Văn Bình");
  expect(table.rows[1]?.faults[0]).toMatchObject({ column: "name", proposal: "Trần Văn An" });
});

test("An empty cell keeps, a dash takes away", () => {
  const table = read("Họ và tên\tGhế\tChức vụ\nMai Thị Hoa Giấy\t-\t");
  expect(table.rows[0]?.person).toMatchObject({ seat: null, position: "Chủ tịch" });
});

test("Roles are words; whoever is no delegate counts for no quorum", () => {
  expect(rolesOf("Văn thư, lưu trữ")).toEqual(["clerk", "archivist"]);
  expect(rolesOf("giám đốc")).toBeNull();
  const table = read("Họ và tên\tVai trò\nNgụy Thị Mây\tKhách mời");
  expect(table.rows[0]?.person).toMatchObject({ id: "KM01", roles: ["guest"], counts_for_quorum: false });
});

test("A cell edited in the table obeys the same rules", () => {
  const [first] = roster().people;
  expect(edited(first!, { mandate_to: "31/12/2026", group: "Tổ 9" }, roster().groups)).toMatchObject({
    person: { mandate_to: "2026-12-31", group: "TO9" },
    faults: [],
  });
  expect(edited(first!, { mandate_to: "31/13/2026" }, roster().groups).faults).toHaveLength(1);
});

test("The template is read back, and formulas in it are text", () => {
  const cells = parseText(csvText(templateRows));
  expect(readTable(cells, layoutOf(cells), { ...roster(), people: [], groups: [] }, ["delegate"]).rows.every(isNew)).toBe(true);
  expect(csvText([["=1+1"]])).toContain("'=1+1");
});
