// Where headings and links lead: what is believed of what pdf.js tells.
import { expect, test } from "vitest";

import { geometryOf } from "../../src/pages/geometry";
import { headingsMax, headingsOf, linksOf, shareOf } from "../../src/pages/goals";

const upright = geometryOf({ width: 600, height: 800 }, [1, 0, 0, -1, 0, 800]);
const turned = geometryOf({ width: 800, height: 600 }, [0, 1, 1, 0, 0, 0]); // /Rotate 90

test("Headings come in the order of reading, with their depth", () => {
  const nodes = [
    { title: " Chương  I ", dest: "a", items: [{ title: "Điều 1", dest: [0], items: [{ title: "", items: [{ title: "Khoản 1" }] }] }] },
    { title: "Phụ lục", dest: null },
  ];
  expect(headingsOf(nodes)).toEqual([
    { title: "Chương I", depth: 0, goal: "a" },
    { title: "Điều 1", depth: 1, goal: [0] },
    { title: "Khoản 1", depth: 2, goal: null },
    { title: "Phụ lục", depth: 0, goal: null },
  ]);
  expect(headingsOf(null)).toEqual([]);
  expect(headingsOf(Array.from({ length: headingsMax + 5 }, () => ({ title: "x" })))).toHaveLength(headingsMax);
});

test.each([
  ["inside, upright", { subtype: "Link", rect: [60, 700, 120, 720], dest: "x" }, upright, [60, 80, 120, 100, "x", ""]],
  ["inside, on a turned page", { subtype: "Link", rect: [60, 700, 120, 720], dest: "x" }, turned, [700, 60, 720, 120, "x", ""]],
  ["corners the other way round", { subtype: "Link", rect: [120, 720, 60, 700], dest: [3] }, upright, [60, 80, 120, 100, [3], ""]],
  ["outside", { subtype: "Link", rect: [0, 0, 10, 10], url: "https://a.vn/" }, upright, [0, 790, 10, 800, null, "https://a.vn/"]],
  ["cut at the sheet's edge", { subtype: "Link", rect: [-50, -50, 10, 10], dest: "x" }, upright, [0, 790, 10, 800, "x", ""]],
])("A link %s", (_, note, geometry, [left, top, right, bottom, goal, url]) => {
  expect(linksOf([note], geometry)).toEqual([{ left, top, right, bottom, goal, url }]);
});

test.each([
  ["no link", { subtype: "Widget", rect: [0, 0, 10, 10], dest: "x" }],
  ["leads nowhere", { subtype: "Link", rect: [0, 0, 10, 10] }],
  ["without a place", { subtype: "Link", dest: "x" }],
  ["of no size", { subtype: "Link", rect: [5, 5, 5, 9], dest: "x" }],
  ["of no numbers", { subtype: "Link", rect: [0, NaN, 10, 10], dest: "x" }],
  ["off the sheet", { subtype: "Link", rect: [700, 900, 800, 950], dest: "x" }],
])("What is %s is passed over", (_, note) => expect(linksOf([note], upright)).toEqual([]));

test.each([
  ["to a point", [0, { name: "XYZ" }, 50, 600, null], upright, 0.25],
  ["to a height", [0, { name: "FitH" }, 400], upright, 0.5],
  ["to a rectangle", [0, { name: "FitR" }, 0, 0, 100, 200], upright, 0.75],
  ["to the whole page", [0, { name: "Fit" }], upright, 0],
  ["to a point without a height", [0, { name: "XYZ" }, null, null, null], upright, 0],
  ["above the page", [0, { name: "XYZ" }, 0, 5_000, null], upright, 0],
  ["to the page's last line", [0, { name: "XYZ" }, 0, 0, null], upright, 0.95],
  ["to a point of a turned page", [0, { name: "XYZ" }, 300, 100, null], turned, 0.5],
])("A destination %s", (_, goal, geometry, share) => expect(shareOf(goal, geometry)).toBeCloseTo(share, 5));
