import { expect, test } from "vitest";

import { heldHits, matches, plainSnippet, snippetParts } from "../../src/council/finding";
import { item, published, session, world } from "../console/builders";

test("Without marks a query finds both, with marks exactly those", () => {
  const text = "Đại biểu bàn về đường giao thông, hoà giải";
  for (const query of ["dai bieu", "ĐẠI BIỂU", "duong", "đường", "đai bieu", "giao tho", "hòa", "ban"])
    expect(matches(text, query)).toBe(true);
  for (const query of ["bán", "dai biệu", "giao tho xa", "th", "g", "đương truong", "ngan"])
    expect(matches(text, query), query).toBe(query === "th");
  expect(matches("Đại biểu Quốc hội", "Đại biểu")).toBe(true);
});

test("A number is found with and without its marks and strokes, and nothing by signs alone", () => {
  expect(matches("43/NQ-HĐND Nghị quyết", "43/nq-hdnd")).toBe(true);
  expect(matches("43/NQ-HĐND", "43")).toBe(true);
  expect(matches("143/NQ-HĐND", "43")).toBe(false);
  for (const query of ["", "  ", "-", "*", '"']) expect(matches("43/NQ", query)).toBe(false);
});

test("What a device holds comes with the newest session first", () => {
  const view = world(
    session({ id: "K1", start_on: "2023-01-01" }),
    session({ id: "K2", start_on: "2024-01-01" }),
    published({ id: "A", session: "K1", title: "Dự toán ngân sách" }),
    published({ id: "B", session: "K2", title: "Quyết toán ngân sách" }),
    item({ id: "M1", session: "K1", name: "Bàn về ngân sách" }),
  );
  const hits = heldHits(view, "ngan sach");
  expect(hits.documents.map((each) => each.id)).toEqual(["B", "A"]);
  expect(hits.items.map((each) => each.id)).toEqual(["M1"]);
  expect(heldHits(view, "quyết toán").documents.map((each) => each.id)).toEqual(["B"]);
});

test("Found words are marked, neighbours as one, and nothing else is", () => {
  expect(snippetParts("… bố trí [vốn] [đầu] [tư] cho (1) xã")).toEqual([
    { text: "… bố trí ", found: false },
    { text: "vốn đầu tư", found: true },
    { text: " cho (1) xã", found: false },
  ]);
  expect(snippetParts("<b>[x]</b>").map((each) => each.text)).toEqual(["<b>", "x", "</b>"]);
  expect(plainSnippet("[8/TTr] · Tờ trình")).toBe("8/TTr · Tờ trình");
});
