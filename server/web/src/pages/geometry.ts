// Where a point of the page lies on paper and on the screen. Pure.
//
//   paper: PDF points, unrotated page, origin bottom-left: what annotations are stored in.
//   sheet: points of the page as it is shown (rotated, cropped), origin top-left: what marks are drawn in.
//   screen pixels = sheet × scale.
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
  return [d / determinant, -b / determinant, -c / determinant, a / determinant, (c * f - d * e) / determinant, (b * e - a * f) / determinant];
}

export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

export function geometryOf(size: Size, toSheet: Matrix): Geometry {
  return { ...size, toSheet, toPaper: inverse(toSheet) };
}

// Until the PDF itself is open: an upright page with its corner at the origin.
export const upright = (size: Size): Geometry => geometryOf(size, [1, 0, 0, -1, 0, size.height]);

// Stored numbers need no more than a hundredth of a point.
export const rounded = (value: number): number => Math.round(value * 100) / 100;
