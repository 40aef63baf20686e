// The page under a point of the screen, and where on paper that point lies. Pure. Screen: CSS pixels.
import { apply, type Geometry, unitOf } from "../../pages/geometry";
import { between, type Box } from "./page_edge";

export interface PaperPoint {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

// The page under a point of the screen. Without geometry it is not open yet.
export interface PageUnder {
  readonly index: number;
  readonly box: Box;
  readonly geometry: Geometry | undefined;
  readonly penScale: number; // its points for one point of the pen (pages/geometry)
}

export type OpenPage = PageUnder & { readonly geometry: Geometry };

// How many paper units one point of the hand's tools is.
export const reachOf = ({ geometry, penScale }: OpenPage): number => penScale / unitOf(geometry);

// Kept within the page.
export function paperAt({ box, geometry }: OpenPage, clientX: number, clientY: number): [number, number] {
  const x = between((clientX - box.left) / box.width, 0, 1) * geometry.width;
  const y = between((clientY - box.top) / box.height, 0, 1) * geometry.height;
  return apply(geometry.toPaper, x, y);
}
