// Quads: what is highlighted, in paper points, and where it lies on the sheet. Pure.
import { apply, type Geometry, type Matrix, rounded } from "./geometry";
import type { Rectangle } from "./highlighting";

// A rectangle of the sheet as a quad on paper. As in XFDF: top-left, top-right, bottom-left, bottom-right.
export function quadOf({ left, top, right, bottom }: Rectangle, { toPaper }: Geometry): number[] {
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const;
  return corners.flatMap(([x, y]) => apply(toPaper, x, y).map(rounded));
}

// The corners of a quad list on the sheet, polygon by polygon.
export function quadPolygons(quads: readonly number[], toSheet: Matrix): [number, number][][] {
  const polygons: [number, number][][] = [];
  for (let i = 0; i + 7 < quads.length; i += 8) {
    const corner = (n: number): [number, number] => apply(toSheet, quads[i + 2 * n]!, quads[i + 2 * n + 1]!);
    polygons.push([corner(0), corner(1), corner(3), corner(2)]);
  }
  return polygons;
}
