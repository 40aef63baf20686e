// Notes made over words of laid pages, and what is said of where they went.
import type { Annotation } from "../../../src/generated/protocol";
import type { Box, PageWords } from "../../../src/pages/compare/page_words";
import { wordPlaces } from "../../../src/pages/compare/word_places";
import { apply, type Geometry, geometryOf } from "../../../src/pages/geometry";
import { find, type Finding, type Placed } from "../../../src/tablet/rescue/find";
import { boxAround, boxesOf } from "../../../src/tablet/rescue/traces";
import { note } from "../../sync/builders";

export const upright = geometryOf({ width: 595, height: 842 }, [1, 0, 0, -1, 0, 842]);
// The paper lies on its side, is twice as large a unit and begins elsewhere: the sheet looks the same.
export const turned = geometryOf({ width: 595, height: 842 }, [0, 2, 2, 0, -40, -100]);

export const former = "a".repeat(64);

const onPaper = ({ left, top, right, bottom }: Box, { toPaper }: Geometry): number[] =>
  [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ].flatMap(([x, y]) => apply(toPaper, x!, y!));

export function highlight(page: PageWords, index: number, from: number, to: number, geometry = upright): Annotation {
  const lines = new Map<number, Box[]>();
  for (const word of page.words.slice(from, to)) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  const quads = [...lines.values()].flatMap((line) => onPaper(boxAround(line), geometry));
  return { ...note(`DB24.d.${index}-${from}`, ""), kind: "highlight", rect: [], quads, page_index: index, revision_sha256: former };
}

export function ink(index: number, box: Box, geometry = upright, id = `${box.left}-${box.top}`): Annotation {
  const points = [
    [box.left, box.top],
    [box.right, box.bottom],
    [box.left, box.bottom],
  ].flatMap(([x, y]) => [...apply(geometry.toPaper, x!, y!), 0.4]);
  return { ...note(`DB24.d.${id}`, ""), kind: "ink", rect: [], strokes: [{ points }], page_index: index, revision_sha256: former };
}

export function typed(index: number, x: number, y: number): Annotation {
  const [paperX, paperY] = apply(upright.toPaper, x, y);
  return { ...note(`DB24.d.t${x}-${y}`), rect: [paperX, paperY - 20, paperX + 20, paperY], page_index: index, revision_sha256: former };
}

export function found(
  notes: readonly Annotation[],
  older: readonly PageWords[],
  newer: readonly PageWords[],
  pictures: readonly [string[], string[]] = [[], []],
  lie: Geometry = upright,
): Finding {
  return find(
    notes,
    { words: older, geometries: older.map(() => upright) },
    { words: newer, geometries: newer.map(() => lie) },
    wordPlaces({ pages: older, pictures: pictures[0] }, { pages: newer, pictures: pictures[1] }),
  );
}

// The words that the placed marks cover.
export function covered({ page, marks }: Placed, pages: readonly PageWords[], lie: Geometry = upright): string {
  const boxes = marks.flatMap((each) => boxesOf(each, lie));
  const inside = (box: Box): boolean =>
    boxes.some(
      ({ left, top, right, bottom }) =>
        (box.left + box.right) / 2 > left &&
        (box.left + box.right) / 2 < right &&
        (box.top + box.bottom) / 2 > top &&
        (box.top + box.bottom) / 2 < bottom,
    );
  return pages[page]!.words.filter(inside)
    .map(({ text }) => text)
    .join(" ");
}
