// One's own notes: found, filtered, cut out of their page, and put into a PDF.
import { expect, test } from "vitest";

import type { Annotation } from "../../src/generated/protocol";
import { geometryOf, type Matrix } from "../../src/pages/geometry";
import { cropOf } from "../../src/tablet/notes/crop";
import { byDocument, everything, notedPages, wantedPages } from "../../src/tablet/notes/own_notes";
import { wrapped } from "../../src/tablet/notes/painting";
import { pdfOfPictures } from "../../src/tablet/notes/picture_pdf";
import { document, note, revision } from "../sync/builders";
import { viewOf } from "./builders";

const [first, second] = ["a".repeat(64), "b".repeat(64)];
const budget = document("TL01", { title: "Dự toán ngân sách", position: 2, revisions: [revision(first), { ...revision(second), n: 2 }] });
const report = document("TL02", { title: "Báo cáo kinh tế", position: 1, revisions: [revision("c".repeat(64))] });
const mine = (id: string, fields: Partial<Annotation>): Annotation => ({
  ...note(id, ""),
  author: "hoa",
  document: "TL01",
  revision_sha256: first,
  ...fields,
});
const ink = { kind: "ink", strokes: [{ points: [300, 400, 0.5, 340, 400, 0.5] }] } as const;

const view = viewOf(
  budget,
  report,
  mine("1", { ...ink, page_index: 4 }),
  mine("2", { text: "Đề nghị làm rõ nguồn thu", page_index: 1, visibility: "group" }),
  mine("3", { kind: "highlight", quads: [0, 1, 1, 1, 0, 0, 1, 0], page_index: 1 }),
  mine("4", { revision_sha256: second, text: "bản mới", page_index: 0 }),
  mine("5", { document: "TL02", revision_sha256: "c".repeat(64), text: "ý kiến", visibility: "official" }),
  mine("6", { author: "nam", text: "của người khác" }),
  mine("7", { document: "TL09", text: "tài liệu đã thu hồi" }),
);
const pages = notedPages(view, "hoa");
const told = (of = pages): string[] =>
  of.map(({ document: { id }, revision: { n }, page, notes }) => `${id}.${n}.${page} ${notes.map((each) => each.id).join("")}`);

test("Notes lie by document as the agenda has it, the newest revision first, page by page", () => {
  expect(told()).toEqual(["TL02.1.0 5", "TL01.2.0 4", "TL01.1.1 23", "TL01.1.4 1"]);
  expect(byDocument(pages).map((group) => group.pages.length)).toEqual([1, 3]);
});

test.each([
  ["de nghi", {}, ["TL01.1.1 2"]],
  ["nguồn", {}, ["TL01.1.1 2"]],
  ["ngan sach", {}, ["TL01.2.0 4", "TL01.1.1 23", "TL01.1.4 1"]],
  ["", { kind: "highlight" }, ["TL01.1.1 3"]],
  ["", { kind: "text", scope: "private_note" }, ["TL01.2.0 4"]],
  ["", { scope: "group" }, ["TL01.1.1 2"]],
  ["", { scope: "official" }, ["TL02.1.0 5"]],
  ["", { document: "TL02" }, ["TL02.1.0 5"]],
  ["khong co", {}, []],
] as const)("“%s” with %o finds them", (query, fields, expected) => {
  expect(told(wantedPages(pages, { ...everything, ...fields, query }))).toEqual(expected);
});

test.each<[string, Matrix]>([
  ["upright", [1, 0, 0, -1, 0, 842]],
  ["a quarter turned", [0, 1, 1, 0, 0, 0]],
])("The picture of a note on a page that lies %s shows what is printed round it, and stays on the page", (_, matrix) => {
  const geometry = geometryOf(matrix[0] === 0 ? { width: 842, height: 595 } : { width: 595, height: 842 }, matrix);
  const crop = cropOf([mine("1", ink)], geometry);
  expect(crop.width / crop.height).toBeCloseTo(1.5);
  expect(crop.width).toBeGreaterThanOrEqual(300);
  expect(Math.min(crop.left, crop.top)).toBeGreaterThanOrEqual(0);
  expect(crop.left + crop.width).toBeLessThanOrEqual(geometry.width);
  expect(crop.top + crop.height).toBeLessThanOrEqual(geometry.height);
});

test("Words are broken where lines end, also one that is longer than a line", () => {
  const measure = (text: string): number => text.length;
  expect(wrapped("một hai ba bốn", 7, measure)).toEqual(["một hai", "ba bốn"]);
  expect(wrapped("abcdefghij\nk", 4, measure)).toEqual(["abcd", "efgh", "ij", "k"]);
});

test("A PDF of pictures has its pages, and its table says where each object begins", () => {
  const jpeg = Uint8Array.of(0xff, 0xd8, 0x00, 0xff, 0xd9);
  const file = pdfOfPictures(
    [
      { jpeg, width: 100, height: 141 },
      { jpeg, width: 100, height: 200 },
    ],
    "Ghi chú",
  );
  const text = new TextDecoder("latin1").decode(file);
  const rows = [...text.matchAll(/(\d{10}) 00000 n /g)].map(([, at]) => Number(at));
  expect(rows).toHaveLength(9);
  rows.forEach((at, i) => expect(text.slice(at)).toMatch(new RegExp(`^${i + 1} 0 obj`)));
  expect(text).toContain("/MediaBox [0 0 595 838.95]");
  expect(Number(/startxref\n(\d+)/.exec(text)![1])).toBe(text.indexOf("xref\n0"));
  expect(text.startsWith("%PDF-1.7") && text.endsWith("%%EOF\n")).toBe(true);
});
