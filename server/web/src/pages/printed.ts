// The numbers that are printed on the pages, where they are others than the file's: a report whose cover and contents are not counted, a
// part of a bound volume. Pure.
//
// Only what is certain is said: the file's own labels, or numbers that at least three pages bear in their head or foot, all as far from
// the file's.
import type { PageWords } from "./compare/page_words";

const edge = 0.12; // of the page's height
const numberAlone = /^[-–—\s]*(\d{1,4})[-–—\s]*$/;
const certainFrom = 3;

// The label of each page; nothing where they say no more than the file's numbers do.
export function labelsWorthSaying(labels: readonly string[] | null): readonly string[] | undefined {
  if (!labels || labels.every((label, index) => label === "" || label === String(index + 1))) return undefined;
  return labels;
}

// The number that stands alone on a line of the page's head or foot.
export function numberOn({ height, words }: PageWords): number | undefined {
  const lines = new Map<number, typeof words>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  const found = [...lines.values()].flatMap((line) => {
    const middle = line.reduce((sum, word) => sum + (word.top + word.bottom) / 2, 0) / line.length;
    const number = numberAlone.exec(line.map((word) => word.text).join(" "))?.[1];
    return number && (middle < edge * height || middle > (1 - edge) * height) ? [Number(number)] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

// From some of the pages, each with its place in the file.
export function labelsFrom(
  sample: readonly { readonly index: number; readonly page: PageWords }[],
  pages: number,
): readonly string[] | undefined {
  const apart = sample.flatMap(({ index, page }) => {
    const number = numberOn(page);
    return number === undefined ? [] : [index + 1 - number];
  });
  const [first] = apart;
  if (apart.length < certainFrom || first === undefined || first === 0 || apart.some((each) => each !== first)) return undefined;
  return Array.from({ length: pages }, (_, index) => (index + 1 - first > 0 ? String(index + 1 - first) : ""));
}

// Which pages to look at: not the first, which bears no number, and from all over the document.
export function sampleOf(pages: number): number[] {
  const wanted = [1, 2, 3, Math.floor(pages / 3), Math.floor(pages / 2), pages - 2, pages - 1];
  return [...new Set(wanted)].filter((index) => index > 0 && index < pages).sort((a, b) => a - b);
}
