// Traces as they lie on a page's sheet, and which of them are one note to the person who made them. Pure.
import type { Annotation } from "../../generated/protocol";
import type { Box } from "../../pages/compare/page_words";
import { apply, type Geometry, rounded } from "../../pages/geometry";

// What of an annotation says where it stands; paper points of its page.
export type Traces = Pick<Annotation, "strokes" | "quads" | "rect">;

export const boxAround = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
});

function boxOfPoints(points: readonly (readonly [number, number])[]): Box {
  return boxAround(points.map(([x, y]) => ({ left: x, top: y, right: x, bottom: y })));
}

// The boxes on the sheet that marks cover: of each quad, of all strokes together, the point of a text note.
export function boxesOf(marks: Traces, geometry: Geometry): Box[] {
  const onSheet = (x: number, y: number): [number, number] => apply(geometry.toSheet, x, y);
  const boxes: Box[] = [];
  for (let i = 0; i + 7 < marks.quads.length; i += 8)
    boxes.push(boxOfPoints([0, 2, 4, 6].map((n) => onSheet(marks.quads[i + n]!, marks.quads[i + n + 1]!))));
  const drawn: [number, number][] = [];
  for (const { points } of marks.strokes) for (let i = 0; i + 2 < points.length; i += 3) drawn.push(onSheet(points[i]!, points[i + 1]!));
  if (drawn.length > 0) boxes.push(boxOfPoints(drawn));
  if (boxes.length === 0 && marks.rect.length === 4) boxes.push(boxOfPoints([onSheet(marks.rect[0]!, marks.rect[3]!)]));
  return boxes;
}

export interface Shift {
  readonly x: number;
  readonly y: number;
}

// The same marks, moved on the sheet, on paper of another page.
export function moved(marks: Traces, from: Geometry, to: Geometry, by: Shift): Traces {
  const place = (x: number, y: number): [number, number] => {
    const [sheetX, sheetY] = apply(from.toSheet, x, y);
    const [paperX, paperY] = apply(to.toPaper, sheetX + by.x, sheetY + by.y);
    return [rounded(paperX), rounded(paperY)];
  };
  const quads: number[] = [];
  for (let i = 0; i + 1 < marks.quads.length; i += 2) quads.push(...place(marks.quads[i]!, marks.quads[i + 1]!));
  const strokes = marks.strokes.map(({ points }) => {
    const there: number[] = [];
    for (let i = 0; i + 2 < points.length; i += 3) there.push(...place(points[i]!, points[i + 1]!), points[i + 2]!);
    return { points: there };
  });
  return { quads, strokes, rect: rectAt(marks.rect, place) };
}

// A text note hangs on the point at its upper left.
function rectAt(rect: readonly number[], place: (x: number, y: number) => [number, number]): number[] {
  const [x1, y1, x2, y2] = rect;
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return [];
  const [x, y] = place(x1, y2);
  return [x, rounded(y - (y2 - y1)), rounded(x + x2 - x1), y];
}

const strokesApartPt = 12;

const apart = (one: Box, other: Box): number =>
  Math.hypot(Math.max(0, one.left - other.right, other.left - one.right), Math.max(0, one.top - other.bottom, other.top - one.bottom));

// Strokes of one hand that stand close together are one note: a word of eight strokes is asked about once and never torn. What is marked or
// typed stands for itself. All of one page.
export function notesOf(annotations: readonly Annotation[], geometry: Geometry): Annotation[][] {
  const groups: { annotations: Annotation[]; box: Box; ink: boolean; readers: string }[] = [];
  for (const annotation of annotations) {
    const boxes = boxesOf(annotation, geometry);
    if (boxes.length === 0) continue;
    const group = {
      annotations: [annotation],
      box: boxAround(boxes),
      ink: annotation.kind === "ink",
      readers: `${annotation.visibility}/${annotation.group ?? ""}`,
    };
    // A stroke may join what stood apart so far.
    for (let at = groups.length - 1; group.ink && at >= 0; at--) {
      const other = groups[at]!;
      if (!other.ink || other.readers !== group.readers || apart(other.box, group.box) > strokesApartPt) continue;
      group.annotations = [...other.annotations, ...group.annotations];
      group.box = boxAround([other.box, group.box]);
      groups.splice(at, 1);
    }
    groups.push(group);
  }
  return groups.map((group) => group.annotations);
}
