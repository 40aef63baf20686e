// Pages one below the other: offsets, the page under a position, what stays in its place when the layout changes, the window worth having,
// how sharp a page may be drawn and how many at once. Pure; all in CSS pixels, but for the canvases' own.
//
// Every page is fitted by itself: at zoom 1 each fills the room's width, an A4 letter as well as the A3 table or the sheet of 200 columns
// beside it; or each is seen whole. So each page has a scale of its own.
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

// What announces no size that can be is taken for A4.
export const a4: Size = { width: 595, height: 842 };

export const sized = (size: Size | undefined): Size =>
  size && size.width > 0 && size.height > 0 && Number.isFinite(size.width) && Number.isFinite(size.height) ? size : a4;

// What zoom 1 is: every page as wide as the room, or every page whole in it.
export type Fit = "width" | "page";

export interface Room {
  readonly height: number;
  readonly fit: Fit;
  readonly lead: number; // above the first page, for what lies over the room's upper edge
  readonly tail: number; // below the last one
}

const plain: Room = { height: 0, fit: "width", lead: 0, tail: 0 };

export const fittedWidth = (roomWidth: number): number => Math.max(1, roomWidth - 2 * marginPx);

function widthOf({ width, height }: Size, roomWidth: number, room: Room): number {
  const fitted = fittedWidth(roomWidth);
  return room.fit === "page" ? Math.min(fitted, Math.max(1, ((room.height - 2 * marginPx) * width) / height)) : fitted;
}

export function layOut(announced: readonly Size[], roomWidth: number, zoom: number, room: Room = plain): Layout {
  const sizes = announced.map(sized);
  const widths = sizes.map((size) => widthOf(size, roomWidth, room) * zoom);
  const sheetWidth = widths.reduce((most, width) => Math.max(most, width + 2 * marginPx), roomWidth);
  let top = room.lead + marginPx;
  const pages = sizes.map((size, index) => {
    const width = widths[index]!;
    const place = { top, left: (sheetWidth - width) / 2, width, height: (width * size.height) / size.width };
    top += place.height + gapPx;
    return place;
  });
  return { width: sheetWidth, height: top - gapPx + marginPx + room.tail, pages };
}

export const zoomMin = 1;
const zoomMaxLeast = 4;
const enlargedPxPerPt = 2.5;

// Four times the room's width; of a page much wider than the room, until its letters are as large as those of any other page.
export function zoomMaxOf(announced: Size | undefined, roomWidth: number, room: Room = plain): number {
  const size = sized(announced);
  const fitted = widthOf(size, roomWidth, room);
  return Math.max((zoomMaxLeast * fittedWidth(roomWidth)) / fitted, (enlargedPxPerPt * size.width) / fitted);
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

// A point of the sheet that belongs to a page: shares of its width and height, and the pixels that the point lies outside of it (gaps and
// margins do not grow with the pages).
export interface Anchor {
  readonly page: number;
  readonly shareX: number;
  readonly shareY: number;
  readonly beyondX: number;
  readonly beyondY: number;
}

function along(at: number, start: number, length: number): [share: number, beyond: number] {
  const within = Math.max(0, Math.min(length, at - start));
  return [length > 0 ? within / length : 0, at - start - within];
}

export function anchorAt(layout: Layout, x: number, y: number): Anchor | undefined {
  const page = pageAt(layout, y);
  const place = layout.pages[page];
  if (!place) return undefined;
  const [shareX, beyondX] = along(x, place.left, place.width);
  const [shareY, beyondY] = along(y, place.top, place.height);
  return { page, shareX, shareY, beyondX, beyondY };
}

// Where the anchor lies in another layout of the same pages.
export function anchored(layout: Layout, anchor: Anchor): { x: number; y: number } | undefined {
  const place = layout.pages[anchor.page];
  if (!place) return undefined;
  return { x: place.left + anchor.shareX * place.width + anchor.beyondX, y: place.top + anchor.shareY * place.height + anchor.beyondY };
}

// First and last page to keep in the document: what is seen, and so many on each side.
export function windowOf(layout: Layout, top: number, roomHeight: number, above = 1, below = 1): [number, number] {
  return [Math.max(0, pageAt(layout, top) - above), Math.min(layout.pages.length - 1, pageAt(layout, top + roomHeight) + below)];
}

export const canvasPixelsMax = 5_242_880;
export const canvasSidePxMax = 8_192;
// Of five canvases' worth, one is all the small pictures'.
export const sharpPixelsMax = 4 * canvasPixelsMax;
export const sharpCanvasesMax = 12;

// Pixels per sheet point for a canvas of this page: the screen's own, unless the canvas would be too large for an iPad's memory, or longer
// than any engine draws.
export function renderScale(size: Size, shownWidth: number, pixelRatio: number): number {
  return Math.min(
    (shownWidth / size.width) * pixelRatio,
    Math.sqrt(canvasPixelsMax / (size.width * size.height)),
    canvasSidePxMax / Math.max(size.width, size.height),
  );
}

// How many of these pages, the nearest first, may be sharp at once: four of the largest, more where they are small (strips of wide sheets).
// `taken`: by the detail of an enlarged page. `share`: where two rooms stand side by side, each has its part.
export function worthDrawing(pixels: readonly number[], taken = 0, share = 1): number {
  let sum = 0;
  let count = 0;
  for (const each of pixels) {
    sum += each;
    if (count > 0 && (sum > sharpPixelsMax * share - taken || count >= sharpCanvasesMax * share)) break;
    count += 1;
  }
  return count;
}
