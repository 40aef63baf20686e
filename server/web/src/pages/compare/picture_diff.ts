// Where two pictures of the same page differ: a stamp, a signature, an image. Pure. Letters are compared as words (word_diff.ts), which sees
// more; here a difference must darken or lighten a place as large as a letter, and one pixel to the side is none.
import type { Box } from "./page_words";

// One grey a pixel, row by row: 0 black, 255 white.
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly greys: Uint8Array;
}

const cellPx = 8;
const differentFrom = 10; // mean of a cell's greys; JPEG's haze stays below 4

export function greyOf(pixels: Uint8ClampedArray, width: number, height: number): GreyPicture {
  const greys = new Uint8Array(width * height);
  for (let at = 0; at < greys.length; at++) greys[at] = (pixels[4 * at]! * 77 + pixels[4 * at + 1]! * 150 + pixels[4 * at + 2]! * 29) >> 8;
  return { width, height, greys };
}

// How far a cell is from the other picture's, at the best of nine places one pixel around.
function cellDifference(one: GreyPicture, other: GreyPicture, left: number, top: number): number {
  const [right, bottom] = [Math.min(left + cellPx, one.width), Math.min(top + cellPx, one.height)];
  let best = Infinity;
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        const row = Math.max(0, Math.min(other.height - 1, y + dy)) * other.width;
        for (let x = left; x < right; x++)
          sum += Math.abs(one.greys[y * one.width + x]! - other.greys[row + Math.max(0, Math.min(other.width - 1, x + dx))]!);
      }
      best = Math.min(best, sum / ((right - left) * (bottom - top)));
    }
  }
  return best;
}

const whole: Box = { left: 0, top: 0, right: 1, bottom: 1 };

// Boxes in shares of width and height. `aside`: places that need not be the same (a page's number, words that were moved).
export function pictureDiff(older: GreyPicture, newer: GreyPicture, aside: readonly Box[] = []): Box[] {
  const alike = Math.abs(older.width - newer.width) <= 2 && Math.abs(older.height - newer.height) <= 2;
  if (!alike) return [whole];
  const columns = Math.ceil(older.width / cellPx);
  const rows = Math.ceil(older.height / cellPx);
  const cellBox = (column: number, row: number): Box => ({
    left: (column * cellPx) / older.width,
    top: (row * cellPx) / older.height,
    right: Math.min(1, ((column + 1) * cellPx) / older.width),
    bottom: Math.min(1, ((row + 1) * cellPx) / older.height),
  });
  const differs = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const box = cellBox(column, row);
      if (aside.some((one) => one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top)) continue;
      if (cellDifference(older, newer, column * cellPx, row * cellPx) < differentFrom) continue;
      if (cellDifference(newer, older, column * cellPx, row * cellPx) >= differentFrom) differs[row * columns + column] = 1;
    }
  }
  return together(differs, columns, rows).map((cells) => {
    const boxes = cells.map((at) => cellBox(at % columns, Math.floor(at / columns)));
    return {
      left: Math.min(...boxes.map((box) => box.left)),
      top: Math.min(...boxes.map((box) => box.top)),
      right: Math.max(...boxes.map((box) => box.right)),
      bottom: Math.max(...boxes.map((box) => box.bottom)),
    };
  });
}

// Cells that lie within two of each other.
function together(differs: Uint8Array, columns: number, rows: number): number[][] {
  const groups: number[][] = [];
  for (let start = 0; start < differs.length; start++) {
    if (differs[start] !== 1) continue;
    const group: number[] = [];
    const open = [start];
    differs[start] = 2;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      group.push(at);
      const [column, row] = [at % columns, Math.floor(at / columns)];
      for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
        for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
          if (differs[y * columns + x] !== 1) continue;
          differs[y * columns + x] = 2;
          open.push(y * columns + x);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}
