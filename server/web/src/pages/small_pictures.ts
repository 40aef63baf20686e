// A small picture of every page, decoded and at hand, so that pages that fly by are pictures and not white sheets. All together are no
// larger than one sharp page. They come one after the other, the nearest to the eye first, and where a document has more pages than fit,
// the farthest go.
import { canvasPixelsMax } from "./layout";

export const smallPixelsMax = canvasPixelsMax;
const widthMost = 240;
const widthLeast = 72;
const ratio = Math.SQRT2;
// Between two of them the page breathes.
const pauseMs = 12;

// How wide each is, and how many there may be.
export function measures(pages: number): { width: number; most: number } {
  const even = Math.sqrt(smallPixelsMax / Math.max(1, pages) / ratio);
  const width = Math.floor(Math.max(widthLeast, Math.min(widthMost, even)));
  return { width, most: Math.max(1, Math.floor(smallPixelsMax / (width * width * ratio))) };
}

// The page to fetch next: unknown, within reach of the eye, the nearest first, of two as near the one that is ahead.
export function nextOf(known: (page: number) => boolean, pages: number, eye: number, ahead: 1 | -1, most: number): number | undefined {
  for (let distance = 0; distance < pages && 2 * distance < most + 1; distance++) {
    for (const page of [eye + ahead * distance, eye - ahead * distance]) if (page >= 0 && page < pages && !known(page)) return page;
  }
  return undefined;
}

export class SmallPictures {
  readonly #pages: number;
  readonly #width: number;
  readonly #most: number;
  readonly #source: (page: number) => Promise<Blob | undefined>;
  readonly #arrived: (page: number) => void;
  readonly #kept = new Map<number, HTMLCanvasElement>();
  readonly #without = new Set<number>();
  #eye = 0;
  #ahead: 1 | -1 = 1;
  #busy = false;
  #closed = false;

  // `source`: the page's picture as a file; nothing when there is none.
  constructor(pages: number, source: (page: number) => Promise<Blob | undefined>, arrived: (page: number) => void) {
    this.#pages = pages;
    ({ width: this.#width, most: this.#most } = measures(pages));
    this.#source = source;
    this.#arrived = arrived;
  }

  of(page: number): HTMLCanvasElement | undefined {
    return this.#kept.get(page);
  }

  // The eye is here now.
  look(page: number): void {
    if (page !== this.#eye) this.#ahead = page > this.#eye ? 1 : -1;
    this.#eye = page;
    void this.#work();
  }

  // A sharp page leaves a small one behind, where there is none.
  keep(page: number, sharp: HTMLCanvasElement): void {
    if (this.#kept.has(page) || sharp.width === 0) return;
    this.#put(page, sharp, sharp.width, sharp.height);
  }

  close(): void {
    this.#closed = true;
    for (const canvas of this.#kept.values()) canvas.width = canvas.height = 0;
    this.#kept.clear();
  }

  async #work(): Promise<void> {
    if (this.#busy || this.#closed) return;
    this.#busy = true;
    for (;;) {
      const page = nextOf((each) => this.#kept.has(each) || this.#without.has(each), this.#pages, this.#eye, this.#ahead, this.#most);
      if (page === undefined || this.#closed) break;
      await this.#fetch(page).catch(() => this.#without.add(page));
      await new Promise((done) => setTimeout(done, pauseMs));
    }
    this.#busy = false;
  }

  async #fetch(page: number): Promise<void> {
    const file = await this.#source(page);
    if (!file) {
      this.#without.add(page);
      return;
    }
    const picture = await decoded(file);
    if (!this.#closed && picture.width > 0) this.#put(page, picture, picture.width, picture.height);
    else this.#without.add(page);
    picture.close();
  }

  #put(page: number, picture: CanvasImageSource, width: number, height: number): void {
    const canvas = document.createElement("canvas");
    canvas.className = "small";
    canvas.width = this.#width;
    // A strip or a pillar is squeezed: it is stretched again where it lies.
    canvas.height = Math.max(8, Math.min(Math.round(this.#width * ratio), Math.round((this.#width * height) / width)));
    const brush = canvas.getContext("2d", { alpha: false });
    if (!brush) return;
    brush.imageSmoothingQuality = "medium";
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    this.#kept.set(page, canvas);
    this.#forget();
    this.#arrived(page);
  }

  // The farthest from the eye go; one that is on the screen is never the farthest.
  #forget(): void {
    while (this.#kept.size > this.#most) {
      let farthest = -1;
      for (const page of this.#kept.keys())
        if (farthest < 0 || Math.abs(page - this.#eye) > Math.abs(farthest - this.#eye)) farthest = page;
      const canvas = this.#kept.get(farthest)!;
      this.#kept.delete(farthest);
      if (canvas.isConnected) continue;
      canvas.width = canvas.height = 0;
    }
  }
}

const decoded = (file: Blob): Promise<ImageBitmap> => createImageBitmap(file);
