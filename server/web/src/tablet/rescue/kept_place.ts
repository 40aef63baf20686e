// A picture of the place on a former revision where a note stood that belongs nowhere in the new one. Kept on this machine, by person;
// a revocation erases it with the rest.
import type { Annotation } from "../../generated/protocol";
import type { Box } from "../../pages/compare/page_words";
import type { Side } from "../../pages/compare/sides";
import type { Geometry, Size } from "../../pages/geometry";
import { quadPolygons } from "../../pages/quads";
import type { Store } from "../../sync/store";
import { outlinePath } from "../reader/ink";
import type { Item } from "./inbox";
import { boxAround, boxesOf } from "./traces";

const scale = 2; // pixels a point
const aroundPt = 48;
const leastPt = { width: 320, height: 150 };

const keyOf = (person: string, item: Pick<Item, "id">): string => `kept-place/${person}/${item.id}`;

export const recallPlace = (store: Store, person: string, item: Pick<Item, "id">): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  store.recall<Uint8Array<ArrayBuffer>>(keyOf(person, item)).catch(() => undefined);

const everywhere: Size = { width: Infinity, height: Infinity };

// What of the page is worth seeing with these marks: as much as one reads in a glance, at most so much (then from where they begin), and
// never beyond the page.
export function placeAround(notes: readonly Annotation[], geometry: Geometry, most: Size = everywhere): Box {
  const marked = boxAround(notes.flatMap((note) => boxesOf(note, geometry)));
  const span = (from: number, to: number, least: number, longest: number, page: number): [number, number] => {
    const whole = Math.max(least, to - from + 2 * aroundPt);
    const length = Math.min(page, longest, whole);
    const wished = whole > longest ? from - aroundPt : (from + to - length) / 2;
    const start = Math.max(0, Math.min(wished, page - length));
    return [start, start + length];
  };
  const [left, right] = span(marked.left, marked.right, leastPt.width, most.width, geometry.width);
  const [top, bottom] = span(marked.top, marked.bottom, leastPt.height, most.height, geometry.height);
  return { left, top, right, bottom };
}

function drawMarks(pen: CanvasRenderingContext2D, notes: readonly Annotation[], geometry: Geometry): void {
  for (const note of notes) {
    pen.globalAlpha = note.opacity;
    pen.fillStyle = note.colour;
    pen.globalCompositeOperation = note.kind === "highlight" ? "multiply" : "source-over";
    for (const polygon of quadPolygons(note.quads, geometry.toSheet))
      pen.fill(new Path2D(`M${polygon.map((corner) => corner.join(" ")).join("L")}Z`));
    for (const { points } of note.strokes) pen.fill(new Path2D(outlinePath(points, note.width_pt, geometry.toSheet)));
  }
}

// A page that cannot be drawn leaves its marks on white: they and the words are the person's own.
export async function keepPlace(
  store: Store,
  person: string,
  item: Pick<Item, "id" | "page">,
  side: Side,
  geometry: Geometry,
  notes: readonly Annotation[],
): Promise<void> {
  const box = placeAround(notes, geometry);
  const [page, place] = [document.createElement("canvas"), document.createElement("canvas")];
  const drawn = await side.draw(page, item.page, geometry.width * scale);
  [place.width, place.height] = [Math.round((box.right - box.left) * scale), Math.round((box.bottom - box.top) * scale)];
  const pen = place.getContext("2d");
  if (!pen) return;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, place.width, place.height);
  pen.scale(scale, scale);
  pen.translate(-box.left, -box.top);
  if (drawn) pen.drawImage(page, 0, 0, geometry.width, geometry.height);
  drawMarks(pen, notes, geometry);
  const jpeg = await new Promise<Blob | null>((done) => place.toBlob(done, "image/jpeg", 0.85));
  for (const each of [page, place]) each.width = each.height = 0;
  if (jpeg) await store.remember(keyOf(person, item), new Uint8Array(await jpeg.arrayBuffer())).catch(() => undefined);
}
