// The part of an enlarged page that is drawn once more, at the screen's own density: a canvas for the whole page would be larger than an
// iPad bears. Pure; shares are of the page's width and height.
import type { Place } from "./layout";
import { canvasPixelsMax, renderScale } from "./layout";
import type { Size } from "./geometry";

export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Seen {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

// Below this the eye sees no difference.
const coarserThan = 1.15;
const beyond = 0.15;

// How many times coarser than the screen the page's own canvas is.
export const coarseness = (size: Size, place: Place, pixelRatio: number): number =>
  ((place.width / size.width) * pixelRatio) / renderScale(size, place.width, pixelRatio);

export const wantsDetail = (size: Size, place: Place, pixelRatio: number): boolean => coarseness(size, place, pixelRatio) > coarserThan;

const cut = (from: number, length: number, start: number, whole: number): [number, number] => {
  const least = Math.max(0, from - start);
  return [least, Math.max(0, Math.min(whole, from + length - start) - least)];
};

// What of the page is seen, in its own pixels.
export function seenOf(place: Place, seen: Seen): Seen {
  const [left, width] = cut(seen.left, seen.width, place.left, place.width);
  const [top, height] = cut(seen.top, seen.height, place.top, place.height);
  return { left, top, width, height };
}

// The part to draw: what is seen and a little around it, as much as a canvas holds. Nothing: the page is out of sight.
export function partOf(place: Place, seen: Seen, pixelRatio: number): Part | undefined {
  const within = seenOf(place, seen);
  if (within.width < 1 || within.height < 1) return undefined;
  const room = canvasPixelsMax / (within.width * within.height * pixelRatio * pixelRatio);
  // Grown on both sides by `more`, it still fits: (1 + 2 more)² ≤ room.
  const more = Math.max(0, Math.min(beyond, (Math.sqrt(room) - 1) / 2));
  const [left, width] = cut(within.left - more * within.width, within.width * (1 + 2 * more), 0, place.width);
  const [top, height] = cut(within.top - more * within.height, within.height * (1 + 2 * more), 0, place.height);
  return { left: left / place.width, top: top / place.height, width: width / place.width, height: height / place.height };
}

// True when the part still shows all of the page that is seen.
export function covers(part: Part, place: Place, seen: Seen): boolean {
  const { left, top, width, height } = seenOf(place, seen);
  const slack = 1;
  return (
    part.left * place.width <= left + slack &&
    part.top * place.height <= top + slack &&
    (part.left + part.width) * place.width >= left + width - slack &&
    (part.top + part.height) * place.height >= top + height - slack
  );
}
