// The eraser on a part of a mark: what is left of it when the part under a round eraser is gone. Pure. Units: paper points.
import type { Annotation, Stroke } from "../../generated/protocol";

export interface Rub {
  readonly x: number;
  readonly y: number;
  readonly reach: number; // of the eraser round its point
}

const dustPt = 0.6; // shorter than this is no stroke any more
const rounded = (value: number): number => Math.round(value * 100) / 100;

// Where the way from a to b passes the eraser's rim, as shares of it.
function rim(ax: number, ay: number, bx: number, by: number, { x, y }: Rub, reach: number): [number, number] | null {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  if (length2 === 0) return null;
  const half = ((x - ax) * dx + (y - ay) * dy) / length2;
  const root = half * half - ((ax - x) ** 2 + (ay - y) ** 2 - reach * reach) / length2;
  if (root <= 0) return null;
  return [half - Math.sqrt(root), half + Math.sqrt(root)];
}

function lengthOf(points: readonly number[]): number {
  let length = 0;
  for (let i = 3; i + 2 < points.length; i += 3) length += Math.hypot(points[i]! - points[i - 3]!, points[i + 1]! - points[i - 2]!);
  return length;
}

// The stroke without what is under the eraser, whose rim grows by half the stroke's width; the same array when nothing is.
export function strokeWithout(points: readonly number[], rub: Rub, halfWidth: number): readonly (readonly number[])[] {
  const reach = rub.reach + halfWidth;
  const under = (i: number): boolean => Math.hypot(points[i]! - rub.x, points[i + 1]! - rub.y) < reach;
  const left: number[][] = [];
  let open: number[] = [];
  let touched = false;
  const close = (): void => {
    if (open.length >= 3) left.push(open);
    open = [];
  };
  const between = (i: number, share: number): number[] =>
    [0, 1, 2].map((n) => rounded(points[i + n]! + (points[i + 3 + n]! - points[i + n]!) * share));
  for (let i = 0; i + 2 < points.length; i += 3) {
    if (under(i)) touched = true;
    else open.push(points[i]!, points[i + 1]!, points[i + 2]!);
    if (i + 5 >= points.length) break;
    const cut = rim(points[i]!, points[i + 1]!, points[i + 3]!, points[i + 4]!, rub, reach);
    if (!cut) continue;
    const [enter, leave] = cut;
    if (enter > 0 && enter < 1) {
      touched = true;
      open.push(...between(i, enter));
      close();
    }
    if (leave > 0 && leave < 1) {
      touched = true;
      close();
      open.push(...between(i, leave));
    }
  }
  close();
  return touched ? left.filter((piece) => lengthOf(piece) >= dustPt) : [points];
}

// A quad without the part under the eraser, cut across its length.
function quadWithout(quad: readonly number[], { x, y, reach }: Rub): readonly (readonly number[])[] {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = quad;
  const [alongX, alongY, downX, downY] = [x2 - x1, y2 - y1, x3 - x1, y3 - y1];
  const [length, depth] = [Math.hypot(alongX, alongY), Math.hypot(downX, downY)];
  if (length === 0 || depth === 0) return [];
  const along = ((x - x1) * alongX + (y - y1) * alongY) / length;
  const down = ((x - x1) * downX + (y - y1) * downY) / depth;
  if (down < -reach || down > depth + reach || along < -reach || along > length + reach) return [quad];
  const part = (from: number, to: number): number[] => {
    const at = (share: number, deep: number): number[] =>
      [x1 + alongX * share + downX * deep, y1 + alongY * share + downY * deep].map(rounded);
    return [...at(from, 0), ...at(to, 0), ...at(from, 1), ...at(to, 1)];
  };
  const pieces = [];
  if (along - reach > dustPt) pieces.push(part(0, (along - reach) / length));
  if (along + reach < length - dustPt) pieces.push(part((along + reach) / length, 1));
  return pieces;
}

// The mark as it is left: itself when it was not touched, nothing when all of it is gone.
export function without(annotation: Annotation, rub: Rub): Annotation | null {
  if (annotation.kind === "ink") {
    let touched = false;
    const strokes: Stroke[] = annotation.strokes.flatMap((stroke) => {
      const left = strokeWithout(stroke.points, rub, annotation.width_pt / 2);
      if (left.length === 1 && left[0] === stroke.points) return [stroke];
      touched = true;
      return left.map((points) => ({ points: [...points] }));
    });
    return !touched ? annotation : strokes.length > 0 ? { ...annotation, strokes } : null;
  }
  if (annotation.kind === "highlight") {
    const quads: number[] = [];
    let touched = false;
    for (let i = 0; i + 7 < annotation.quads.length; i += 8) {
      const quad = annotation.quads.slice(i, i + 8);
      const left = quadWithout(quad, rub);
      touched ||= left[0] !== quad;
      quads.push(...left.flat());
    }
    return !touched ? annotation : quads.length > 0 ? { ...annotation, quads } : null;
  }
  return annotation;
}

// The eraser's way between two points that the hand told of, so that a quick hand leaves no gaps.
export function rubsBetween(from: Rub | null, to: Rub): Rub[] {
  if (!from) return [to];
  const way = Math.hypot(to.x - from.x, to.y - from.y);
  const steps = Math.min(200, Math.max(1, Math.ceil(way / (to.reach * 0.7))));
  return Array.from({ length: steps }, (_, i) => {
    const share = (i + 1) / steps;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, reach: to.reach };
  });
}
