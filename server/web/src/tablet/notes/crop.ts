// The part of a page that shows notes with what is printed round them. Pure. Units: sheet points.
import type { Annotation } from "../../generated/protocol";
import { apply, type Geometry } from "../../pages/geometry";
import { boundsOf } from "../reader/lasso";

export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const aspect = 3 / 2; // wide to high
const roundPt = 46; // of the page round the notes
const widthPtLeast = 300; // less is too large a print to recognise

export function cropOf(notes: readonly Annotation[], geometry: Geometry): Crop {
  const bounds = boundsOf(notes);
  if (!bounds) return { left: 0, top: 0, width: geometry.width, height: geometry.width / aspect };
  const corners = [apply(geometry.toSheet, bounds.x1, bounds.y1), apply(geometry.toSheet, bounds.x2, bounds.y2)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, right] = [Math.min(...xs) - roundPt, Math.max(...xs) + roundPt];
  const [top, bottom] = [Math.min(...ys) - roundPt, Math.max(...ys) + roundPt];
  const width = Math.min(geometry.width, Math.max(right - left, (bottom - top) * aspect, widthPtLeast));
  const height = Math.min(geometry.height, width / aspect);
  const kept = (middle: number, size: number, whole: number): number => Math.max(0, Math.min(whole - size, middle - size / 2));
  // What is higher than the picture begins at its first note.
  const middleY = bottom - top > height ? top + height / 2 : (top + bottom) / 2;
  return { left: kept((left + right) / 2, width, geometry.width), top: kept(middleY, height, geometry.height), width, height };
}
