// What fills the pages: a small picture in the same moment, the server's as soon as it is read, the sharp one when the scrolling is calm,
// and where a page is enlarged beyond what its canvas may hold, the part that is seen once more.
//
// One is drawn at a time, the nearest to the eye first; what leaves the window is cancelled and its canvas emptied (an iPad counts
// canvas memory strictly: layout.ts says how much may live). A page that cannot be drawn keeps the server's picture, and says so.
import { covers, type Part, partOf, seenOf, wantsDetail } from "./detail";
import { canvasPixelsMax, type Place, renderScale, worthDrawing } from "./layout";
import type { Size } from "./geometry";
import type { PdfFile, PdfPage } from "./pdf";
import type { Previews } from "./previews";
import { PictureStack } from "./picture_stack";
import type { PageSlot, Scroller } from "./scroller";
import { SmallPictures } from "./small_pictures";
import { type InsteadOfPage, looksLost, undrawnWords } from "./undrawn";

// pdf.js's own word for a drawing that was called off.
const wasCancelled = (error: unknown): boolean => (error as Error | undefined)?.name === "RenderingCancelledException";

interface Picture {
  readonly slot: PageSlot;
  readonly stack: PictureStack;
  page: PdfPage | undefined;
  words: HTMLParagraphElement | undefined; // why the page is not drawn
  scale: number; // of the sharp canvas
  part: Part | undefined; // of the detail
  partScale: number;
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
// While the fingers enlarge, every moment has another size.
const resizedMs = 150;

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
  #arriving = false;
  #share = 1;
  readonly #later = new Set<number>(); // pages to be drawn when the whole file is here
  #drawing: Drawing | undefined;
  #calm = true;
  #small: SmallPictures | undefined;
  #resized: ReturnType<typeof setTimeout> | undefined;

  // `words`: what a page that is not drawn says.
  constructor(events: PicturesEvents, pixelRatio: number, words: Readonly<Record<InsteadOfPage, string>> = undrawnWords) {
    this.#events = events;
    this.#pixelRatio = pixelRatio;
    this.#words = words;
  }

  // Of what an iPad's canvases may hold: the rest is another room's.
  setShare(share: number): void {
    this.#share = share;
    void this.#sharpen();
  }

  attach(scroller: Scroller): void {
    this.#scroller = scroller;
    this.#small = new SmallPictures(
      scroller.layout.pages.length,
      async (index) => await this.#previews?.file(index),
      (index) => this.#showSmall(this.#pictures.get(index)),
    );
    void this.#sharpen();
  }

  // Null: the server has made none. Not told yet: they may be on their way.
  setPreviews(previews: Previews | null): void {
    this.#previews = previews;
    for (const picture of this.#pictures.values()) void this.#showPreview(picture);
    if (previews) this.#small?.look(this.#scroller?.current ?? 0);
  }

  // Nothing of the file can be drawn here.
  failFile(): void {
    this.#fileFailed = true;
    for (const picture of this.#pictures.values()) this.#giveUp(picture);
  }

  // `arriving`: its bytes still come, so nothing that goes wrong is said of it; the whole file is told later.
  setFile(file: PdfFile, arriving = false): void {
    const before = this.#file;
    this.#file = file;
    this.#arriving = arriving;
    this.#later.clear();
    this.#fileFailed = false;
    this.#undrawable.clear();
    this.#proved.clear();
    for (const picture of this.#pictures.values()) this.#dropWords(picture);
    // The document came a second time (pieces of it were gone): nothing of the first file is asked any more.
    if (before) {
      this.#drawing?.cancel();
      for (const picture of this.#pictures.values()) {
        picture.page = undefined;
        picture.scale = picture.partScale = 0; // what stands there is drawn anew
      }
      void before.close().catch(() => undefined);
    }
    for (const picture of this.#pictures.values()) void this.#openPage(picture);
    void this.#sharpen();
  }

  enter(slot: PageSlot): void {
    const stack = new PictureStack(slot.element);
    const picture: Picture = { slot, stack, page: undefined, words: undefined, scale: 0, part: undefined, partScale: 0 };
    this.#pictures.set(slot.index, picture);
    this.#showSmall(picture);
    if (this.#isUndrawable(slot.index)) this.#giveUp(picture);
    // Of what flies by, no file is opened.
    if (!this.#calm) return;
    this.#arrive(picture);
    void this.#sharpen();
  }

  leave(slot: PageSlot): void {
    const picture = this.#pictures.get(slot.index);
    this.#pictures.delete(slot.index);
    if (this.#drawing?.index === slot.index) this.#drawing.cancel();
    if (!picture) return;
    picture.stack.remove();
    this.#dropWords(picture);
    picture.page?.cleanup();
  }

  resized(slot: PageSlot): void {
    if (this.#drawing?.index === slot.index) this.#drawing.cancel();
    clearTimeout(this.#resized);
    this.#resized = setTimeout(() => void this.#sharpen(), resizedMs);
  }

  moved(calm: boolean): void {
    this.#calm = calm;
    if (this.#previews) this.#small?.look(this.#scroller?.current ?? 0);
    if (!calm) return;
    for (const picture of this.#pictures.values()) this.#arrive(picture);
    void this.#sharpen();
  }

  close(): void {
    this.#drawing?.cancel();
    clearTimeout(this.#resized);
    for (const picture of this.#pictures.values()) this.leave(picture.slot);
    this.#small?.close();
    void this.#file?.close();
    this.#file = undefined;
  }

  #arrive(picture: Picture): void {
    void this.#showPreview(picture);
    void this.#openPage(picture);
  }

  #showSmall(picture: Picture | undefined): void {
    if (picture && !picture.stack.sharp) picture.stack.setSmall(this.#small?.of(picture.slot.index));
  }

  #isUndrawable(index: number): boolean {
    return this.#fileFailed || this.#undrawable.has(index);
  }

  #giveUp(picture: Picture): void {
    if (this.#arriving) return void this.#later.add(picture.slot.index);
    this.#undrawable.add(picture.slot.index);
    picture.stack.dropSharp();
    picture.stack.dropDetail();
    this.#showSmall(picture);
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
    const instead: InsteadOfPage = picture.stack.image ? "picture" : noPicture ? "nothing" : "coming";
    if (!picture.words) {
      picture.words = document.createElement("p");
      picture.slot.element.append(picture.words);
    }
    picture.words.className = `undrawn ${instead}`;
    picture.words.textContent = this.#words[instead];
  }

  async #showPreview(picture: Picture): Promise<void> {
    const { stack } = picture;
    if (stack.image || stack.sharp || !this.#previews) return this.#sayUndrawn(picture);
    const url = await this.#previews.url(picture.slot.index).catch(() => undefined);
    if (!url) return this.#sayUndrawn(picture, true);
    if (stack.image || stack.sharp || this.#pictures.get(picture.slot.index) !== picture) {
      URL.revokeObjectURL(url);
      return;
    }
    stack.setImage(url);
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

  #sizeOf({ slot, page }: Picture): Size | undefined {
    return page?.geometry ?? this.#placeOf(slot);
  }

  #placeOf(slot: PageSlot): Place | undefined {
    return this.#scroller?.layout.pages[slot.index];
  }

  #scaleOf(picture: Picture): number {
    const [size, place] = [this.#sizeOf(picture), this.#placeOf(picture.slot)];
    return size && place ? renderScale(size, place.width, this.#pixelRatio) : 0;
  }

  #pixelsOf(picture: Picture): number {
    const [size, scale] = [this.#sizeOf(picture), this.#scaleOf(picture)];
    return size ? size.width * size.height * scale * scale : 0;
  }

  // The enlarged page that most of the eye is on, if a detail of it is wanted.
  #enlarged(): Picture | undefined {
    const { seen } = this.#scroller ?? {};
    if (!seen) return undefined;
    const area = (picture: Picture): number => {
      const place = this.#placeOf(picture.slot);
      const within = place && seenOf(place, seen);
      return within ? within.width * within.height : 0;
    };
    const [most] = [...this.#pictures.values()].sort((a, b) => area(b) - area(a));
    const place = most && this.#placeOf(most.slot);
    if (!most?.page || !place || this.#isUndrawable(most.slot.index)) return undefined;
    return wantsDetail(most.page.geometry, place, this.#pixelRatio) ? most : undefined;
  }

  // The undrawn page nearest to the eye, if one may be drawn now.
  #next(enlarged: boolean): Picture | undefined {
    const current = this.#scroller?.current ?? 0;
    const distance = (picture: Picture): number => Math.abs(picture.slot.index - current);
    const sorted = [...this.#pictures.values()].sort((a, b) => distance(a) - distance(b));
    const pixels = sorted.map((picture) => this.#pixelsOf(picture));
    const near = sorted.slice(0, worthDrawing(pixels, enlarged ? canvasPixelsMax : 0, this.#share));
    for (const picture of this.#pictures.values()) {
      if (picture.stack.sharp && !near.includes(picture)) {
        picture.stack.dropSharp();
        this.#showSmall(picture);
        void this.#showPreview(picture);
      }
    }
    const isSharp = (picture: Picture): boolean => {
      const scale = this.#scaleOf(picture);
      return picture.stack.sharp !== undefined && Math.abs(picture.scale - scale) <= 0.01 * scale;
    };
    const mayBe = ({ slot, page }: Picture): boolean =>
      page !== undefined && !this.#isUndrawable(slot.index) && !this.#later.has(slot.index);
    return near.find((picture) => mayBe(picture) && !isSharp(picture));
  }

  // One after the other: pages first, then the detail.
  async #sharpen(): Promise<void> {
    if (this.#drawing || !this.#calm || !this.#scroller) return;
    const enlarged = this.#enlarged();
    for (const picture of this.#pictures.values()) if (picture !== enlarged) picture.stack.dropDetail();
    const picture = this.#next(enlarged !== undefined);
    if (picture?.page) await this.#drawPage(picture, picture.page);
    else if (!enlarged?.page || !(await this.#drawDetail(enlarged, enlarged.page))) return;
    void this.#sharpen();
  }

  async #drawPage(picture: Picture, page: PdfPage): Promise<void> {
    const { slot } = picture;
    const canvas = document.createElement("canvas");
    const scale = this.#scaleOf(picture);
    const ended = await this.#draw(slot.index, page.render(canvas, scale));
    let drawn = ended === "drawn" && this.#pictures.get(slot.index) === picture;
    let failed = ended === "failed";
    if (drawn && !this.#proved.has(slot.index)) failed = await this.#isLost(picture, canvas);
    drawn &&= !failed;
    const here = this.#pictures.get(slot.index) === picture && picture.page === page;
    if (failed && here) this.#giveUp(picture);
    if (drawn && here) {
      if (!this.#arriving) this.#small?.keep(slot.index, canvas);
      picture.scale = scale;
      picture.stack.setSharp(canvas);
    } else canvas.width = canvas.height = 0;
    this.#forgetImages(page);
    this.#drawing = undefined;
  }

  // What pdf.js has unpacked of a scanned page is 35 MB: only the page drawn last keeps it, for the next zoom.
  #forgetImages(except: PdfPage): void {
    for (const { page } of this.#pictures.values()) if (page !== except) page?.cleanup();
  }

  // False: there was nothing to draw. A detail that fails is none; the page itself is there.
  async #drawDetail(picture: Picture, page: PdfPage): Promise<boolean> {
    const place = this.#placeOf(picture.slot);
    const { seen } = this.#scroller ?? {};
    if (!place || !seen || !picture.stack.sharp) return false;
    const scale = (place.width / page.geometry.width) * this.#pixelRatio;
    if (picture.stack.detail && picture.part && picture.partScale === scale && covers(picture.part, place, seen)) return false;
    const part = partOf(place, seen, this.#pixelRatio);
    if (!part) return false;
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(part.width * place.width * this.#pixelRatio);
    canvas.height = Math.floor(part.height * place.height * this.#pixelRatio);
    const [left, top] = [part.left * place.width * this.#pixelRatio, part.top * place.height * this.#pixelRatio];
    const ended = await this.#draw(picture.slot.index, page.renderPart(canvas, scale, left, top));
    if (ended === "drawn" && this.#pictures.get(picture.slot.index) === picture) {
      Object.assign(picture, { part, partScale: scale });
      picture.stack.setDetail(canvas, part);
    } else canvas.width = canvas.height = 0;
    this.#drawing = undefined;
    return ended !== "failed";
  }

  // Until the caller says that nothing is drawn any more.
  async #draw(index: number, task: { readonly promise: Promise<void>; cancel(): void }): Promise<"drawn" | "called off" | "failed"> {
    this.#drawing = { index, cancel: () => task.cancel() };
    let tooLong = false;
    const patience = inSight(patienceS, () => {
      if (this.#arriving) return;
      tooLong = true;
      task.cancel();
    });
    try {
      await task.promise;
      return "drawn";
    } catch (error) {
      if (!tooLong && wasCancelled(error)) return "called off";
      console.warn("page", index + 1, tooLong ? `not drawn after ${patienceS} s` : error);
      return "failed";
    } finally {
      patience();
    }
  }

  // Against the server's picture, once a page.
  async #isLost(picture: Picture, canvas: HTMLCanvasElement): Promise<boolean> {
    const { slot } = picture;
    const { image } = picture.stack;
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
