// What fills the pages: the preview at once, the sharp picture when the scrolling is calm.
//
// One page is drawn at a time, the nearest to the eye first; what leaves the window is cancelled and its canvas emptied (an iPad counts
// canvas memory strictly: at most five canvases live).
import { renderScale, sharpCanvasesMax } from "./layout";
import type { PdfFile, PdfPage } from "./pdf";
import type { Previews } from "./previews";
import type { PageSlot, Scroller } from "./scroller";

// pdf.js's own word for a drawing that was called off.
const wasCancelled = (error: unknown): boolean => (error as Error | undefined)?.name === "RenderingCancelledException";

interface Picture {
  readonly slot: PageSlot;
  image: HTMLImageElement | undefined;
  canvas: HTMLCanvasElement | undefined;
  page: PdfPage | undefined;
  stale: boolean;  // drawn for another size
}

interface Drawing {
  readonly index: number;
  cancel(): void;
}

export class Pictures {
  readonly #pictures = new Map<number, Picture>();
  readonly #onPage: (slot: PageSlot, page: PdfPage) => void;
  readonly #pixelRatio: number;
  #scroller: Scroller | undefined;
  #previews: Previews | undefined;
  #file: PdfFile | undefined;
  #drawing: Drawing | undefined;
  #calm = true;

  // `onPage`: the PDF's page has become known (its geometry, its text).
  constructor(onPage: (slot: PageSlot, page: PdfPage) => void, pixelRatio: number) {
    this.#onPage = onPage;
    this.#pixelRatio = pixelRatio;
  }

  attach(scroller: Scroller): void {
    this.#scroller = scroller;
    void this.#sharpen();
  }

  setPreviews(previews: Previews): void {
    this.#previews = previews;
    for (const picture of this.#pictures.values()) void this.#showPreview(picture);
  }

  setFile(file: PdfFile): void {
    const before = this.#file;
    this.#file = file;
    // The paper came a second time (pieces of it were gone): nothing of the first file is asked any more.
    if (before) {
      this.#drawing?.cancel();
      for (const picture of this.#pictures.values()) picture.page = undefined;
      void before.close().catch(() => undefined);
    }
    for (const picture of this.#pictures.values()) void this.#openPage(picture);
    void this.#sharpen();
  }

  enter(slot: PageSlot): void {
    const picture: Picture = { slot, image: undefined, canvas: undefined, page: undefined, stale: false };
    this.#pictures.set(slot.index, picture);
    void this.#showPreview(picture);
    void this.#openPage(picture);
    void this.#sharpen();
  }

  leave(slot: PageSlot): void {
    const picture = this.#pictures.get(slot.index);
    this.#pictures.delete(slot.index);
    if (this.#drawing?.index === slot.index) this.#drawing.cancel();
    if (!picture) return;
    this.#dropImage(picture);
    this.#dropCanvas(picture);
    picture.page?.cleanup();
  }

  resized(slot: PageSlot): void {
    const picture = this.#pictures.get(slot.index);
    if (picture?.canvas) picture.stale = true;
    if (this.#drawing?.index === slot.index) this.#drawing.cancel();
    void this.#sharpen();
  }

  moved(calm: boolean): void {
    this.#calm = calm;
    if (calm) void this.#sharpen();
  }

  close(): void {
    this.#drawing?.cancel();
    for (const picture of this.#pictures.values()) this.leave(picture.slot);
    void this.#file?.close();
    this.#file = undefined;
  }

  #dropImage(picture: Picture): void {
    if (!picture.image) return;
    URL.revokeObjectURL(picture.image.src);
    picture.image.remove();
    picture.image = undefined;
  }

  #dropCanvas(picture: Picture): void {
    if (!picture.canvas) return;
    picture.canvas.width = picture.canvas.height = 0;
    picture.canvas.remove();
    picture.canvas = undefined;
    picture.stale = false;
  }

  async #showPreview(picture: Picture): Promise<void> {
    if (picture.image || picture.canvas) return;
    const url = await this.#previews?.url(picture.slot.index).catch(() => undefined);
    if (!url) return;
    if (picture.image || this.#pictures.get(picture.slot.index) !== picture) {
      URL.revokeObjectURL(url);
      return;
    }
    const image = new Image();
    image.alt = "";
    image.decoding = "async";
    image.draggable = false;
    image.src = url;
    picture.image = image;
    picture.slot.element.prepend(image);
  }

  async #openPage(picture: Picture): Promise<void> {
    const file = this.#file;
    if (!file || picture.page || picture.slot.index >= file.pages) return;
    const page = await file.page(picture.slot.index).catch(() => undefined);
    if (!page || this.#pictures.get(picture.slot.index) !== picture) return;
    picture.page = page;
    this.#onPage(picture.slot, page);
    void this.#sharpen();
  }

  // The undrawn page nearest to the eye, if one may be drawn now.
  #next(): Picture | undefined {
    const current = this.#scroller?.current ?? 0;
    const distance = (picture: Picture): number => Math.abs(picture.slot.index - current);
    const near = [...this.#pictures.values()].sort((a, b) => distance(a) - distance(b)).slice(0, sharpCanvasesMax);
    for (const picture of this.#pictures.values()) {
      if (picture.canvas && !near.includes(picture)) {
        this.#dropCanvas(picture);
        void this.#showPreview(picture);
      }
    }
    return near.find((picture) => picture.page && (!picture.canvas || picture.stale));
  }

  async #sharpen(): Promise<void> {
    if (this.#drawing || !this.#calm || !this.#scroller) return;
    const picture = this.#next();
    if (!picture?.page) return;
    const { slot, page } = picture;
    const canvas = document.createElement("canvas");
    const shownWidth = this.#scroller.layout.pages[slot.index]!.width;
    const task = page.render(canvas, renderScale(page.geometry, shownWidth, this.#pixelRatio));
    const drawing: Drawing = { index: slot.index, cancel: () => task.cancel() };
    this.#drawing = drawing;
    let drawn = false;
    try {
      await task.promise;
      drawn = this.#pictures.get(slot.index) === picture;
    } catch (error) {
      if (!wasCancelled(error)) {
        console.warn("page", slot.index + 1, error);
        picture.page = undefined;  // stays with its preview
      }
    }
    if (drawn) {
      this.#dropCanvas(picture);
      picture.canvas = canvas;
      (picture.image ?? slot.element.firstElementChild)?.before(canvas);
      if (!canvas.isConnected) slot.element.prepend(canvas);
      this.#dropImage(picture);
    } else {
      canvas.width = canvas.height = 0;
    }
    this.#drawing = undefined;
    void this.#sharpen();
  }
}
