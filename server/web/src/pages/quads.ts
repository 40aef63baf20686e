// Highlights: from a dragged rectangle to quads on paper, and from quads to polygons on the sheet. Pure.
import { apply, type Matrix } from "./geometry";

// A run of text on paper: its box by two corners, in paper points.
export interface TextRun {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

// Runs of one line that stand a word's space apart, as one.
function joined(runs: readonly TextRun[]): TextRun[] {
  const lines: TextRun[] = [];
  for (const run of runs) {
    const last = lines.at(-1);
    const height = run.y2 - run.y1;
    const sameLine = last && Math.abs(last.y1 - run.y1) < height * 0.2 && Math.abs(last.y2 - run.y2) < height * 0.2;
    if (sameLine && run.x1 - last.x2 < height * 0.6 && run.x1 >= last.x1) {
      lines[lines.length - 1] = {
        x1: last.x1,
        y1: Math.min(last.y1, run.y1),
        x2: Math.max(last.x2, run.x2),
        y2: Math.max(last.y2, run.y2),
      };
    } else lines.push(run);
  }
  return lines;
}

// What of a dragged rectangle (paper points) is text: one quad a run, cut to the rectangle; the rectangle itself where there is none.
// Quads as in XFDF: top-left, top-right, bottom-left, bottom-right.
export function quadsOf(runs: readonly TextRun[], from: readonly [number, number], to: readonly [number, number]): number[] {
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [bottom, top] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  const quad = (x1: number, y1: number, x2: number, y2: number): number[] => [x1, y2, x2, y2, x1, y1, x2, y1];
  const quads = joined(runs).flatMap((run) => {
    const middle = (run.y1 + run.y2) / 2;
    const x1 = Math.max(run.x1, left);
    const x2 = Math.min(run.x2, right);
    return middle >= bottom && middle <= top && x2 > x1 ? quad(x1, run.y1, x2, run.y2) : [];
  });
  return quads.length > 0 ? quads.slice(0, 8 * 400) : quad(left, bottom, right, top);
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
