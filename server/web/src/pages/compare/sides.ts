// Two revisions on this machine, and how they are compared there: first by their words, then, where those are the same, by pictures.
//
// Pictures are the server's (all pages in one bundle, made the same way each time: equal bytes are equal pages), else drawn here. A page
// is drawn large only when it is looked at.
import type { Preview } from "../../generated/protocol";
import type { ByteSource } from "../bytes";
import type { Geometry } from "../geometry";
import { canvasPixelsMax } from "../layout";
import type { PdfFile } from "../pdf";
import { type ComparedPages, compareWords, isChanged } from "./comparison";
import { type PictureType, pictureTypeOf } from "../picture_type";
import type { Box, PageWords } from "./page_words";
import { type GreyPicture, greyOf, pictureDiff } from "./picture_diff";

export interface Bundle {
  readonly preview: Preview;
  readonly bytes: Blob;
}

const picturePx = 480; // wide: as the server makes them
const movedPt = 2;
const pageMovedShare = 0.02; // around a word that stands elsewhere

export interface PictureDifference {
  readonly pages: ComparedPages;
  readonly boxes: readonly Box[]; // in shares of the page
}

export class Side {
  readonly pages: number;
  #readable: boolean;
  #closed = false;
  #words: PageWords[] = [];
  #geometries: Geometry[] = [];
  readonly #file: PdfFile | undefined;
  readonly #bundle: Bundle | undefined;

  private constructor(file: PdfFile | undefined, bundle: Bundle | undefined) {
    this.#file = file;
    this.#bundle = bundle;
    this.#readable = file !== undefined;
    this.pages = file?.pages ?? bundle?.preview.ends.length ?? 0;
  }

  // A file that cannot be opened here is compared by its pictures, when there are any.
  static async open(source: ByteSource, bundle: Bundle | undefined): Promise<Side> {
    const { PdfFile } = await import("../pdf");
    const file = await PdfFile.open(source).catch((error: unknown) => {
      console.warn(error);
      return undefined;
    });
    return new Side(file, bundle);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#file?.close();
  }

  // Its words can be read here.
  get readable(): boolean {
    return this.#readable;
  }

  get words(): readonly PageWords[] {
    return this.#words;
  }

  // How each page lies, known with its words.
  get geometries(): readonly Geometry[] {
    return this.#geometries;
  }

  // One page whose words cannot be read makes them all worthless: it would be told as emptied.
  async read(told: (page: number) => void, isOff: () => boolean): Promise<void> {
    const words: PageWords[] = [];
    const geometries: Geometry[] = [];
    try {
      for (let index = 0; this.#file && index < this.pages && !isOff(); index++) {
        const page = await this.#file.page(index);
        words.push(await page.words());
        geometries.push(page.geometry);
        page.cleanup();
        told(index + 1);
      }
      this.#words = words;
      this.#geometries = geometries;
    } catch (error) {
      console.warn(error);
      this.#readable = false;
    }
    if (!this.readable) this.giveUpWords();
  }

  giveUpWords(): void {
    this.#words = Array.from({ length: this.pages }, () => ({ width: 595, height: 842, words: [] }));
  }

  #picture(index: number): Blob | undefined {
    const { preview, bytes } = this.#bundle ?? {};
    const end = preview?.ends[index];
    return end === undefined ? undefined : bytes?.slice(preview?.ends[index - 1] ?? 0, end);
  }

  // Equal: the same picture to the last bit. Empty: there is none.
  async digest(index: number): Promise<string> {
    const picture = this.#picture(index);
    if (!picture) return "";
    // FNV-1a of 32 bits twice is enough beside the length: nobody forges pictures that this server made.
    let [one, two] = [0x811c9dc5, 0x1234567];
    for (const byte of new Uint8Array(await picture.arrayBuffer())) {
      one = Math.imul(one ^ byte, 0x01000193);
      two = Math.imul(two ^ byte, 0x5bd1e995);
    }
    return `${picture.size}/${one >>> 0}/${two >>> 0}`;
  }

  async pictureType(index: number): Promise<PictureType | undefined> {
    const picture = this.#picture(index);
    return picture && pictureTypeOf(new Uint8Array(await picture.slice(0, 1).arrayBuffer()));
  }

  async grey(index: number, byServer: boolean): Promise<GreyPicture | undefined> {
    const picture = byServer ? this.#picture(index) : undefined;
    const canvas = document.createElement("canvas");
    if (picture) {
      const image = await createImageBitmap(picture);
      [canvas.width, canvas.height] = [image.width, image.height];
      canvas.getContext("2d", { willReadFrequently: true })?.drawImage(image, 0, 0);
      image.close();
    } else if (!(await this.draw(canvas, index, picturePx))) return undefined;
    const data = canvas.getContext("2d", { willReadFrequently: true })?.getImageData(0, 0, canvas.width, canvas.height);
    const grey = data && greyOf(data.data, canvas.width, canvas.height);
    canvas.width = canvas.height = 0;
    return grey;
  }

  // So many pixels wide. False: it cannot be drawn here; the server's picture may stand in.
  async draw(canvas: HTMLCanvasElement, index: number, widthPx: number): Promise<boolean> {
    try {
      const page = await this.#file?.page(index);
      if (!page) return false;
      const { width, height } = page.geometry;
      await page.render(canvas, Math.min(widthPx / width, Math.sqrt(canvasPixelsMax / (width * height)))).promise;
      return true;
    } catch (error) {
      if (!this.#closed) console.warn("page", index + 1, error);
      return false;
    }
  }

  // The caller revokes it.
  pictureUrl(index: number): string | undefined {
    const picture = this.#picture(index);
    return picture && URL.createObjectURL(picture);
  }
}

export type Progress = { readonly doing: "words" | "pictures"; readonly done: number; readonly all: number };

// Words that have the same text on both pages and stand elsewhere: their places on both, in shares.
function movedPlaces(was: PageWords | undefined, is: PageWords | undefined): Box[] {
  if (!was || !is) return [];
  const share = (page: PageWords, box: Box): Box => ({
    left: box.left / page.width - pageMovedShare,
    top: box.top / page.height - pageMovedShare / 2,
    right: box.right / page.width + pageMovedShare,
    bottom: box.bottom / page.height + pageMovedShare / 2,
  });
  // Running words may differ in number; the rest stands in the same order.
  if (was.words.length !== is.words.length)
    return [...was.words.map((word) => share(was, word)), ...is.words.map((word) => share(is, word))];
  return was.words.flatMap((word, at) => {
    const other = is.words[at]!;
    const stays = word.text === other.text && Math.abs(word.left - other.left) <= movedPt && Math.abs(word.top - other.top) <= movedPt;
    return stays ? [] : [share(was, word), share(is, other)];
  });
}

// By pictures where words tell nothing: pages with the same words, and pages of pictures alone.
async function byPicture(older: Side, newer: Side, pages: ComparedPages): Promise<PictureDifference> {
  const { older: was, newer: is } = pages;
  if (was === null || is === null) return { pages, boxes: [] };
  // A picture of few greys beside a JPEG differs everywhere a little: then both are drawn here.
  const [wasType, isType] = [await older.pictureType(was), await newer.pictureType(is)];
  const byServer = wasType !== undefined && wasType === isType;
  let [before, after] = [await older.grey(was, byServer), await newer.grey(is, byServer)];
  if ((!before || !after) && !byServer) [before, after] = [await older.grey(was, true), await newer.grey(is, true)];
  if (!before || !after) return { pages: { ...pages, difference: "unread" }, boxes: [] };
  const aside = movedPlaces(older.words[was], newer.words[is]);
  const boxes = pictureDiff(before, after, aside);
  const wordless = (older.words[was]?.words.length ?? 0) === 0;
  if (boxes.length > 0) return { pages: { ...pages, difference: "picture" }, boxes };
  return { pages: { ...pages, difference: aside.length > 0 && !wordless ? "flow" : "same" }, boxes };
}

// Tells what is known as it comes: all pages by their words at first, then one after the other by its picture. Nothing after `isOff`.
export async function compare(
  older: Side,
  newer: Side,
  told: (found: readonly PictureDifference[], progress: Progress | null) => void,
  isOff: () => boolean,
): Promise<void> {
  const all = older.pages + newer.pages;
  await older.read((done) => told([], { doing: "words", done, all }), isOff);
  await newer.read((done) => told([], { doing: "words", done: older.pages + done, all }), isOff);
  if (isOff()) return;
  if (!older.readable || !newer.readable) for (const side of [older, newer]) side.giveUpWords();
  const digests = async (side: Side): Promise<string[]> =>
    Promise.all(Array.from({ length: side.pages }, (_, index) => side.digest(index)));
  const pictures = [await digests(older), await digests(newer)] as const;
  const known = compareWords({ pages: older.words, pictures: pictures[0] }, { pages: newer.words, pictures: pictures[1] });
  const found: PictureDifference[] = known.map((pages) => ({ pages, boxes: [] }));
  const looked = known.flatMap((pages, at) => {
    const digest = pictures[0][pages.older ?? -1] ?? "";
    const same = digest !== "" && digest === pictures[1][pages.newer ?? -1];
    return pages.wordsStand && !same ? [at] : [];
  });
  told([...found], looked.length > 0 ? { doing: "pictures", done: 0, all: looked.length } : null);
  for (const [done, at] of looked.entries()) {
    if (isOff()) return;
    found[at] = await byPicture(older, newer, found[at]!.pages);
    const last = done + 1 === looked.length;
    if (last || isChanged(found[at].pages) || done % 8 === 7)
      told([...found], last ? null : { doing: "pictures", done: done + 1, all: looked.length });
  }
}
