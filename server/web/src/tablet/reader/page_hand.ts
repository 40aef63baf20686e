// The hand over the pages: what each tool does there, and what of it is seen while it is done.
import type { Annotation } from "../../generated/protocol";
import { apply, type Geometry, penScale, unitOf } from "../../pages/geometry";
import { type Lines, markedBy } from "../../pages/highlighting";
import { quadOf } from "../../pages/quads";
import type { Scroller } from "../../pages/scroller";
import type { AnnotationEditor } from "./annotation_editor.svelte";
import type { AnnotationLayer } from "./annotation_layer";
import { touches } from "./hit";
import { inLoop } from "./lasso";
import type { PageUnder, PaperPoint } from "./page_under";
import { PointerInput, type Way } from "./pointer_input";
import type { PathTool } from "./tools";

// A page in sight.
export interface SheetInSight {
  readonly layer: AnnotationLayer;
  readonly lines: Lines;
  readonly unreadable: boolean;
}

export interface PageHandParts {
  readonly editor: AnnotationEditor;
  readonly scroller: Scroller;
  sheet(page: number): SheetInSight | undefined;
  marks(page: number): readonly Annotation[];
  tap(at: PaperPoint): void; // with the text tool
  notYet(state: "opening" | "unreadable"): void;
  nothingInside(): void; // of a loop
}

const bandPt = 16; // of a highlight where there are no words, as the hand measures
const tapPt = 10; // how near a tap must come to a mark

export class PageHand {
  readonly #parts: PageHandParts;
  readonly #input: PointerInput;
  // Where the chosen marks were when the hand took hold of them.
  #held: { readonly x: number; readonly y: number; readonly shift: readonly [number, number] } | undefined;

  constructor(room: HTMLElement, parts: PageHandParts) {
    this.#parts = parts;
    const { editor, scroller } = parts;
    const layer = (page: number): AnnotationLayer | undefined => parts.sheet(page)?.layer;
    this.#input = new PointerInput(room, {
      tool: () => editor.tool,
      fingerDraws: () => editor.pens.fingerDraws,
      penSeen: () => editor.sawPen(),
      pensAreUsed: () => editor.pens.areUsed,
      pageAt: (x, y) => this.#pageAt(x, y),
      notYet: (page) => parts.notYet(parts.sheet(page)?.unreadable ? "unreadable" : "opening"),
      stroke: (page, points) => {
        layer(page)?.showWet(points, editor.pens.widthAt(this.#penScaleOn(page)), editor.pens.colour);
        editor.stroke(page, points, this.#penScaleOn(page));
      },
      strokeEnd: (page, points) => {
        editor.strokeEnd(page, points, this.#penScaleOn(page));
        layer(page)?.dry();
      },
      strokeDropped: (page) => {
        layer(page)?.dry();
        if (this.#held) editor.selection.moveTo(...this.#held.shift);
        this.#held = undefined;
        editor.strokeDropped();
      },
      drag: (tool, way) => this.#drag(tool, way),
      dragEnd: (tool, way) => this.#dragEnd(tool, way),
      rub: (at, unit) => editor.rub(at.page, parts.marks(at.page), at.x, at.y, unit),
      rubEnd: () => editor.rubEnd(),
      tap: (at, target) => (editor.tool === "lasso" ? this.#chooseAt(at, target) : parts.tap(at)),
      pinch: (factor, x, y, movedX, movedY) => {
        scroller.setZoom(scroller.zoom * factor, x, y);
        room.scrollLeft -= movedX;
        room.scrollTop -= movedY;
      },
    });
  }

  // What is under the pen is whole.
  finish(): void {
    this.#input.finish();
  }

  close(): void {
    this.#input.close();
  }

  #geometryOf(page: number): Geometry | undefined {
    return this.#parts.sheet(page)?.layer.geometry;
  }

  #penScaleOn(page: number): number {
    const size = this.#geometryOf(page);
    return size ? penScale(size, Math.max(1, this.#parts.scroller.magnification(page))) : 1;
  }

  // On paper.
  #tapReach(page: number): number {
    const geometry = this.#geometryOf(page);
    return geometry ? (tapPt * this.#penScaleOn(page)) / unitOf(geometry) : tapPt;
  }

  #pageAt(x: number, y: number): PageUnder | undefined {
    for (const { index, element } of this.#parts.scroller.slots.values()) {
      const box = element.getBoundingClientRect();
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
        return { index, box, geometry: this.#geometryOf(index), penScale: this.#penScaleOn(index) };
    }
    return undefined;
  }

  #quads({ page, points }: Way): number[] {
    const sheet = this.#parts.sheet(page);
    const geometry = sheet?.layer.geometry;
    if (!geometry) return [];
    const path: [number, number][] = [];
    for (let i = 0; i + 2 < points.length; i += 3) path.push(apply(geometry.toSheet, points[i]!, points[i + 1]!));
    const marked = markedBy(path, sheet.lines, bandPt * this.#penScaleOn(page), geometry);
    return marked.flatMap((each) => quadOf(each, geometry));
  }

  #drag(tool: PathTool, way: Way): void {
    const { editor } = this.#parts;
    const layer = this.#parts.sheet(way.page)?.layer;
    if (tool === "highlight") layer?.showWetQuads(this.#quads(way), editor.pens.highlight);
    else if (this.#holds(way)) this.#move(way);
    else layer?.showLoop(way.points);
  }

  #dragEnd(tool: PathTool, way: Way): void {
    const { editor } = this.#parts;
    this.#parts.sheet(way.page)?.layer.dry();
    if (tool === "highlight") return editor.highlight(way.page, this.#quads(way));
    if (this.#holds(way)) {
      this.#move(way);
      this.#held = undefined;
      return editor.selection.settle();
    }
    const inside = inLoop(this.#parts.marks(way.page), way.points);
    editor.selection.choose(inside);
    if (editor.selection.marks.length === 0) this.#parts.nothingInside();
  }

  // True when the hand has hold of the chosen marks: it began on them, or on a note, which is chosen by that.
  #holds({ page, points, target }: Way): boolean {
    if (this.#held) return true;
    const { selection } = this.#parts.editor;
    const [x, y] = [points[0]!, points[1]!];
    const note = this.#noteUnder(page, target);
    if (note && !selection.marks.some(({ id }) => id === note.id)) selection.choose([note]);
    const bounds = selection.page === page ? selection.bounds : null;
    const room = this.#tapReach(page);
    const within =
      bounds &&
      x >= bounds.x1 - room &&
      x <= bounds.x2 + room &&
      y >= bounds.y1 - room &&
      y <= bounds.y2 + room &&
      selection.marks.length > 0;
    if (!note && !within) return false;
    if (selection.marks.length > 0) this.#held = { x, y, shift: selection.shift };
    return selection.marks.length > 0;
  }

  #move({ points }: Way): void {
    const held = this.#held;
    if (!held) return;
    const [x, y] = [points.at(-3)!, points.at(-2)!];
    this.#parts.editor.selection.moveTo(held.shift[0] + x - held.x, held.shift[1] + y - held.y);
  }

  #noteUnder(page: number, target: Element): Annotation | undefined {
    const id = target.closest<HTMLElement>("[data-mark]")?.dataset["mark"];
    return id === undefined ? undefined : this.#parts.marks(page).find((mark) => mark.id === id);
  }

  // The topmost mark under a tap; on a chosen one, nothing is chosen any more.
  #chooseAt({ page, x, y }: PaperPoint, target: Element): void {
    const { selection } = this.#parts.editor;
    const reach = this.#tapReach(page);
    const under = this.#noteUnder(page, target) ?? this.#parts.marks(page).findLast((mark) => touches(mark, x, y, reach));
    if (!under || selection.marks.some(({ id }) => id === under.id)) selection.clear();
    else selection.choose([under]);
  }
}
