// Pages one below the other: offsets, the page under a position, the window worth having. Pure; all in CSS pixels.
import type { Size } from "./geometry";

export const gapPx = 10;
export const marginPx = 8;

export interface Place {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly pages: readonly Place[];
}

// At zoom 1 the widest page fills the room; smaller pages keep their proportion to it.
export function layOut(sizes: readonly Size[], roomWidth: number, zoom: number): Layout {
  const widest = Math.max(1, ...sizes.map((size) => size.width));
  const scale = ((roomWidth - 2 * marginPx) / widest) * zoom;
  const width = Math.max(roomWidth, widest * scale + 2 * marginPx);
  let top = marginPx;
  const pages = sizes.map((size) => {
    const place = { top, left: (width - size.width * scale) / 2, width: size.width * scale, height: size.height * scale };
    top += place.height + gapPx;
    return place;
  });
  return { width, height: top - gapPx + marginPx, pages };
}

// The page at height `y`, or the last one above it.
export function pageAt(layout: Layout, y: number): number {
  let low = 0;
  let high = layout.pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (layout.pages[middle]!.top - gapPx <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

// First and last page to keep in the document: what is seen, and one page on each side.
export function windowOf(layout: Layout, top: number, roomHeight: number): [number, number] {
  return [Math.max(0, pageAt(layout, top) - 1), Math.min(layout.pages.length - 1, pageAt(layout, top + roomHeight) + 1)];
}

export const sharpCanvasesMax = 5;
export const canvasPixelsMax = 5_242_880;

// Pixels per sheet point for a canvas of this page: the screen's own, unless the canvas would be too large for an iPad's memory.
export function renderScale(size: Size, shownWidth: number, pixelRatio: number): number {
  return Math.min((shownWidth / size.width) * pixelRatio, Math.sqrt(canvasPixelsMax / (size.width * size.height)));
}
