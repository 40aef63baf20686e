// A page's words as paragraphs, in the file's order: what a screen reader reads one after the other, each where it stands. Pure.
import type { Box, PageWords, Word } from "./compare/page_words";

export interface Paragraph extends Box {
  readonly text: string;
}

const lettersMax = 600; // longer ones are parted at a line: nobody can go back within one
const gapMost = 0.8; // between lines, in heights of a line
const heightsMost = 1.35; // a heading is no line of its text

interface Line extends Box {
  readonly text: string;
}

function lineOf(words: readonly Word[]): Line {
  return {
    text: words.map(({ text }) => text).join(" "),
    left: Math.min(...words.map(({ left }) => left)),
    top: Math.min(...words.map(({ top }) => top)),
    right: Math.max(...words.map(({ right }) => right)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
  };
}

function linesOf(words: readonly Word[]): Line[] {
  const lines: Line[] = [];
  let open: Word[] = [];
  for (const word of words) {
    if (open.length > 0 && open[0]!.line !== word.line) {
      lines.push(lineOf(open));
      open = [];
    }
    open.push(word);
  }
  return open.length > 0 ? [...lines, lineOf(open)] : lines;
}

function goesOn(above: Paragraph, lastLine: Line, line: Line): boolean {
  const [height, next] = [lastLine.bottom - lastLine.top, line.bottom - line.top];
  const alike = Math.max(height, next) <= heightsMost * Math.min(height, next);
  const gap = line.top - lastLine.bottom;
  const below = gap > -height && gap <= gapMost * height && line.top > lastLine.top;
  const besides = line.left < above.right && line.right > above.left;
  return alike && below && besides && above.text.length + line.text.length < lettersMax;
}

export function paragraphsOf({ words }: PageWords): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let lastLine: Line | undefined;
  for (const line of linesOf(words)) {
    const above = paragraphs.at(-1);
    if (above && lastLine && goesOn(above, lastLine, line)) {
      paragraphs[paragraphs.length - 1] = {
        text: `${above.text} ${line.text}`,
        left: Math.min(above.left, line.left),
        top: Math.min(above.top, line.top),
        right: Math.max(above.right, line.right),
        bottom: Math.max(above.bottom, line.bottom),
      };
    } else paragraphs.push(line);
    lastLine = line;
  }
  return paragraphs;
}
