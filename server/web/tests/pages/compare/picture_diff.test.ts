import { describe, expect, it } from "vitest";

import { type GreyPicture, pictureDiff } from "../../../src/pages/compare/picture_diff";

// White, with lines of letters, and a black place.
function sheet(over: (x: number, y: number) => number | undefined = () => undefined): GreyPicture {
  const [width, height] = [480, 680];
  const greys = Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return over(x, y) ?? (y % 20 < 6 && (x * 7 + y * 3) % 5 < 2 ? 40 : 252);
  });
  return { width, height, greys };
}
const stamp = (x: number, y: number): number | undefined => ((x - 300) ** 2 + (y - 500) ** 2 < 1600 ? 90 : undefined);

describe("Two pictures of a page", () => {
  it("are the same with JPEG's haze, and when all is a pixel to the side", () => {
    const hazy = { ...sheet(), greys: sheet().greys.map((grey, at) => Math.max(0, Math.min(255, grey + (at % 3) - 1))) };
    expect(pictureDiff(sheet(), hazy)).toEqual([]);
    const { greys } = sheet();
    expect(pictureDiff(sheet(), { ...sheet(), greys: greys.map((grey, at) => greys[at - 1] ?? grey) })).toEqual([]);
  });

  it("differ where a stamp came, and only there", () => {
    const boxes = pictureDiff(sheet(), sheet(stamp));
    expect(boxes.length).toBe(1);
    const { left, top, right, bottom } = boxes[0]!;
    expect([left * 480, right * 480].map(Math.round)).toEqual([256, 344]);
    expect(top * 680).toBeGreaterThan(450);
    expect(bottom * 680).toBeLessThan(550);
    expect(pictureDiff(sheet(), sheet(stamp), boxes)).toEqual([]);
  });

  it("see a tick as large as a letter", () => {
    const ticked = sheet((x, y) => (x >= 100 && x < 110 && y >= 207 && y < 215 ? 0 : undefined));
    expect(pictureDiff(sheet(), ticked).length).toBe(1);
  });

  it("of another shape differ everywhere", () => {
    expect(pictureDiff(sheet(), { width: 680, height: 480, greys: new Uint8Array(680 * 480) })).toEqual([
      { left: 0, top: 0, right: 1, bottom: 1 },
    ]);
  });
});
