// How a page lies: as the server announces it, and as pdf.js finds it in the file. Rotation, boxes and UserUnit of both agree, so ink
// drawn over the preview stands in the same place over the file.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";

import type { PageMatrix, PageSize } from "../../src/generated/protocol";
import { agree, announced, apply, geometryOf, type Matrix, pageGeometry, unitOf } from "../../src/pages/geometry";

// Node 18 lacks it.
(Promise as unknown as { withResolvers?: unknown }).withResolvers ??= () => {
  let resolve: unknown, reject: unknown;
  const promise = new Promise((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
};

interface Page {
  readonly media: readonly [number, number, number, number];
  readonly crop?: readonly [number, number, number, number];
  readonly rotate?: number;
  readonly userUnit?: number;
}

// A file of one empty page.
function fileOf({ media, crop, rotate, userUnit }: Page): Uint8Array {
  const page = [
    "/Type/Page/Parent 2 0 R",
    `/MediaBox[${media.join(" ")}]`,
    crop ? `/CropBox[${crop.join(" ")}]` : "",
    rotate ? `/Rotate ${rotate}` : "",
    userUnit ? `/UserUnit ${userUnit}` : "",
  ].join("");
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", `<<${page}>>`];
  let text = "%PDF-1.7\n";
  const offsets = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 4\n0000000000 65535 f \n${table}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

// ISO 32000-2 §7.7.3.3: the crop box within the media box, turned clockwise, in units of 1/72 inch times UserUnit.
function toldOf({ media, crop = media, rotate = 0, userUnit: u = 1 }: Page): PageSize {
  const [left, bottom, right, top] = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  const [width, height] = [(right - left) * u, (top - bottom) * u];
  const turned: Record<number, PageMatrix> = {
    0: { a: u, b: 0, c: 0, d: -u, e: -left * u, f: top * u },
    90: { a: 0, b: u, c: u, d: 0, e: -bottom * u, f: -left * u },
    180: { a: -u, b: 0, c: 0, d: u, e: right * u, f: -bottom * u },
    270: { a: 0, b: -u, c: -u, d: 0, e: top * u, f: right * u },
  };
  const sideways = rotate % 180 !== 0;
  return { width_pt: sideways ? height : width, height_pt: sideways ? width : height, matrix: turned[rotate]! };
}

const a4 = [0, 0, 595, 842] as const;
const boxes: Page[] = [
  { media: a4 },
  { media: a4, crop: [50, 60, 400, 700] },
  { media: [-100, -200, 495, 642] },
  { media: a4, crop: [-30, 400, 300, 2_000] },
  { media: a4, userUnit: 4 },
];
const pages = boxes.flatMap((page) => [0, 90, 180, 270].map((rotate): Page => ({ ...page, rotate })));

test.each(pages)("Geometry announced and geometry of the file agree to a thousandth: %j", async (page) => {
  const file = await pdfjs.getDocument({ data: fileOf(page), verbosity: 0 }).promise;
  const viewport = (await file.getPage(1)).getViewport({ scale: 1 });
  const opened = geometryOf({ width: viewport.width, height: viewport.height }, viewport.transform as unknown as Matrix);
  const told = announced(toldOf(page))!;
  expect(agree(told, opened)).toBe(true);
  expect(told.width / opened.width).toBeCloseTo(1, 3);
  expect(told.height / opened.height).toBeCloseTo(1, 3);
  // A stroke's point over the preview, kept on paper, shown over the file.
  const [x, y] = apply(told.toPaper, told.width * 0.315, told.height * 0.121);
  const [sheetX, sheetY] = apply(pageGeometry(toldOf(page), opened)!.toSheet, x, y);
  expect(sheetX / opened.width).toBeCloseTo(0.315, 3);
  expect(sheetY / opened.height).toBeCloseTo(0.121, 3);
});

test("Geometry is unknown until somebody knows it: nothing is guessed", () => {
  expect(pageGeometry({ width_pt: 595, height_pt: 842 }, undefined)).toBeUndefined();
  expect(pageGeometry(undefined, undefined)).toBeUndefined();
  const flat = { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0 };
  expect(announced({ width_pt: 595, height_pt: 842, matrix: flat })).toBeUndefined();
  expect(announced({ width_pt: 0, height_pt: 842, matrix: { ...flat, a: 1, d: -1 } })).toBeUndefined();
  expect(announced({ width_pt: 595, height_pt: 842, matrix: { ...flat, a: Number.NaN, d: -1 } })).toBeUndefined();
});

test("Geometry that differs is seen: a page turned, cropped or shifted otherwise", () => {
  const plain = announced(toldOf({ media: a4 }))!;
  for (const other of [{ media: a4, rotate: 180 }, { media: a4, crop: [0, 0, 594, 842] as const }, { media: [2, 0, 597, 842] as const }]) {
    expect(agree(plain, announced(toldOf(other))!)).toBe(false);
  }
});

test("Geometry measures the hand on the sheet: a unit of UserUnit 4 is four points", () => {
  expect(unitOf(announced(toldOf({ media: a4, userUnit: 4, rotate: 90 }))!)).toBeCloseTo(4);
});
