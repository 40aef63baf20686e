// The words of the documents on this device, page by page, so that they are found without a network and at once.
//
//   a document's bytes are verified ─▶ its words are read, page after page, when nobody touches the glass ─▶ kept under its blob's name
//
// What is kept goes with the blob, in the transaction that drops it (sync/database_store.ts). Reading one page's words takes some
// milliseconds of this thread; between two pages it is free.
import { newest } from "../../council/documents";
import { BlobBytes } from "../../pages/bytes";
import type { Client, Wanted } from "../../sync";
import { wordsKey } from "../../sync/store";
import { type PageText, pageTextOf } from "./page_finding";

type Sized = Pick<Wanted, "sha256" | "bytes">;
type Texts = readonly PageText[];

// A file whose words can be read, page by page: all of a page's words with one blank between two.
export interface Readable {
  readonly pages: number;
  words(page: number): Promise<string>;
  close(): void;
}

export type OpenReadable = (client: Client, blob: Sized) => Promise<Readable>;

const form = 1; // of what is kept
interface Kept {
  readonly form: number;
  readonly pages: readonly string[];
}

// `urgent`: somebody waits for it, so it does not wait for a quiet glass. `told`: after each page.
interface Building {
  done: Promise<Texts | undefined>;
  urgent: boolean;
  readonly told: Set<Told>;
}
type Told = (read: number, pages: number) => void;

const quietMs = 2_000; // without a touch, before a page is read for nobody
const betweenMs = 30;
const documentsHeld = 60; // whose words stay in memory
const pagesTogether = 4; // asked of the worker at once
const pagesAtOnce = 40; // folded without a pause

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

let touchedAt = Number.NEGATIVE_INFINITY;

// Nobody touches the glass, and the app is in sight.
async function quiet(isUrgent: () => boolean): Promise<void> {
  while (!isUrgent() && (performance.now() - touchedAt < quietMs || document.visibilityState !== "visible")) await sleep(300);
}

const openWithPdfjs: OpenReadable = async (client, { sha256, bytes }) => {
  const { PdfFile } = await import("../../pages/pdf");
  const file = await PdfFile.open(new BlobBytes(client.store, sha256, bytes, client.pieceIsMissing));
  return {
    pages: file.pages,
    words: async (index) => {
      const page = await file.page(index);
      const { words } = await page.words((text) => text.length);
      page.cleanup();
      return words.map(({ text }) => text).join(" ");
    },
    close: () => void file.close().catch(() => undefined),
  };
};

export class WordIndex {
  readonly #client: Client;
  readonly #open: OpenReadable;
  readonly #known = new Map<string, Texts>();
  readonly #building = new Map<string, Building>();
  readonly #unreadable = new Set<string>();
  readonly #walked = new Set<string>();
  #walking = false;

  constructor(client: Client, open: OpenReadable = openWithPdfjs) {
    this.#client = client;
    this.#open = open;
  }

  // Reads what is here and has not been read, one document after the other, for as long as the app lives.
  start(): void {
    for (const name of ["pointerdown", "wheel", "keydown"])
      addEventListener(name, () => (touchedAt = performance.now()), { capture: true, passive: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stir = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.walk(), quietMs);
    };
    this.#client.blobs.subscribe(stir);
    this.#client.loaded.subscribe(stir);
  }

  // The words of a document's pages; nothing when its bytes are not here, or cannot be read.
  async pages(blob: Sized, told?: Told): Promise<Texts | undefined> {
    const known = await this.known(blob);
    if (known || !this.#isHere(blob) || this.#unreadable.has(blob.sha256)) return known;
    const building = this.#building.get(blob.sha256) ?? this.#begin(blob);
    building.urgent = true;
    if (told) building.told.add(told);
    return await building.done;
  }

  // Only what has been read already.
  async known(blob: Pick<Sized, "sha256">): Promise<Texts | undefined> {
    const { sha256 } = blob;
    if (!this.#isHere(blob)) {
      this.#known.delete(sha256);
      return undefined;
    }
    const known = this.#known.get(sha256);
    if (known) return known;
    const kept = await this.#recall(sha256);
    return kept && (await this.#hold(blob, kept));
  }

  isUnreadable({ sha256 }: Pick<Sized, "sha256">): boolean {
    return this.#unreadable.has(sha256);
  }

  // Once through what is here.
  async walk(): Promise<void> {
    if (this.#walking) return;
    this.#walking = true;
    for (const sha256 of [...this.#walked]) if (!this.#isHere({ sha256 })) this.#walked.delete(sha256);
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        this.#walked.add(next.sha256);
        if (this.#known.has(next.sha256) || (await this.#recall(next.sha256))) continue;
        await (this.#building.get(next.sha256) ?? this.#begin(next)).done;
      }
    } finally {
      this.#walking = false;
    }
  }

  #isHere({ sha256 }: Pick<Sized, "sha256">): boolean {
    return this.#client.blobs.value.get(sha256)?.verified ?? false;
  }

  #next(): Sized | undefined {
    const newestOnes = this.#client.view.value.all("document").flatMap((document) => newest(document) ?? []);
    return newestOnes.find((revision) => this.#isHere(revision) && !this.#walked.has(revision.sha256));
  }

  #begin(blob: Sized): Building {
    const building: Building = { done: Promise.resolve(undefined), urgent: false, told: new Set() };
    building.done = this.#build(blob, building)
      .catch((error: unknown) => {
        console.warn("the words of a document cannot be read", error);
        if (this.#isHere(blob) && this.#client.health.value.state === "good") this.#unreadable.add(blob.sha256);
        return undefined;
      })
      .finally(() => this.#building.delete(blob.sha256));
    this.#building.set(blob.sha256, building);
    return building;
  }

  async #build(blob: Sized, building: Building): Promise<Texts | undefined> {
    await quiet(() => building.urgent);
    const file = await this.#open(this.#client, blob);
    try {
      const pages: string[] = [];
      while (pages.length < file.pages) {
        await quiet(() => building.urgent);
        if (!this.#isHere(blob)) return undefined;
        // Whoever waits is not kept waiting by the way to the worker and back.
        const together = Math.min(building.urgent ? pagesTogether : 1, file.pages - pages.length);
        pages.push(...(await Promise.all(Array.from({ length: together }, (_, n) => file.words(pages.length + n)))));
        for (const report of building.told) report(pages.length, file.pages);
        await sleep(building.urgent ? 0 : betweenMs);
      }
      await this.#keep(blob, pages);
      return building.urgent ? await this.#hold(blob, pages) : undefined;
    } finally {
      file.close();
    }
  }

  async #recall(sha256: string): Promise<readonly string[] | undefined> {
    const kept = await this.#client.store.recall<Kept>(wordsKey(sha256)).catch(() => undefined);
    return kept?.form === form ? kept.pages : undefined;
  }

  async #keep(blob: Sized, pages: readonly string[]): Promise<void> {
    if (this.#client.health.value.state !== "good" || !this.#isHere(blob)) return;
    const kept: Kept = { form, pages };
    await this.#client.store.remember(wordsKey(blob.sha256), kept).catch(() => undefined);
    // The document went while its words were written: they go, too.
    if (!this.#isHere(blob)) await this.#client.store.remember(wordsKey(blob.sha256), null).catch(() => undefined);
  }

  async #hold(blob: Pick<Sized, "sha256">, pages: readonly string[]): Promise<Texts | undefined> {
    const texts: PageText[] = [];
    for (const page of pages) {
      texts.push(pageTextOf(page));
      if (texts.length % pagesAtOnce === 0) await sleep(0);
    }
    if (!this.#isHere(blob)) return undefined;
    this.#known.delete(blob.sha256);
    this.#known.set(blob.sha256, texts);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= documentsHeld) break;
      this.#known.delete(oldest);
    }
    return texts;
  }
}
