import { describe, expect, it, test } from "vitest";

import type { Annotation, PageSize } from "../../../src/generated/protocol";
import { announced, apply, geometryOf } from "../../../src/pages/geometry";
import { misplaced, rightPlace } from "../../../src/tablet/rescue/misplaced";
import { document, note, revision } from "../../sync/builders";
import { viewOf } from "../builders";

const page = (width_pt: number, height_pt: number, [a, b, c, d, e, f]: number[]): PageSize =>
  ({ width_pt, height_pt, matrix: { a, b, c, d, e, f } }) as PageSize;
// As pdf.js lays them: a quarter turn, a crop box at (60, 40), half a turn, a unit of two points.
const turned = page(842, 595, [0, 1, 1, 0, 0, 0]);
const cropped = page(400, 500, [1, 0, 0, -1, -160, 540]);
const over = page(595, 842, [-1, 0, 0, 1, 595, 0]);
const large = page(1190, 1684, [2, 0, 0, -2, 0, 1684]);
const upright = page(595, 842, [1, 0, 0, -1, 0, 842]);

// A stroke that somebody drew at these places of the sheet, stored as by an app that takes the page to lie upright, or by one that knows.
const drawn = (size: PageSize, sheet: [number, number][], knows: boolean): Annotation => {
  const { toPaper } = knows
    ? announced(size)!
    : geometryOf({ width: size.width_pt, height: size.height_pt }, [1, 0, 0, -1, 0, size.height_pt]);
  const points = sheet.flatMap(([x, y]) => [...apply(toPaper, x, y), 0.5]);
  return { ...note("DB24.d.1", ""), kind: "ink", rect: [], strokes: [{ points }] };
};
const onSheet = (traces: Pick<Annotation, "strokes">, size: PageSize): number[] => {
  const { points } = traces.strokes[0]!;
  return [0, 3].flatMap((at) => apply(announced(size)!.toSheet, points[at]!, points[at + 1]!)).map(Math.round);
};

describe("Ink stored as if its page lay upright", () => {
  it.each<[string, PageSize, [number, number][]]>([
    [
      "on a turned page, at its right",
      turned,
      [
        [700, 100],
        [800, 120],
      ],
    ],
    [
      "on a cropped page, at its left",
      cropped,
      [
        [20, 30],
        [90, 60],
      ],
    ],
    [
      "on a page of larger units, at its foot",
      large,
      [
        [900, 100],
        [1000, 130],
      ],
    ],
  ])("is put right: %s", (_, size, sheet) => {
    const right = rightPlace(drawn(size, sheet, false), size);
    expect(right && onSheet(right, size)).toEqual(sheet.flat());
  });

  it.each<[string, PageSize, [number, number][]]>([
    [
      "where both are on the page, nobody can tell",
      over,
      [
        [100, 100],
        [200, 120],
      ],
    ],
    [
      "a page that lies upright",
      upright,
      [
        [100, 100],
        [200, 120],
      ],
    ],
  ])("is left: %s", (_, size, sheet) => expect(rightPlace(drawn(size, sheet, false), size)).toBeUndefined());

  it.each([turned, cropped, over, large, upright].map((size) => [size]))(
    "what was stored by an app that knows is left, up to the edges",
    (size) => {
      const { width_pt: w, height_pt: h } = size;
      for (const sheet of [
        [
          [0, 0],
          [30, 30],
        ],
        [
          [w - 30, h - 30],
          [w, h],
        ],
        [
          [w / 2, h / 2],
          [w / 2 + 20, h / 2],
        ],
      ] as [number, number][][])
        expect(rightPlace(drawn(size, sheet, true), size)).toBeUndefined();
    },
  );

  it("is left where nobody knows how the page lies", () => {
    expect(
      rightPlace(
        drawn(
          turned,
          [
            [700, 100],
            [800, 120],
          ],
          false,
        ),
        { width_pt: 842, height_pt: 595 } as PageSize,
      ),
    ).toBeUndefined();
    expect(
      rightPlace(
        drawn(
          turned,
          [
            [700, 100],
            [800, 120],
          ],
          false,
        ),
        undefined,
      ),
    ).toBeUndefined();
  });
});

test("Mended is one's own alone, once, under a name that every tablet gives, and never what was sent for good", () => {
  const wrong = {
    ...drawn(
      turned,
      [
        [700, 100],
        [800, 120],
      ],
      false,
    ),
    received_at: "2026-11-01T00:00:00Z",
  };
  const at = (fields: Partial<Annotation>): Annotation => ({ ...wrong, ...fields });
  const paper = document("TL01", { revisions: [revision("a".repeat(64), { page_sizes: [turned] })] });
  const view = viewOf(
    paper,
    wrong,
    at({ id: "DB01.1", author: "DB01" }),
    at({ id: "DB24.d.2", visibility: "official" }),
    at({ id: "DB24.d.3.mended" }),
  );
  const found = misplaced(view, "DB24");
  expect(found.map(({ wrong: was, right }) => [was.id, right.id])).toEqual([["DB24.d.1", "DB24.d.1.mended"]]);
  expect("received_at" in found[0]!.right).toBe(false);
  expect(misplaced(viewOf(wrong), "DB24")).toEqual([]);
});
