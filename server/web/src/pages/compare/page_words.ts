// The words of a page where they stand on the sheet, and which of them every page bears: its number, running heads and feet. Pure.
//
// Points of the sheet (pages/geometry.ts): origin top left, y down.
import { apply, type Geometry } from "../geometry";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Word extends Box {
  readonly text: string;
  readonly line: number; // of the page, as the file has them
}

export interface PageWords {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
}

// A piece of text as pdf.js tells it: the matrix of its letters (paper points), its length along them, and whether the line ends with it.
export interface TextPiece {
  readonly text: string;
  readonly matrix: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly endsLine: boolean;
  readonly font: string;
}

export type MeasureText = (text: string, font: string) => number; // in any unit

// No letters: what only says where a word may be broken.
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

const around = (one: Box, other: Box): Box => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

// The part [from, to) (shares of its length) of a piece.
function boxOf(piece: TextPiece, geometry: Geometry, from: number, to: number): Box {
  const [a = 1, b = 0, , , e = 0, f = 0] = piece.matrix;
  const length = Math.hypot(a, b) || 1;
  const [alongX, alongY] = [a / length, b / length];
  const height = piece.height || length;
  const corner = (share: number, up: number): [number, number] =>
    apply(
      geometry.toSheet,
      e + alongX * piece.width * share - alongY * height * up,
      f + alongY * piece.width * share + alongX * height * up,
    );
  const corners = [corner(from, -0.22), corner(to, -0.22), corner(from, 0.85), corner(to, 0.85)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

// A word may be made of several pieces; blanks and the ends of lines part words.
export function wordsOf(pieces: readonly TextPiece[], geometry: Geometry, measure: MeasureText): Word[] {
  const words: Word[] = [];
  let open: (Box & { text: string }) | undefined;
  let line = 0;
  const close = (): void => {
    const text = open?.text.replace(unseen, "").normalize("NFC");
    if (open && text) words.push({ ...open, text, line });
    open = undefined;
  };
  for (const piece of pieces) {
    const whole = measure(piece.text, piece.font) || 1;
    for (const { 0: run, index } of piece.text.matchAll(/\s+|\S+/g)) {
      if (/^\s/.test(run)) {
        close();
        continue;
      }
      const from = measure(piece.text.slice(0, index), piece.font) / whole;
      const to = measure(piece.text.slice(0, index + run.length), piece.font) / whole;
      const box = boxOf(piece, geometry, from, to);
      open = open ? { ...around(open, box), text: open.text + run } : { ...box, text: run };
    }
    if (!piece.endsLine) continue;
    close();
    line += 1;
  }
  close();
  return words;
}

const edge = 0.12; // of the page's height: where heads and feet stand
const pagesLeast = 3;
const numberLine = /^[-–—\s]*(?:trang\s*)?(\d{1,4})(?:\s*[/|]\s*\d{1,4})?[-–—\s]*$/i;

interface Line {
  readonly text: string;
  readonly places: readonly number[]; // of its words among the page's
}

// The lines in the upper and lower margin.
function edgeLines({ words, height }: PageWords): Line[] {
  const lines = new Map<number, number[]>();
  words.forEach((word, at) => lines.set(word.line, [...(lines.get(word.line) ?? []), at]));
  return [...lines.values()].flatMap((places) => {
    const atEdge = places.every((at) => words[at]!.bottom <= height * edge || words[at]!.top >= height * (1 - edge));
    return atEdge ? [{ places, text: places.map((at) => words[at]!.text).join(" ") }] : [];
  });
}

// The line without the page's own number ("Trang 5", "5/12"): the same on every page. Any other number is the page's own words: the fifth
// table may well stand on page 5.
const withoutNumber = (text: string, index: number): string =>
  text.replace(new RegExp(`(?:trang\\s+${index + 1}(?:\\s*/\\s*\\d+)?|(?<!\\S)${index + 1}\\s*/\\s*\\d+)(?!\\d)`, "i"), "#").trim();

// What runs over the pages, as text: on three of them at least and on half of them.
function runningOf(pages: readonly PageWords[]): Set<string> {
  const counts = new Map<string, number>();
  pages.forEach((page, index) => {
    const texts = new Set(edgeLines(page).map(({ text }) => withoutNumber(text, index)));
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  return new Set([...counts].filter(([, count]) => count >= pagesLeast && count * 2 >= pages.length).map(([text]) => text));
}

// By page, the places of the words that say nothing of its own: its number, and what runs over the pages of both. A head that was changed is
// on all pages of one alone, and so is compared.
export function runningWords(older: readonly PageWords[], newer: readonly PageWords[]): [older: Set<number>[], newer: Set<number>[]] {
  const [first, second] = [runningOf(older), runningOf(newer)];
  const of = (page: PageWords, index: number): Set<number> =>
    new Set(
      edgeLines(page).flatMap(({ text, places }) => {
        const own = withoutNumber(text, index);
        const isNumber = Number(numberLine.exec(text)?.[1]) === index + 1;
        return isNumber || (first.has(own) && second.has(own)) ? places : [];
      }),
    );
  return [older.map(of), newer.map(of)];
}
