// Which marks a loop takes, how much room they take, and marks moved. Pure. Units: paper points.
import type { Annotation } from "../../generated/protocol";
import { apply, type Geometry, rounded } from "../../pages/geometry";

export interface Bounds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

// The points that say where a mark is: of a note its place.
function pointsOf(annotation: Annotation): [number, number][] {
  if (annotation.kind === "ink")
    return annotation.strokes.flatMap(({ points }) =>
      points.flatMap((x, i): [number, number][] => (i % 3 === 0 ? [[x, points[i + 1]!]] : [])),
    );
  const { kind, quads, rect } = annotation;
  const pairs = kind === "highlight" ? quads : rect;
  return pairs.flatMap((x, i): [number, number][] => (i % 2 === 0 ? [[x, pairs[i + 1]!]] : []));
}

// Along a quad's edges too: a loop in the middle of a long highlight means it.
function witnessesOf(annotation: Annotation): [number, number][] {
  const points = pointsOf(annotation);
  if (annotation.kind !== "highlight") return points;
  return points.flatMap(([x, y], i): [number, number][] => {
    const [nextX, nextY] = points[i % 2 === 0 ? i + 1 : i]!;
    return [0, 0.25, 0.5, 0.75].map((share) => [x + (nextX - x) * share, y + (nextY - y) * share]);
  });
}

export function isInside(loop: readonly number[], x: number, y: number): boolean {
  let inside = false;
  const count = Math.floor(loop.length / 3);
  for (let i = 0, j = count - 1; i < count; j = i++) {
    const [ax, ay, bx, by] = [loop[3 * i]!, loop[3 * i + 1]!, loop[3 * j]!, loop[3 * j + 1]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

// `loop`: x, y, pressure, … closed by itself. Half of a mark inside is meant.
export function inLoop(annotations: readonly Annotation[], loop: readonly number[]): Annotation[] {
  return annotations.filter((annotation) => {
    const witnesses = witnessesOf(annotation);
    const within = witnesses.filter(([x, y]) => isInside(loop, x, y)).length;
    return within > 0 && within * 2 >= witnesses.length;
  });
}

export function boundsOf(annotations: readonly Annotation[]): Bounds | null {
  const all = annotations.map((annotation) => {
    const points = pointsOf(annotation);
    const room = annotation.kind === "ink" ? annotation.width_pt / 2 : 0;
    return { points, room };
  });
  if (!all.some(({ points }) => points.length > 0)) return null;
  // Not Math.min(...): a long stroke has more points than a call takes.
  const least = (axis: 0 | 1): number =>
    all.reduce((so, { points, room }) => points.reduce((low, point) => Math.min(low, point[axis] - room), so), Number.POSITIVE_INFINITY);
  const most = (axis: 0 | 1): number =>
    all.reduce((so, { points, room }) => points.reduce((high, point) => Math.max(high, point[axis] + room), so), Number.NEGATIVE_INFINITY);
  return { x1: least(0), y1: least(1), x2: most(0), y2: most(1) };
}

// The page on paper.
export function pageBounds({ width, height, toPaper }: Geometry): Bounds {
  const corners = [apply(toPaper, 0, 0), apply(toPaper, width, height)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { x1: Math.min(...xs), y1: Math.min(...ys), x2: Math.max(...xs), y2: Math.max(...ys) };
}

// As far as it goes without leaving the page.
export function withinPage(bounds: Bounds, page: Bounds, dx: number, dy: number): [number, number] {
  const kept = (by: number, low: number, high: number, least: number, most: number): number =>
    Math.max(Math.min(0, least - low), Math.min(Math.max(0, most - high), by));
  return [kept(dx, bounds.x1, bounds.x2, page.x1, page.x2), kept(dy, bounds.y1, bounds.y2, page.y1, page.y2)];
}

export function movedBy(annotation: Annotation, dx: number, dy: number): Annotation {
  const shifted = (pairs: readonly number[]): number[] => pairs.map((value, i) => rounded(value + (i % 2 === 0 ? dx : dy)));
  return {
    ...annotation,
    strokes: annotation.strokes.map(({ points }) => ({
      points: points.map((value, i) => (i % 3 === 0 ? rounded(value + dx) : i % 3 === 1 ? rounded(value + dy) : value)),
    })),
    quads: shifted(annotation.quads),
    rect: shifted(annotation.rect),
  };
}
