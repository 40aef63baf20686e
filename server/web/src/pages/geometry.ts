// Where a point of the page lies on paper and on the screen. Pure.
//
//   paper: PDF user space, unrotated, origin where the file puts it: what annotations are stored in.
//   sheet: points of the page as it is shown (rotated, cropped, UserUnit applied), origin top-left: what marks are drawn in.
//   screen pixels = sheet × scale.
//
// The server's inspector announces each page's matrix, so that marks stand right over the preview as they do over the file. Where it did
// not (an older inspection), only the opened file knows; until then nobody knows, and nothing may be drawn or shown: a guess would be
// stored for good. Source: ISO 32000-2 §7.7.3.3 (Rotate, CropBox, UserUnit).
import type { PageSize } from "../generated/protocol";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Matrix = readonly [number, number, number, number, number, number];

export interface Geometry extends Size {
  readonly toSheet: Matrix;
  readonly toPaper: Matrix;
}

export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const determinant = a * d - b * c;
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
}

export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function geometryOf(size: Size, toSheet: Matrix): Geometry {
  return { ...size, toSheet, toPaper: inverse(toSheet) };
}

// As the server announced the page; nothing when it did not say how the page lies, or said what cannot be.
export function announced(page: PageSize | undefined): Geometry | undefined {
  if (!page?.matrix) return undefined;
  const { a, b, c, d, e, f } = page.matrix;
  const numbers = [a, b, c, d, e, f, page.width_pt, page.height_pt];
  if (!numbers.every(Number.isFinite) || page.width_pt <= 0 || page.height_pt <= 0 || Math.abs(a * d - b * c) < 1e-9) return undefined;
  return geometryOf({ width: page.width_pt, height: page.height_pt }, [a, b, c, d, e, f]);
}

// The one answer to "how does this page lie": as the opened file says (it is what is on the screen), else as announced, else unknown.
export const pageGeometry = (page: PageSize | undefined, opened: Geometry | undefined): Geometry | undefined => opened ?? announced(page);

// True when no point of the page lies more than `share` of its size elsewhere.
export function agree(one: Geometry, other: Geometry, share = 0.001): boolean {
  const corners = [
    [0, 0],
    [one.width, 0],
    [0, one.height],
    [one.width, one.height],
  ] as const;
  return corners.every(([x, y]) => {
    const [sheetX, sheetY] = apply(other.toSheet, ...apply(one.toPaper, x, y));
    return Math.abs(sheetX / other.width - x / one.width) <= share && Math.abs(sheetY / other.height - y / one.height) <= share;
  });
}

// Sheet points to one unit of paper (UserUnit): what is measured by the hand is measured on the sheet.
export const unitOf = ({ toSheet: [a, b, c, d] }: Geometry): number => Math.sqrt(Math.abs(a * d - b * c));

// The hand measures on the glass: where a wide page is shown smaller than an A4 letter would be that fills the room, so many of its points
// stand for one of the letter's, or a pen were a hair there. Enlarged, it is the letter's again.
const letterWidthPt = 595;
export const penScale = ({ width }: Size, zoom: number): number => Math.max(1, width / letterWidthPt / zoom);

// Stored numbers need no more than a hundredth of a point.
export const rounded = (value: number): number => Math.round(value * 100) / 100;
