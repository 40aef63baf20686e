// What fills the pages: the preview at once, the sharp picture when the scrolling is calm.
//
// One page is drawn at a time, the nearest to the eye first; what leaves the window is cancelled and its canvas emptied (an iPad counts
// canvas memory strictly: layout.ts says how much may live). A page that cannot be drawn keeps the server's picture, and says so.
import { renderScale, worthDrawing } from "./layout";
import type { PdfFile, PdfPage } from "./pdf";
import type { Previews } from "./previews";
import type { PageSlot, Scroller } from "./scroller";
import { type InsteadOfPage, looksLost, undrawnWords } from "./undrawn";

// pdf.js's own word for a drawing that was called off.
const wasCancelled = (error: unknown): boolean => (error as Error | undefined)?.name === "RenderingCancelledException";

interface Picture {
  readonly slot: PageSlot;
  image: HTMLImageElement | undefined;
  canvas: HTMLCanvasElement | undefined;
  page: PdfPage | undefined;
  words: HTMLParagraphElement | undefined; // why the page is not drawn
  stale: boolean; // drawn for another size
}

interface Drawing {
  readonly index: number;
  cancel(): void;
}

export interface PicturesEvents {
  // The PDF's page has become known (its geometry, its text).
  known(slot: PageSlot, page: PdfPage): void;
  // The page will not be drawn. Told again when it comes into sight again.
  undrawn?(slot: PageSlot): void;
}

// In sight of somebody: a hidden page does not draw at all.
const patienceS = 30;

export class Pictures {
  readonly #pictures = new Map<number, Picture>();
  readonly #events: PicturesEvents;
  readonly #pixelRatio: number;
  readonly #words: Readonly<Record<InsteadOfPage, string>>;
  readonly #undrawable = new Set<number>();
  readonly #proved = new Set<number>(); // held against the server's picture
  #scroller: Scroller | undefined;
  #previews: Previews | null | undefined;
  #file: PdfFile | undefined;
  #fileFailed = false;
  #drawing: Drawing | undefined;
  #calm = true;

  // `words`: what a page that is not drawn says.
  constructor(events: PicturesEvents, pixelRatio: number, words: Readonly<Record<InsteadOfPage, string>> = undrawnWords) {
    this.#events = events;
    this.#pixelRatio = pixelRatio;
    this.#words = words;
  }

  attach(scroller: Scroller): void {
    this.#scroller = scroller;
    void this.#sharpen();
  }

  // Null: the server has made none. Not told yet: they may be on their way.
  setPreviews(previews: Previews | null): void {
    this.#previews = previews;
    for (const picture of this.#pictures.values()) void this.#showPreview(picture);
  }

  // Nothing of the file can be drawn here.
  failFile(): void {
    this.#fileFailed = true;
    for (const picture of this.#pictures.values()) this.#giveUp(picture);
  }

  setFile(file: PdfFile): void {
    const before = this.#file;
    this.#file = file;
    this.#fileFailed = false;
    this.#undrawable.clear();
    this.#proved.clear();
    for (const picture of this.#pictures.values()) this.#dropWords(picture);
    // The document came a second time (pieces of it were gone): nothing of the first file is asked any more.
    if (before) {
      this.#drawing?.cancel();
      for (const picture of this.#pictures.values()) picture.page = undefined;
      void before.close().catch(() => undefined);
    }
    for (const picture of this.#pictures.values()) void this.#openPage(picture);
    void this.#sharpen();
  }

  enter(slot: PageSlot): void {
    const picture: Picture = { slot, image: undefined, canvas: undefined, page: undefined, words: undefined, stale: false };
    this.#pictures.set(slot.index, picture);
    void this.#showPreview(picture);
    if (this.#isUndrawable(slot.index)) this.#giveUp(picture);
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
    this.#dropWords(picture);
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

  #isUndrawable(index: number): boolean {
    return this.#fileFailed || this.#undrawable.has(index);
  }

  #giveUp(picture: Picture): void {
    this.#undrawable.add(picture.slot.index);
    this.#dropCanvas(picture);
    this.#events.undrawn?.(picture.slot);
    this.#sayUndrawn(picture);
    void this.#showPreview(picture);
  }

  #dropWords(picture: Picture): void {
    picture.words?.remove();
    picture.words = undefined;
  }

  #sayUndrawn(picture: Picture, noPicture = this.#previews === null): void {
    if (!this.#isUndrawable(picture.slot.index)) return;
    const instead: InsteadOfPage = picture.image ? "picture" : noPicture ? "nothing" : "coming";
    if (!picture.words) {
      picture.words = document.createElement("p");
      picture.slot.element.append(picture.words);
    }
    picture.words.className = `undrawn ${instead}`;
    picture.words.textContent = this.#words[instead];
  }

  async #showPreview(picture: Picture): Promise<void> {
    if (picture.image || picture.canvas || !this.#previews) return this.#sayUndrawn(picture);
    const url = await this.#previews.url(picture.slot.index).catch(() => undefined);
    if (!url) return this.#sayUndrawn(picture, true);
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
    this.#sayUndrawn(picture);
  }

  async #openPage(picture: Picture): Promise<void> {
    const file = this.#file;
    if (!file || picture.page) return;
    if (picture.slot.index >= file.pages) return this.#giveUp(picture);
    let page: PdfPage;
    try {
      page = await file.page(picture.slot.index);
    } catch (error) {
      console.warn("page", picture.slot.index + 1, error);
      if (this.#pictures.get(picture.slot.index) === picture && this.#file === file) this.#giveUp(picture);
      return;
    }
    if (this.#pictures.get(picture.slot.index) !== picture || this.#file !== file) return;
    picture.page = page;
    this.#events.known(picture.slot, page);
    void this.#sharpen();
  }

  // The undrawn page nearest to the eye, if one may be drawn now.
  #next(): Picture | undefined {
    const current = this.#scroller?.current ?? 0;
    const distance = (picture: Picture): number => Math.abs(picture.slot.index - current);
    const sorted = [...this.#pictures.values()].sort((a, b) => distance(a) - distance(b));
    const near = sorted.slice(0, worthDrawing(sorted.map((picture) => this.#pixelsOf(picture))));
    for (const picture of this.#pictures.values()) {
      if (picture.canvas && !near.includes(picture)) {
        this.#dropCanvas(picture);
        void this.#showPreview(picture);
      }
    }
    return near.find((picture) => picture.page && !this.#isUndrawable(picture.slot.index) && (!picture.canvas || picture.stale));
  }

  #pixelsOf({ slot, page }: Picture): number {
    const place = this.#scroller?.layout.pages[slot.index];
    if (!place) return 0;
    const scale = renderScale(page?.geometry ?? place, place.width, this.#pixelRatio);
    const { width, height } = page?.geometry ?? place;
    return width * height * scale * scale;
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
    let tooLong = false;
    const patience = inSight(patienceS, () => {
      tooLong = true;
      task.cancel();
    });
    let drawn = false;
    let failed = false;
    try {
      await task.promise;
      drawn = this.#pictures.get(slot.index) === picture;
    } catch (error) {
      failed = tooLong || !wasCancelled(error);
      if (failed) console.warn("page", slot.index + 1, tooLong ? `not drawn after ${patienceS} s` : error);
    }
    patience();
    if (drawn && !this.#proved.has(slot.index)) failed = await this.#isLost(picture, canvas);
    const here = this.#pictures.get(slot.index) === picture && picture.page === page;
    if (failed && here) this.#giveUp(picture);
    if (drawn && here && !failed) this.#put(picture, canvas);
    else canvas.width = canvas.height = 0;
    this.#drawing = undefined;
    void this.#sharpen();
  }

  // Against the server's picture, once a page.
  async #isLost(picture: Picture, canvas: HTMLCanvasElement): Promise<boolean> {
    const { image, slot } = picture;
    if (!image) return false;
    const readable = await image.decode().then(
      () => true,
      () => false,
    );
    if (!readable) return false;
    const lost = looksLost(canvas, image);
    if (lost) console.warn("page", slot.index + 1, "is on the server's picture and not on the drawing");
    else this.#proved.add(slot.index);
    return lost;
  }

  #put(picture: Picture, canvas: HTMLCanvasElement): void {
    this.#dropCanvas(picture);
    picture.canvas = canvas;
    (picture.image ?? picture.slot.element.firstElementChild)?.before(canvas);
    if (!canvas.isConnected) picture.slot.element.prepend(canvas);
    this.#dropImage(picture);
  }
}

// Calls `late` after so many seconds in which the page was in sight. Answers how to call it off.
function inSight(seconds: number, late: () => void): () => void {
  let seen = 0;
  const timer = setInterval(() => {
    if (document.visibilityState !== "visible") return;
    seen += 1;
    if (seen < seconds) return;
    clearInterval(timer);
    late();
  }, 1_000);
  return () => clearInterval(timer);
}
