// The pointer that works on the page now, and the stroke that grows under it.
import { rounded, unitOf } from "../../pages/geometry";
import { type OpenPage, paperAt } from "./page_under";
import type { Tool } from "./tools";

export interface Holding {
  readonly pointer: number;
  readonly kind: string;
  readonly tool: Tool;
  readonly startX: number;
  readonly startY: number;
  readonly target: Element; // what lay under it
  page: OpenPage | undefined; // nothing: between pages
  points: number[];
  lastX: number;
  lastY: number;
  moved: boolean;
}

const leastStepPt = 0.35;

// Points nearer to each other than the hand can tell are one.
export function addPoint(holding: Holding, page: OpenPage, clientX: number, clientY: number, pressure: number): void {
  const [x, y] = paperAt(page, clientX, clientY);
  const last = holding.points.length - 3;
  if (last >= 0 && Math.hypot(x - holding.points[last]!, y - holding.points[last + 1]!) * unitOf(page.geometry) < leastStepPt) return;
  holding.points.push(rounded(x), rounded(y), pressure);
}
