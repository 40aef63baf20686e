// Official comments as they are compiled: by document and page, with the place on the page.
import { expect, test } from "vitest";

import { commentedDocuments } from "../../src/console/conduct/comments";
import type { Annotation } from "../../src/generated/protocol";
import { item, published, revision, session, withdrawal, world } from "./builders";

const a4 = { width_pt: 600, height_pt: 900, matrix: { a: 1, b: 0, c: 0, d: -1, e: 0, f: 900 } };
const note = (id: string, over: Partial<Annotation> = {}): Annotation => ({
  type: "annotation",
  id,
  author: "DB1",
  document: "T1",
  revision_sha256: "a1",
  page_index: 0,
  kind: "text",
  visibility: "official",
  colour: "#7a2f96",
  width_pt: 1,
  opacity: 1,
  strokes: [],
  quads: [],
  rect: [],
  text: "Đề nghị sửa",
  created_at: `2024-12-18T01:00:0${id.length}Z`,
  ...over,
});
const paper = published({ revisions: [revision({ page_sizes: [a4, a4] })] });

test("Documents come as the agenda names them, pages in their order, private notes and other sessions not at all", () => {
  const view = world(
    session(),
    item({ documents: ["T2", "T1"] }),
    published({ ...paper, position: 2 }),
    published({ id: "T2", title: "Báo cáo", position: 1 }),
    published({ id: "T9", session: "K2" }),
    note("a", { page_index: 1 }),
    note("bb"),
    note("c", { document: "T2", acknowledged_at: "2024-12-18T02:00:00Z" }),
    note("d", { visibility: "private_note" }),
    note("e", { document: "T9" }),
  );
  const told = commentedDocuments(view, session()).map(({ id, open, pages }) => [
    id,
    open,
    pages.map(({ page, comments }) => `${page}: ${comments.map(({ comment }) => comment.id).join(" ")}`),
  ]);
  expect(told).toEqual([
    ["T2", 0, ["1: c"]],
    ["T1", 2, ["1: bb", "2: a"]],
  ]);
});

test.each([
  ["đầu trang", { rect: [100, 800, 200, 850] }],
  ["giữa trang", { strokes: [{ points: [10, 440, 1, 20, 460, 1] }] }],
  ["cuối trang", { quads: [10, 60, 90, 60, 10, 40, 90, 40] }],
  ["", {}],
])("What is marked there is told as “%s”", (words, over) => {
  const [document] = commentedDocuments(world(session(), item({ documents: ["T1"] }), paper, note("a", over)), session());
  const place = document!.pages[0]!.comments[0]!.place;
  expect(place.words).toBe(words);
  expect(place.sheet).toEqual({ width: 600, height: 900 });
  expect(place.marks.length).toBe(words === "" ? 0 : 1);
});

test("A comment on an earlier revision says on which, and one on bytes nobody knows has no place", () => {
  const two = published({ revisions: [revision({ page_sizes: [a4] }), revision({ n: 2, sha256: "a2", page_sizes: [a4] })] });
  const view = world(
    session(),
    item({ documents: ["T1"] }),
    two,
    note("a", { rect: [0, 0, 9, 9] }),
    note("bb", { revision_sha256: "gone" }),
  );
  const [first, second] = commentedDocuments(view, session())[0]!.pages[0]!.comments;
  expect([first!.earlier, first!.place.words]).toEqual([1, "cuối trang"]);
  expect([second!.earlier, second!.place.sheet]).toEqual([null, null]);
});

test("Comments on a document that was taken back stay, without a page to open", () => {
  const [document] = commentedDocuments(world(session(), withdrawal(), note("a")), session());
  expect([document!.item, document!.name, document!.open]).toEqual([null, "Tờ trình 1/TTr", 1]);
});
