// When a drawing counts as lost beside the server's picture of the same page.
import { expect, test } from "vitest";

import { type Greys, greysOf, isLost } from "../../src/pages/undrawn";

const columns = 6;
const rows = 8;
// '.' white, '#' print, ':' the haze of JPEG
const page = (...lines: string[]): Greys => ({
  columns,
  rows,
  values: lines
    .join("")
    .split("")
    .map((mark) => (mark === "#" ? 190 : mark === ":" ? 250 : 255)),
});
const text = page("......", ".####.", ".####.", ".####.", ".####.", ".####.", "..##..", "......");
const white = page("......", "......", "......", "......", "......", "......", "......", "......");
const stampOnly = page("......", "......", "......", "......", "......", "....#.", "....#.", "......");

test("Lost is a white page where the server has print", () => expect(isLost(white, text)).toBe(true));

test("Lost is a scan of which only the stamp was drawn", () => expect(isLost(stampOnly, text)).toBe(true));

test("Drawn is the same page, a bolder one, and one that lacks a line", () => {
  expect(isLost(text, text)).toBe(false);
  expect(isLost({ ...text, values: text.values.map((grey) => grey - 20) }, text)).toBe(false);
  const lacking = { ...text, values: text.values.map((grey, at) => (at < columns * 2 ? 255 : grey)) };
  expect(isLost(lacking, text)).toBe(false);
});

test("Drawn is a page that is white in the server's picture too, haze and a page number included", () => {
  expect(isLost(white, white)).toBe(false);
  expect(isLost(white, page("::::::", "::::::", "......", "......", "......", "......", "......", "..##.."))).toBe(false);
});

test("Drawn is what cannot be compared", () => expect(isLost({ columns: 1, rows: 1, values: [255] }, text)).toBe(false));

test("Greys count every pixel", () => {
  const [width, height] = [8, 4];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  pixels.fill(0, 0, 4); // one black pixel in the upper left corner
  const greys = greysOf(pixels, width, height, 2, 2);
  expect(greys.values[0]).toBeCloseTo(255 - 255 / 8);
  expect(greys.values.slice(1)).toEqual([255, 255, 255]);
});
