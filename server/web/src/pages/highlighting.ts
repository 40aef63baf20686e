// The highlighter: from the way of a hand over the page to what it marks. Pure. Units: points of the sheet, y down (pages/geometry.ts).
//
//   along one line     the words it crosses, from the first to the last, however the hand trembles
//   over several       from the word it began at to the word it ended at, as one reads; columns stay apart
//   where no words are a band as high as a line of text, level; a high drag marks its box
//
// What is marked is never thinner than a line, so nothing can be marked and not be seen.
import type { Word } from "./compare/page_words";

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Line extends Rectangle {
  readonly words: readonly Word[]; // left to right
}

export interface Lines {
  readonly lines: readonly Line[]; // top to bottom
  readonly height: number; // of a usual line; 0: no words
  readonly pitch: number; // from line to line
}

const middleOf = ({ top, bottom }: Rectangle): number => (top + bottom) / 2;
const heightOf = ({ top, bottom }: Rectangle): number => bottom - top;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function around(boxes: readonly Rectangle[]): Rectangle {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

// Words that stand beside each other are a line, whatever the file's own order.
export function linesOf(words: readonly Word[]): Lines {
  const rows: Word[][] = [];
  for (const word of [...words].sort((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (first && middleOf(word) - middleOf(first) < Math.min(heightOf(first), heightOf(word)) * 0.5) row!.push(word);
    else rows.push([word]);
  }
  const lines = rows.map((row) => ({ ...around(row), words: row.sort((a, b) => a.left - b.left) }));
  const height = median(words.map(heightOf));
  const steps = lines.slice(1).map((line, i) => middleOf(line) - middleOf(lines[i]!));
  return { lines, height, pitch: median(steps.filter((step) => step > height * 0.7 && step < height * 3)) || height * 1.4 };
}

// A line's words in columns: what stands further apart than words do.
function columnsOf({ words }: Line, height: number): Word[][] {
  const columns: Word[][] = [];
  for (const word of words) {
    const last = columns.at(-1)?.at(-1);
    if (last && word.left - last.right < height * 2.5) columns.at(-1)!.push(word);
    else columns.push([word]);
  }
  return columns;
}

// A word counts when the hand went over a fair part of it.
function crosses(word: Rectangle, left: number, right: number): boolean {
  const over = Math.min(word.right, right) - Math.max(word.left, left);
  return over > Math.min((word.right - word.left) * 0.25, heightOf(word) * 0.5);
}

type Point = readonly [number, number];

// The line nearest to a height, when it is near enough to be meant.
function nearest(lines: readonly Line[], y: number): Line | undefined {
  let best: Line | undefined;
  for (const line of lines) if (!best || Math.abs(middleOf(line) - y) < Math.abs(middleOf(best) - y)) best = line;
  return best && Math.abs(middleOf(best) - y) <= heightOf(best) * 0.9 ? best : undefined;
}

// How much of the way lies at each line: a hand that drifts a little does not mean the next one.
function linesAlong(lines: readonly Line[], path: readonly Point[], several: boolean): Line[] {
  const shares = new Map<Line, number>();
  let whole = 0;
  for (let i = 1; i < path.length; i++) {
    const [from, to] = [path[i - 1]!, path[i]!];
    const way = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const line = nearest(lines, (from[1] + to[1]) / 2);
    whole += way;
    if (line) shares.set(line, (shares.get(line) ?? 0) + way);
  }
  const most = Math.max(...shares.values(), 0);
  const one = lines.find((line) => most > 0 && shares.get(line) === most);
  return several ? lines.filter((line) => line === one || (shares.get(line) ?? 0) >= whole * 0.3) : one ? [one] : [];
}

const box = (words: readonly Word[], line: Line): Rectangle => ({ ...around(words), top: line.top, bottom: line.bottom });

function markedOnLine(line: Line, left: number, right: number, height: number): Rectangle[] {
  return columnsOf(line, height).flatMap((column) => {
    const words = column.filter((word) => crosses(word, left, right));
    return words.length > 0 ? [box(words, line)] : [];
  });
}

// As one reads: the first line from where it began, the last one to where it ended, the lines between whole.
function markedAsRead(lines: readonly Line[], begin: Point, end: Point, reach: Rectangle, height: number): Rectangle[] {
  return lines.flatMap((line, nth) =>
    columnsOf(line, height).flatMap((column) => {
      const { left, right } = around(column);
      if (right < reach.left || left > reach.right) return [];
      const words = column.filter(
        (word) =>
          (nth > 0 || word.right > begin[0] + (word.right - word.left) * 0.3) &&
          (nth < lines.length - 1 || word.left < end[0] - (word.right - word.left) * 0.3),
      );
      return words.length > 0 ? [box(words, line)] : [];
    }),
  );
}

// Where there are no words: a level band round the way, or the box of a high drag. Within the sheet.
function bandOf(path: readonly Point[], reach: Rectangle, band: number, sheet: { width: number; height: number }): Rectangle {
  const level = heightOf(reach) <= band * 1.5;
  const middle = level ? path.reduce((sum, [, y]) => sum + y, 0) / path.length : middleOf(reach);
  const half = level ? band / 2 : heightOf(reach) / 2;
  const wide = Math.max(0, band / 2 - (reach.right - reach.left)) / 2;
  const centre = Math.min(Math.max(middle, half), sheet.height - half);
  return {
    left: Math.max(0, reach.left - wide),
    right: Math.min(sheet.width, reach.right + wide),
    top: centre - half,
    bottom: centre + half,
  };
}

export const quadsMax = 400; // what an annotation may have

// `band`: the height of a line where there are no words.
export function markedBy(
  path: readonly Point[],
  { lines, height, pitch }: Lines,
  band: number,
  sheet: { width: number; height: number },
): Rectangle[] {
  if (path.length === 0) return [];
  const reach = around(path.map(([x, y]) => ({ left: x, right: x, top: y, bottom: y })));
  const [first, last] = [path[0]!, path.at(-1)!];
  const [begin, end] = first[1] <= last[1] ? [first, last] : [last, first];
  const touched = lines.filter((line) => line.right > reach.left && line.left < reach.right);
  const high = heightOf(reach) > pitch * 1.5;
  const crossed = high
    ? touched.filter((line) => line.bottom > reach.top + heightOf(line) * 0.3 && line.top < reach.bottom - heightOf(line) * 0.3)
    : linesAlong(touched, path, heightOf(reach) > pitch);
  const marked =
    crossed.length > 1
      ? markedAsRead(crossed, begin, end, reach, height)
      : crossed.flatMap((line) => markedOnLine(line, reach.left, reach.right, height));
  return marked.length > 0 ? marked.slice(0, quadsMax) : [bandOf(path, reach, band, sheet)];
}
