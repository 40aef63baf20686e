// A page's box on the screen, and where a stroke leaves it. Pure. Units: CSS pixels.
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const inside = ({ left, top, width, height }: Box, x: number, y: number): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

export const between = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

// Where the way from (x, y), inside the box, to (toX, toY), outside it, crosses its edge.
export function edgeCrossing({ left, top, width, height }: Box, x: number, y: number, toX: number, toY: number): [number, number] {
  const share = (from: number, to: number, least: number, most: number): number =>
    to < least ? (from - least) / (from - to) : to > most ? (most - from) / (to - from) : 1;
  const part = Math.min(share(x, toX, left, left + width), share(y, toY, top, top + height));
  return [between(x + (toX - x) * part, left, left + width), between(y + (toY - y) * part, top, top + height)];
}
