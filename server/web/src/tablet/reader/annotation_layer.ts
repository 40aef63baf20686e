// One page's annotations as SVG over the page, in sheet points, so that zooming costs nothing. Text notes are real buttons: they can be
// tapped, focused and read out. What is wet lies on a canvas of its own (wet_ink.ts): five hundred strokes are not painted again for it.
//
// As long as nobody knows how the page lies, nothing stands on it but the word that it is being opened: ink in a wrong place is worse
// than ink that comes a moment later.
import type { Annotation } from "../../generated/protocol";
import { agree, apply, type Geometry } from "../../pages/geometry";
import { outlinePath } from "./ink";
import { commentColour } from "./comment";
import { quadPolygons } from "../../pages/quads";
import { words } from "../words";
import type { Bounds } from "./lasso";
import { wetInk } from "./wet_ink";

const svgName = "http://www.w3.org/2000/svg";
const element = <K extends keyof SVGElementTagNameMap>(name: K): SVGElementTagNameMap[K] => document.createElementNS(svgName, name);

// Who wrote it and who sees it, in words, for the note's button; folded: shown as a small sign.
export type Describe = (annotation: Annotation) => { label: string; kind: string; folded?: boolean };

const pointsOf = (corners: readonly (readonly [number, number])[]): string =>
  corners.map((corner) => corner.map((value) => value.toFixed(2)).join(",")).join(" ");

function drawInk(annotation: Annotation, geometry: Geometry): SVGElement {
  const group = element("g");
  for (const stroke of annotation.strokes) {
    const path = element("path");
    path.setAttribute("d", outlinePath(stroke.points, annotation.width_pt, geometry.toSheet));
    group.append(path);
  }
  // What was sent for good is violet, whatever pen drew it.
  group.setAttribute("fill", annotation.visibility === "official" ? commentColour : annotation.colour);
  group.setAttribute("opacity", String(annotation.opacity));
  return group;
}

function drawHighlight(annotation: Annotation, geometry: Geometry): SVGElement {
  const group = element("g");
  group.setAttribute("class", "highlight");
  group.setAttribute("fill", annotation.visibility === "official" ? commentColour : annotation.colour);
  group.setAttribute("opacity", String(annotation.opacity));
  for (const polygon of quadPolygons(annotation.quads, geometry.toSheet)) {
    const shape = element("polygon");
    shape.setAttribute("points", pointsOf(polygon));
    group.append(shape);
  }
  return group;
}

export const copyShiftPx = 24;

// The versions of each note with words: what was made by one person at one moment is one note, wherever it was moved.
export function copiesOf(annotations: readonly Annotation[]): Annotation[][] {
  const places = new Map<string, Annotation[]>();
  for (const each of annotations) {
    if (each.text === "") continue;
    const key = `${each.author} ${each.created_at}`;
    places.set(key, [...(places.get(key) ?? []), each]);
  }
  return [...places.values()].map((copies) => copies.sort((a, b) => a.id.localeCompare(b.id)));
}

export class AnnotationLayer {
  readonly #host: HTMLElement;
  readonly #svg = element("svg");
  readonly #notes = document.createElement("div");
  readonly #over = element("svg"); // what the hand is doing: the highlight that is drawn, the loop, the frame of what is chosen
  readonly #wet = element("path");
  readonly #loop = element("polyline");
  readonly #frameOfChosen = element("rect");
  readonly #describe: Describe;
  readonly #onNote: (annotation: Annotation) => void;
  readonly #drawn = new Map<string, { annotation: Annotation; nodes: Element[] }>();
  readonly #opening = document.createElement("p");
  #geometry: Geometry | undefined;
  #chosen = 0; // how many marks are framed
  #annotations: readonly Annotation[] = [];

  constructor(host: HTMLElement, geometry: Geometry | undefined, describe: Describe, onNote: (annotation: Annotation) => void) {
    this.#host = host;
    this.#describe = describe;
    this.#onNote = onNote;
    this.#geometry = geometry;
    this.#opening.className = "opening";
    this.#opening.textContent = "Đang mở trang…";
    this.#svg.classList.add("marks");
    this.#notes.className = "notes";
    this.#over.setAttribute("class", "marks over");
    this.#loop.setAttribute("class", "loop");
    this.#frameOfChosen.setAttribute("class", "chosen");
    this.#over.append(this.#wet, this.#loop, this.#frameOfChosen);
    host.append(this.#svg, this.#notes);
    this.#frame();
  }

  get geometry(): Geometry | undefined {
    return this.#geometry;
  }

  // The file will not say how the page lies. What the server announced holds; without that the page can be looked at only.
  setUnreadable(): void {
    this.#opening.remove();
  }

  setGeometry(geometry: Geometry): void {
    if (this.#geometry && !agree(this.#geometry, geometry))
      console.warn("the page lies otherwise than announced", this.#geometry, geometry);
    this.#geometry = geometry;
    this.#frame();
    const annotations = this.#annotations;
    this.show([]);
    this.show(annotations);
  }

  // Draws what is new or changed, removes what is gone.
  show(annotations: readonly Annotation[]): void {
    this.#annotations = annotations;
    const { geometry } = this;
    if (!geometry) return;
    const here = new Set(annotations.map((annotation) => annotation.id));
    for (const [id, { nodes }] of this.#drawn) {
      if (here.has(id)) continue;
      for (const node of nodes) node.remove();
      this.#drawn.delete(id);
    }
    for (const annotation of annotations) {
      const known = this.#drawn.get(annotation.id);
      if (known?.annotation === annotation) continue;
      for (const node of known?.nodes ?? []) node.remove();
      const nodes = this.#draw(annotation, geometry);
      this.#drawn.set(annotation.id, { annotation, nodes });
    }
    this.#spreadCopies();
  }

  // Who sees a note, or how it is shown, has changed.
  describeAnew(): void {
    for (const { annotation, nodes } of this.#drawn.values()) {
      const note = nodes.at(-1);
      if (note instanceof HTMLElement) this.#label(note, annotation);
    }
  }

  // The stroke under the pen.
  showWet(points: readonly number[], widthPt: number, colour: string): void {
    if (this.#geometry) wetInk.show(this.#host, this.#geometry, points, widthPt, colour);
  }

  // The highlight being drawn.
  showWetQuads(quads: readonly number[], colour: string): void {
    if (!this.#geometry) return;
    const polygons = quadPolygons(quads, this.#geometry.toSheet);
    this.#wet.setAttribute("d", polygons.map((polygon) => `M${pointsOf(polygon)}Z`).join(""));
    this.#wet.setAttribute("fill", colour);
    this.#wet.setAttribute("opacity", "0.45");
    this.#over.classList.add("highlight");
    this.#host.append(this.#over);
  }

  // The loop being drawn round what is to be chosen.
  showLoop(points: readonly number[]): void {
    if (!this.#geometry) return;
    const corners: [number, number][] = [];
    for (let i = 0; i + 2 < points.length; i += 3) corners.push(apply(this.#geometry.toSheet, points[i]!, points[i + 1]!));
    this.#loop.setAttribute("points", pointsOf(corners));
    this.#host.append(this.#over);
  }

  dry(): void {
    wetInk.dry();
    this.#wet.setAttribute("d", "");
    this.#loop.setAttribute("points", "");
    this.#over.classList.remove("highlight");
    if (!this.#frameOfChosen.hasAttribute("width")) this.#over.remove();
  }

  // What is chosen of this page, framed, and so far moved on paper.
  showChosen(ids: ReadonlySet<string>, bounds: Bounds | null, [dx, dy]: readonly [number, number]): void {
    if (!this.#geometry || (ids.size === 0 && this.#chosen === 0)) return;
    this.#chosen = ids.size;
    const { toSheet, width } = this.#geometry;
    const [zeroX, zeroY] = apply(toSheet, 0, 0);
    const [toX, toY] = apply(toSheet, dx, dy);
    const px = this.#host.clientWidth / width;
    for (const [id, { nodes }] of this.#drawn) {
      const [x, y] = ids.has(id) ? [toX - zeroX, toY - zeroY] : [0, 0];
      for (const node of nodes) {
        if (node instanceof HTMLElement) node.style.transform = x || y ? `translate(${x * px}px, ${y * px}px)` : "";
        else if (x || y) node.setAttribute("transform", `translate(${x} ${y})`);
        else node.removeAttribute("transform");
      }
    }
    this.#frameChosen(bounds);
  }

  #frameChosen(bounds: Bounds | null): void {
    if (!bounds || !this.#geometry) {
      this.#frameOfChosen.removeAttribute("width");
      this.#frameOfChosen.removeAttribute("height");
      return this.#over.remove();
    }
    const [one, other] = [apply(this.#geometry.toSheet, bounds.x1, bounds.y1), apply(this.#geometry.toSheet, bounds.x2, bounds.y2)];
    const room = 6;
    this.#frameOfChosen.setAttribute("x", String(Math.min(one[0], other[0]) - room));
    this.#frameOfChosen.setAttribute("y", String(Math.min(one[1], other[1]) - room));
    this.#frameOfChosen.setAttribute("width", String(Math.abs(one[0] - other[0]) + 2 * room));
    this.#frameOfChosen.setAttribute("height", String(Math.abs(one[1] - other[1]) + 2 * room));
    this.#host.append(this.#over);
  }

  remove(): void {
    this.#over.remove();
    this.#svg.remove();
    this.#notes.remove();
    this.#opening.remove();
  }

  #frame(): void {
    if (!this.#geometry) return this.#host.append(this.#opening);
    this.#opening.remove();
    for (const svg of [this.#svg, this.#over]) {
      svg.setAttribute("viewBox", `0 0 ${this.#geometry.width} ${this.#geometry.height}`);
      svg.setAttribute("preserveAspectRatio", "none");
    }
  }

  // Two versions of one note (written on two machines) stand in one place: each is seen, and says that there are more.
  #spreadCopies(): void {
    for (const copies of copiesOf(this.#annotations)) {
      copies.forEach(({ id, text }, nth) => {
        const note = this.#drawn.get(id)?.nodes.at(-1);
        if (!(note instanceof HTMLElement) || text === "") return;
        note.style.translate = copies.length > 1 ? `${nth * copyShiftPx}px ${nth * copyShiftPx}px` : "";
        if (copies.length > 1) note.dataset["copies"] = words.writing.copiesSign(copies.length);
        else delete note.dataset["copies"];
      });
    }
  }

  // Highlights below all; words, of whatever kind of annotation, as a note.
  #draw(annotation: Annotation, geometry: Geometry): Element[] {
    const nodes: Element[] = [];
    if (annotation.kind === "highlight") {
      const shape = drawHighlight(annotation, geometry);
      this.#svg.prepend(shape);
      nodes.push(shape);
    } else if (annotation.kind === "ink") {
      const ink = drawInk(annotation, geometry);
      this.#svg.append(ink);
      nodes.push(ink);
    }
    if (annotation.text !== "") {
      const note = this.#noteOf(annotation, geometry);
      this.#notes.append(note);
      nodes.push(note);
    }
    return nodes;
  }

  #noteOf(annotation: Annotation, geometry: Geometry): Element {
    const [x, y] = apply(
      geometry.toSheet,
      annotation.rect[0] ?? annotation.strokes[0]?.points[0] ?? 0,
      annotation.rect[3] ?? annotation.strokes[0]?.points[1] ?? 0,
    );
    const button = document.createElement("button");
    button.dataset["mark"] = annotation.id;
    this.#label(button, annotation);
    button.style.left = `${(x / geometry.width) * 100}%`;
    button.style.top = `${(y / geometry.height) * 100}%`;
    button.addEventListener("click", () => this.#onNote(annotation));
    return button;
  }

  #label(button: HTMLElement, annotation: Annotation): void {
    const { label, kind, folded } = this.#describe(annotation);
    button.className = `note ${kind}${folded ? " folded" : ""}`;
    button.setAttribute("aria-label", label);
    button.textContent = folded ? "✎" : annotation.text;
  }
}
