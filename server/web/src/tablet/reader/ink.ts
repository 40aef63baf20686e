// The shape of a stroke: perfect-freehand's outline as an SVG path. Pure.
//
// A stored stroke is x, y, pressure, x, … in paper points; its outline is drawn on the sheet.
import { getStroke } from "perfect-freehand";

import { apply, type Matrix } from "../../pages/geometry";

// A finger or a mouse has no pressure: it is then guessed from the speed.
export const noPressure = 0.5;

function outlineOf(points: readonly number[], widthPt: number, toSheet: Matrix, pressed: boolean): number[][] {
  const input: [number, number, number][] = [];
  for (let i = 0; i + 2 < points.length; i += 3) input.push([...apply(toSheet, points[i]!, points[i + 1]!), points[i + 2]!]);
  return getStroke(input, { size: widthPt * 1.8, thinning: 0.45, smoothing: 0.55, streamline: 0.3, simulatePressure: !pressed });
}

function isPressed(points: readonly number[]): boolean {
  for (let i = 2; i < points.length; i += 3) if (points[i] !== noPressure) return true;
  return false;
}

export function outlinePath(points: readonly number[], widthPt: number, toSheet: Matrix): string {
  return pathOf(outlineOf(points, widthPt, toSheet, isPressed(points)));
}

const tailPoints = 48;

// The stroke that grows: what its newest `fresh` numbers add. Drawn over what was drawn before, so that a long stroke costs no more than a
// short one.
export function outlineOfTail(points: readonly number[], fresh: number, widthPt: number, toSheet: Matrix): number[][] {
  return outlineOf(points.slice(-(3 * tailPoints + fresh)), widthPt, toSheet, isPressed(points.slice(0, 3 * tailPoints)));
}

function pathOf(outline: readonly number[][]): string {
  const first = outline[0];
  if (!first) return "";
  const point = (at: readonly number[]): string => `${at[0]!.toFixed(2)} ${at[1]!.toFixed(2)}`;
  let path = `M${point(first)}`;
  for (let i = 1; i < outline.length; i++) {
    const here = outline[i]!;
    const next = outline[(i + 1) % outline.length]!;
    path += `Q${point(here)} ${point([(here[0]! + next[0]!) / 2, (here[1]! + next[1]!) / 2])}`;
  }
  return path + "Z";
}

// The smallest distance from a point (paper) to a stroke.
export function distanceToStroke(points: readonly number[], x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const ax = points[i]!;
    const ay = points[i + 1]!;
    const bx = points[i + 3] ?? ax;
    const by = points[i + 4] ?? ay;
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2));
    least = Math.min(least, Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)));
  }
  return least;
}
