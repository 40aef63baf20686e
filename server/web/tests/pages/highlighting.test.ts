// A hand over lines of text: which words it marks. Two columns of two lines, and one line over both; a line is 14 points high, 20 apart.
import { expect, test } from "vitest";

import type { Word } from "../../src/pages/compare/page_words";
import { apply, geometryOf, type Matrix } from "../../src/pages/geometry";
import { linesOf, markedBy, type Rectangle } from "../../src/pages/highlighting";
import { quadOf, quadPolygons } from "../../src/pages/quads";

const sheet = { width: 600, height: 800 };

function line(top: number, left: number, texts: readonly string[]): Word[] {
  return texts.map((text, i) => ({ text, line: 0, left: left + i * 50, right: left + i * 50 + 44, top, bottom: top + 14 }));
}
const page = [
  ...line(100, 70, ["Kính", "gửi", "các", "ông", "bà", "đại", "biểu"]),
  ...line(120, 70, ["Thường", "trực", "Hội", "đồng", "nhân", "dân", "xã"]),
  ...line(140, 70, ["báo", "cáo", "như", "sau"]),
  ...line(200, 70, ["Cột", "trái"]),
  ...line(200, 400, ["cột", "phải"]),
  ...line(220, 70, ["dưới", "trái"]),
  ...line(220, 400, ["dưới", "phải"]),
];
const lines = linesOf(page);

type Point = [number, number];
const along = (from: Point, to: Point, tremble = 0): Point[] =>
  Array.from({ length: 21 }, (_, i) => [
    from[0] + ((to[0] - from[0]) * i) / 20,
    from[1] + ((to[1] - from[1]) * i) / 20 + tremble * Math.sin(i * 1.7),
  ]);

function words(marked: readonly Rectangle[]): string {
  const inside = (word: Word): boolean =>
    marked.some(
      (each) => word.left >= each.left - 0.1 && word.right <= each.right + 0.1 && word.top >= each.top && word.bottom <= each.bottom,
    );
  return page
    .filter(inside)
    .map((word) => word.text)
    .join(" ");
}

test.each<[string, Point[], string]>([
  ["level along a line", along([75, 107], [400, 107]), "Kính gửi các ông bà đại biểu"],
  ["level at its head", along([75, 101], [250, 101]), "Kính gửi các ông"],
  ["level below its foot", along([75, 116], [250, 116]), "Kính gửi các ông"],
  ["with a hand that trembles", along([75, 107], [300, 107], 6), "Kính gửi các ông bà"],
  ["from right to left", along([300, 107], [130, 107], 1), "gửi các ông bà"],
  ["slowly sinking towards the next line", along([75, 104], [300, 120]), "Kính gửi các ông bà"],
  ["over a part of a word", along([140, 127], [150, 127]), "trực"],
  ["from the first line into the third", along([185, 107], [140, 147]), "các ông bà đại biểu Thường trực Hội đồng nhân dân xã báo cáo"],
  ["back up, from the third to the first", along([140, 147], [185, 107]), "các ông bà đại biểu Thường trực Hội đồng nhân dân xã báo cáo"],
  ["in the left column alone", along([75, 202], [160, 232]), "Cột trái dưới trái"],
  ["over both columns", along([75, 207], [480, 207]), "Cột trái cột phải"],
])("%s it takes words", (_, path, expected) => {
  expect(words(markedBy(path, lines, 16, sheet))).toBe(expected);
});

test("Where there are no words it is a band as high as a line, level, and never thinner", () => {
  const scan = linesOf([]);
  const [level] = markedBy(along([100, 300], [400, 300]), scan, 16, sheet);
  expect(level).toEqual({ left: 100, right: 400, top: 292, bottom: 308 });
  const [shaky] = markedBy(along([100, 300], [400, 306], 3), scan, 16, sheet);
  expect(shaky!.bottom - shaky!.top).toBeCloseTo(16);
  const [high] = markedBy(along([100, 300], [400, 380]), scan, 16, sheet);
  expect(high).toEqual({ left: 100, right: 400, top: 300, bottom: 380 });
  const [upright] = markedBy(along([200, 300], [200, 380]), scan, 16, sheet);
  expect(upright!.right - upright!.left).toBeCloseTo(8);
  const [atTheEdge] = markedBy(along([0, 0], [600, 0]), scan, 16, sheet);
  expect(atTheEdge).toEqual({ left: 0, right: 600, top: 0, bottom: 16 });
  const [beside] = markedBy(along([100, 700], [300, 700]), lines, 16, sheet);
  expect(beside!.bottom - beside!.top).toBe(16);
});

test("On a page that is turned, cropped or scaled the mark lies where the words are seen", () => {
  const matrices: Matrix[] = [
    [1, 0, 0, -1, 0, 800],
    [0, 1, 1, 0, 0, 0],
    [0, -1, -1, 0, 600, 800],
    [1.5, 0, 0, -1.5, -30, 900],
  ];
  for (const matrix of matrices) {
    const geometry = geometryOf(sheet, matrix);
    const [marked] = markedBy(along([75, 107], [250, 107]), lines, 16, sheet);
    const [polygon] = quadPolygons(quadOf(marked!, geometry), geometry.toSheet);
    expect(polygon!.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual([
      [70, 100],
      [264, 100],
      [264, 114],
      [70, 114],
    ]);
    expect(apply(geometry.toSheet, ...apply(geometry.toPaper, 5, 6))).toEqual([expect.closeTo(5), expect.closeTo(6)]);
  }
});
