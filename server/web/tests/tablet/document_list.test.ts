// One list of all documents: its order, how each stands with the person, its filters and its search.
import { expect, test } from "vitest";

import type { Annotation } from "../../src/generated/protocol";
import { chosenDocuments, countOf, type Filter, filters, isResolution, listedDocuments, pagesOf } from "../../src/tablet/document_list";
import { document, revision } from "../sync/builders";
import { item, session, sitting, viewOf } from "./builders";

const paper = (id: string, inItem: string, title: string, more = {}) =>
  document(id, { session: session().id, agenda_item: inItem, title, late: false, revisions: [revision(`${id}-1`)], ...more });
const note = (id: string, of: string, author: string) => ({ type: "annotation", id, document: of, author }) as Annotation;
const view = viewOf(
  session(),
  sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1),
  item("M1", "PH1", 1, ["T1"]),
  item("M2", "PH1", 2, ["T2", "T3", "T1"]),
  paper("T3", "M2", "Dự thảo Nghị quyết về đầu tư công"),
  paper("T2", "M2", "Báo cáo thẩm tra", { revisions: [revision("a"), revision("b", { n: 2 })] }),
  paper("T1", "M1", "Tờ trình về ngân sách"),
  paper("T4", "M9", "Tài liệu không thuộc nội dung nào", { late: true }),
  note("n1", "T1", "DB1"),
  note("n2", "T1", "DB1"),
  note("n3", "T2", "DB2"),
);
const listed = listedDocuments(view, session(), { person: "DB1", opened: { T1: 1, T2: 1 }, news: new Set(["T3"]) });
const ids = (filter: Filter, typed = ""): string =>
  chosenDocuments(listed, filter, typed)
    .map((one) => one.document.id)
    .join(" ");

test("Documents stand in the agenda's order, each once, with the items they serve", () => {
  expect(listed.map((one) => [one.document.id, one.items.length, one.standing, one.notes])).toEqual([
    ["T1", 2, "read", 2],
    ["T2", 1, "replaced", 0],
    ["T3", 1, "new", 0],
    ["T4", 0, "new", 0],
  ]);
  expect(pagesOf(listed)).toBe(listed.reduce((sum, { revision: { pages } }) => sum + pages, 0));
});

test.each([
  ["all", "T1 T2 T3 T4"],
  ["unread", "T2 T3 T4"],
  ["noted", "T1"],
  ["new", "T2 T3 T4"],
  ["resolutions", "T3"],
] as const)("The filter %s shows %s", (filter, found) => {
  expect(ids(filter)).toBe(found);
  expect(countOf(listed, filter)).toBe(found.split(" ").length);
});

test("Words are found with marks or without, within the filter", () => {
  expect(ids("all", "dau tu cong")).toBe("T3");
  expect(ids("all", "báo cáo")).toBe("T2");
  expect(ids("noted", "bao cao")).toBe("");
});

test("Every filter is one of the list", () => {
  expect(filters).toHaveLength(5);
});

test.each([
  ["Nghị quyết", "Về ngân sách", true],
  ["", "Dự thảo Nghị quyết về ngân sách", true],
  ["Báo cáo", "Thẩm tra dự thảo Nghị quyết", false],
])("%s “%s” as a resolution: %s", (type_name, title, is) => {
  expect(isResolution({ type_name, title })).toBe(is);
});
