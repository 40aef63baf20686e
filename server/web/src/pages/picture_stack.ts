// What lies on one page, from below: the small picture that is always at hand, the server's, the sharp one, and the detail of an enlarged
// page. Each goes when a better one has come.
import type { Part } from "./detail";

export class PictureStack {
  readonly element = document.createElement("div");
  image: HTMLImageElement | undefined;
  sharp: HTMLCanvasElement | undefined;
  detail: HTMLCanvasElement | undefined;
  #small: HTMLCanvasElement | undefined;

  constructor(page: HTMLElement) {
    this.element.className = "picture";
    page.prepend(this.element);
  }

  get bare(): boolean {
    return !this.#small && !this.image && !this.sharp;
  }

  // Lent: it goes back where it came from.
  setSmall(small: HTMLCanvasElement | undefined): void {
    if (this.#small === small) return;
    this.#small?.remove();
    this.#small = small;
    if (small) this.element.prepend(small);
  }

  setImage(url: string): HTMLImageElement {
    this.dropImage();
    const image = new Image();
    image.alt = "";
    image.decoding = "async";
    image.draggable = false;
    image.src = url;
    this.image = image;
    if (this.sharp) this.sharp.before(image);
    else this.element.append(image);
    return image;
  }

  setSharp(canvas: HTMLCanvasElement): void {
    this.dropSharp();
    canvas.className = "sharp";
    this.sharp = canvas;
    if (this.detail) this.detail.before(canvas);
    else this.element.append(canvas);
    this.dropImage();
    this.setSmall(undefined);
  }

  setDetail(canvas: HTMLCanvasElement, part: Part): void {
    this.dropDetail();
    canvas.className = "detail";
    const share = (value: number): string => `${value * 100}%`;
    Object.assign(canvas.style, { left: share(part.left), top: share(part.top), width: share(part.width), height: share(part.height) });
    this.detail = canvas;
    this.element.append(canvas);
  }

  dropImage(): void {
    if (!this.image) return;
    URL.revokeObjectURL(this.image.src);
    this.image.remove();
    this.image = undefined;
  }

  dropSharp(): void {
    this.sharp = emptied(this.sharp);
  }

  dropDetail(): void {
    this.detail = emptied(this.detail);
  }

  remove(): void {
    this.setSmall(undefined);
    this.dropImage();
    this.dropSharp();
    this.dropDetail();
    this.element.remove();
  }
}

// An iPad counts canvases until they are collected: an empty one is nothing.
function emptied(canvas: HTMLCanvasElement | undefined): undefined {
  if (!canvas) return;
  canvas.width = canvas.height = 0;
  canvas.remove();
}
