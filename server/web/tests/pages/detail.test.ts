// The part of an enlarged page that is drawn at the screen's density.
import { expect, test } from "vitest";

import { coarseness, covers, partOf, seenOf, wantsDetail } from "../../src/pages/detail";
import { a4, canvasPixelsMax, layOut } from "../../src/pages/layout";
import { random as randomOf } from "../random";

const table = { width: 1_191, height: 842 };
const columns200 = { width: 5_600, height: 842 };

test("A letter that fills an iPad's width needs no detail, enlarged twice it does", () => {
  expect(wantsDetail(a4, layOut([a4], 1_080, 1).pages[0]!, 2)).toBe(false);
  const enlarged = layOut([a4], 1_080, 2).pages[0]!;
  expect(wantsDetail(a4, enlarged, 2)).toBe(true);
  expect(coarseness(a4, enlarged, 2)).toBeGreaterThan(2);
  expect(wantsDetail(columns200, layOut([columns200], 1_080, 5).pages[0]!, 2)).toBe(true);
});

test("Whatever is enlarged and wherever one looks, the part shows all of it and a canvas holds it", () => {
  const random = randomOf(13);
  for (let round = 0; round < 500; round += 1) {
    const sizes = [a4, table, columns200, a4];
    const [wide, high] = random() < 0.5 ? [1_080, 810] : [810, 1_080];
    const layout = layOut(sizes, wide, 1 + random() * 6);
    const index = Math.floor(random() * sizes.length);
    const place = layout.pages[index]!;
    const left = random() * Math.max(0, layout.width - wide);
    const seen = { left, top: place.top - high + random() * (place.height + high), width: wide, height: high };
    const part = partOf(place, seen, 2);
    const { width, height } = seenOf(place, seen);
    if (width < 1 || height < 1) {
      expect(part).toBeUndefined();
      continue;
    }
    expect(covers(part!, place, seen)).toBe(true);
    expect(part!.width * place.width * 2 * part!.height * place.height * 2).toBeLessThanOrEqual(canvasPixelsMax * 1.001);
    expect(part!.left).toBeGreaterThanOrEqual(0);
    expect(part!.left + part!.width).toBeLessThanOrEqual(1 + 1e-9);
    expect(part!.top + part!.height).toBeLessThanOrEqual(1 + 1e-9);
  }
});

test("Moving on a little asks for nothing new, moving further does", () => {
  const place = layOut([a4], 1_080, 3).pages[0]!;
  const seen = { left: 500, top: 900, width: 1_080, height: 810 };
  const part = partOf(place, seen, 2)!;
  expect(covers(part, place, { ...seen, top: 930 })).toBe(true);
  expect(covers(part, place, { ...seen, top: 1_400 })).toBe(false);
});
