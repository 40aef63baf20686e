// A page that the device cannot draw: how that is found out, and the words that then stand on it.
//
// pdf.js passes over what it cannot do: a page may come out white, or with a stamp alone, and no error is told. So what it drew is held
// against the server's picture of the page, both as a coarse grid of grey. Only what is plainly lost counts: most of what the server
// drew is white here. Where the two merely differ, the sharp drawing stays.
import type { Size } from "./geometry";

// "picture": the server's picture stands in its place. "coming": that is not on this device yet. "nothing": there is none.
export type InsteadOfPage = "picture" | "coming" | "nothing";

export const undrawnWords: Readonly<Record<InsteadOfPage, string>> = {
  picture: "Trang này hiện bằng ảnh của máy chủ",
  coming: "Máy này không vẽ được trang; ảnh của máy chủ đang về",
  nothing: "Máy này không vẽ được trang, và máy chủ không có ảnh của trang. Xin báo văn phòng để được gửi lại tệp hoặc đưa bản giấy.",
};

// Mean greys, row by row: 0 black, 255 white.
export interface Greys {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
}

const gridColumns = 24;
const inkBelow = 240; // a cell of the server's picture with something on it (JPEG leaves a haze on white)
const whiteFrom = 254.5; // a cell that nothing was drawn on
const inkCellsLeast = 4;
const lostShare = 0.7;

// True when most of what the server's picture shows is not on the drawing.
export function isLost(drawn: Greys, expected: Greys): boolean {
  if (drawn.columns !== expected.columns || drawn.rows !== expected.rows) return false;
  let ink = 0;
  let lost = 0;
  expected.values.forEach((grey, at) => {
    if (grey >= inkBelow) return;
    ink += 1;
    if ((drawn.values[at] ?? 0) >= whiteFrom) lost += 1;
  });
  return ink >= inkCellsLeast && lost / ink >= lostShare;
}

// The picture's pixels (RGBA) as a grid; every pixel counts.
export function greysOf(pixels: Uint8ClampedArray, width: number, height: number, columns: number, rows: number): Greys {
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * rows) / height) * columns;
    for (let x = 0; x < width; x++) {
      const cell = row + Math.floor((x * columns) / width);
      const at = (y * width + x) * 4;
      sums[cell]! += (pixels[at]! + pixels[at + 1]! + pixels[at + 2]!) / 3;
      counts[cell]! += 1;
    }
  }
  return { columns, rows, values: [...sums].map((sum, at) => (counts[at]! > 0 ? sum / counts[at]! : 255)) };
}

function shrunk(source: CanvasImageSource, width: number, height: number): Uint8ClampedArray | undefined {
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  const brush = small.getContext("2d", { willReadFrequently: true });
  if (!brush) return undefined;
  brush.imageSmoothingQuality = "high";
  brush.drawImage(source, 0, 0, width, height);
  const { data } = brush.getImageData(0, 0, width, height);
  small.width = small.height = 0;
  return data;
}

// The canvas against the server's picture of the same page. First on a small copy, which costs next to nothing but may miss thin letters;
// only what looks lost there is looked at pixel by pixel.
export function looksLost(canvas: HTMLCanvasElement, picture: HTMLImageElement): boolean {
  const shape: Size = { width: picture.naturalWidth, height: picture.naturalHeight };
  if (shape.width === 0 || shape.height === 0 || canvas.width === 0 || canvas.height === 0) return false;
  const ratio = canvas.height / canvas.width / (shape.height / shape.width);
  if (ratio < 0.95 || ratio > 1.05) return false;
  const rows = Math.max(4, Math.min(96, Math.round((gridColumns * shape.height) / shape.width)));
  const [width, height] = [gridColumns * 8, rows * 8];
  const expected = shrunk(picture, width, height);
  const glance = shrunk(canvas, width, height);
  if (!expected || !glance) return false;
  const greys = greysOf(expected, width, height, gridColumns, rows);
  if (!isLost(greysOf(glance, width, height, gridColumns, rows), greys)) return false;
  const whole = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
  return whole !== undefined && isLost(greysOf(whole.data, canvas.width, canvas.height, gridColumns, rows), greys);
}
