// One page's annotations as SVG over the page, in sheet points, so that zooming costs nothing. Text notes are real buttons: they can be
// tapped, focused and read out.
//
// As long as nobody knows how the page lies, nothing stands on it but the word that it is being opened: ink in a wrong place is worse
// than ink that comes a moment later.
import type { Annotation } from "../../generated/protocol";
import { agree, apply, type Geometry } from "../../pages/geometry";
import { outlinePath } from "./ink";
import { commentColour } from "./comment";
import { quadPolygons } from "../../pages/quads";

const svgName = "http://www.w3.org/2000/svg";
const element = <K extends keyof SVGElementTagNameMap>(name: K): SVGElementTagNameMap[K] => document.createElementNS(svgName, name);

// Who wrote it and who sees it, in words, for the note's button.
export type Describe = (annotation: Annotation) => { label: string; kind: string };

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
    shape.setAttribute("points", polygon.map((corner) => corner.map((value) => value.toFixed(2)).join(",")).join(" "));
    group.append(shape);
  }
  return group;
}

export const copyShiftPx = 24;

// Notes with words by author and place, in the order they were made.
export function copiesOf(annotations: readonly Annotation[]): Annotation[][] {
  const places = new Map<string, Annotation[]>();
  for (const each of annotations) {
    if (each.text === "") continue;
    const key = `${each.author} ${each.rect.join(" ")} ${each.created_at}`;
    places.set(key, [...(places.get(key) ?? []), each]);
  }
  return [...places.values()].map((copies) => copies.sort((a, b) => a.id.localeCompare(b.id)));
}

export class AnnotationLayer {
  readonly #host: HTMLElement;
  readonly #svg = element("svg");
  readonly #notes = document.createElement("div");
  readonly #wet = element("path");
  readonly #describe: Describe;
  readonly #onNote: (annotation: Annotation) => void;
  readonly #drawn = new Map<string, { annotation: Annotation; nodes: Element[] }>();
  readonly #opening = document.createElement("p");
  #geometry: Geometry | undefined;
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
    this.#svg.append(this.#wet);
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

  // The stroke under the pen.
  showWet(points: readonly number[], widthPt: number, colour: string): void {
    this.#wet.setAttribute("d", points.length > 0 && this.#geometry ? outlinePath(points, widthPt, this.#geometry.toSheet) : "");
    this.#wet.setAttribute("fill", colour);
    this.#wet.removeAttribute("class");
    this.#wet.removeAttribute("opacity");
  }

  // The highlight being dragged.
  showWetQuads(quads: readonly number[], colour: string): void {
    if (!this.#geometry) return;
    const polygons = quadPolygons(quads, this.#geometry.toSheet);
    this.#wet.setAttribute(
      "d",
      polygons.map((polygon) => `M${polygon.map((corner) => corner.map((value) => value.toFixed(2)).join(" ")).join("L")}Z`).join(""),
    );
    this.#wet.setAttribute("fill", colour);
    this.#wet.setAttribute("class", "highlight");
    this.#wet.setAttribute("opacity", "0.45");
  }

  dry(): void {
    this.#wet.setAttribute("d", "");
  }

  remove(): void {
    this.#svg.remove();
    this.#notes.remove();
    this.#opening.remove();
  }

  #frame(): void {
    if (!this.#geometry) return this.#host.append(this.#opening);
    this.#opening.remove();
    this.#svg.setAttribute("viewBox", `0 0 ${this.#geometry.width} ${this.#geometry.height}`);
    this.#svg.setAttribute("preserveAspectRatio", "none");
  }

  // Two versions of one note (written on two machines) stand in one place: each is seen, and says that there are more.
  #spreadCopies(): void {
    for (const copies of copiesOf(this.#annotations)) {
      copies.forEach(({ id, text }, nth) => {
        const note = this.#drawn.get(id)?.nodes.at(-1);
        if (!(note instanceof HTMLElement) || text === "") return;
        note.style.translate = copies.length > 1 ? `${nth * copyShiftPx}px ${nth * copyShiftPx}px` : "";
        if (copies.length > 1) note.dataset["copies"] = `${copies.length} bản`;
        else delete note.dataset["copies"];
      });
    }
  }

  // Marks below the pen's own, highlights below all; words, of whatever kind of annotation, as a note.
  #draw(annotation: Annotation, geometry: Geometry): Element[] {
    const nodes: Element[] = [];
    if (annotation.kind === "highlight") {
      const shape = drawHighlight(annotation, geometry);
      this.#svg.prepend(shape);
      nodes.push(shape);
    } else if (annotation.kind === "ink") {
      const ink = drawInk(annotation, geometry);
      this.#svg.insertBefore(ink, this.#wet);
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
    const { label, kind } = this.#describe(annotation);
    const [x, y] = apply(
      geometry.toSheet,
      annotation.rect[0] ?? annotation.strokes[0]?.points[0] ?? 0,
      annotation.rect[3] ?? annotation.strokes[0]?.points[1] ?? 0,
    );
    const button = document.createElement("button");
    button.className = `note ${kind}`;
    button.setAttribute("aria-label", label);
    button.textContent = annotation.text;
    button.style.left = `${(x / geometry.width) * 100}%`;
    button.style.top = `${(y / geometry.height) * 100}%`;
    button.addEventListener("click", () => this.#onNote(annotation));
    return button;
  }
}
