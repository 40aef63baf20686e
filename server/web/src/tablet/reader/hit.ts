// Which mark lies under a point. Pure. Units: paper points.
import type { Annotation } from "../../generated/protocol";
import { distanceToStroke } from "./ink";

export function touches(annotation: Annotation, x: number, y: number, reach: number): boolean {
  if (annotation.kind === "ink")
    return annotation.strokes.some((stroke) => distanceToStroke(stroke.points, x, y) < reach + annotation.width_pt / 2);
  if (annotation.kind === "text") {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = annotation.rect;
    return x >= x1 - reach && x <= x2 + reach && y >= y1 - reach && y <= y2 + reach;
  }
  for (let i = 0; i + 7 < annotation.quads.length; i += 8) {
    const xs = [0, 2, 4, 6].map((n) => annotation.quads[i + n]!);
    const ys = [1, 3, 5, 7].map((n) => annotation.quads[i + n]!);
    if (x >= Math.min(...xs) && x <= Math.max(...xs) && y >= Math.min(...ys) && y <= Math.max(...ys)) return true;
  }
  return false;
}
