// The one door to pdf.js (legacy build: its modern build needs newer engines than our floor). Everything the reader wants of a PDF:
// geometry, pixels, text runs. Ranges come from a source on this device; nothing is fetched.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy, RenderTask } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

import type { ByteSource } from "./bytes";
import { type MeasureText, type PageWords, wordsOf } from "./compare/page_words";
import { type Geometry, geometryOf, type Matrix } from "./geometry";
import { type Heading, headingsOf, type LinkNote, linksOf, type OutlineNode, type PageLink, shareOf, type Spot } from "./goals";
import { labelsFrom, labelsWorthSaying, sampleOf } from "./printed";

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

// Larger ranges make pdf.js read much more of a scan than it shows.
const rangeBytes = 65_536;

// How letters share a piece's length among them, as a common font has it: the file's own is not asked.
let pen: CanvasRenderingContext2D | null | undefined;
const measured: MeasureText = (text, font) => {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length;
  pen.font = `20px ${font}`;
  return pen.measureText(text).width;
};

// One worker for all documents: starting it costs a third of a second.
let sharedWorker: pdfjs.PDFWorker | undefined;
const worker = (): pdfjs.PDFWorker => (sharedWorker ??= new pdfjs.PDFWorker());

// Resolves when documents can be opened without waiting for it.
export async function startWorker(): Promise<void> {
  await worker().promise;
}

export class PdfPage {
  readonly geometry: Geometry;
  readonly #page: PDFPageProxy;

  constructor(page: PDFPageProxy) {
    this.#page = page;
    const viewport = page.getViewport({ scale: 1 });
    this.geometry = geometryOf({ width: viewport.width, height: viewport.height }, viewport.transform as unknown as Matrix);
  }

  // Draws at `scale` pixels per sheet point. Seals and signature fields of the document are shown, never edited.
  render(canvas: HTMLCanvasElement, scale: number): RenderTask {
    const viewport = this.#page.getViewport({ scale });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    return this.#page.render({ canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE });
  }

  // The same of a part alone: `left` and `top` are pixels of the whole page drawn at `scale`, the canvas has its size already.
  renderPart(canvas: HTMLCanvasElement, scale: number, left: number, top: number): RenderTask {
    const viewport = this.#page.getViewport({ scale });
    const transform = [1, 0, 0, 1, -left, -top];
    return this.#page.render({ canvas, viewport, transform, annotationMode: pdfjs.AnnotationMode.ENABLE });
  }

  // The page's words in one line, for those who listen.
  async text(): Promise<string> {
    const content = await this.#page.getTextContent();
    return content.items
      .map((item) => ("str" in item ? item.str + (item.hasEOL ? " " : "") : ""))
      .join("")
      .replace(/\s+/g, " ")
      .trim();
  }

  // Its words where they stand on the sheet. `measure` shares a piece's length among its letters; who wants no places need not measure.
  async words(measure: MeasureText = measured): Promise<PageWords> {
    const content = await this.#page.getTextContent();
    const pieces = content.items.flatMap((item) =>
      "str" in item
        ? [
            {
              text: item.str,
              matrix: item.transform as number[],
              width: item.width,
              height: item.height,
              endsLine: item.hasEOL,
              font: content.styles[item.fontName]?.fontFamily ?? "serif",
            },
          ]
        : [],
    );
    const { width, height } = this.geometry;
    return { width, height, words: wordsOf(pieces, this.geometry, measure) };
  }

  // Lays the text over the page, unseen, so that it can be marked with a finger; as large as --total-scale-factor of `host` says.
  async layText(host: HTMLElement): Promise<void> {
    const textContentSource = this.#page.streamTextContent();
    await new pdfjs.TextLayer({ textContentSource, container: host, viewport: this.#page.getViewport({ scale: 1 }) }).render();
  }

  async links(): Promise<PageLink[]> {
    return linksOf((await this.#page.getAnnotations({ intent: "display" })) as LinkNote[], this.geometry);
  }

  cleanup(): void {
    this.#page.cleanup();
  }
}

export class PdfFile {
  readonly pages: number;
  readonly #document: PDFDocumentProxy;
  readonly #task: PDFDocumentLoadingTask;
  readonly #open = new Map<number, Promise<PdfPage>>();

  private constructor(task: PDFDocumentLoadingTask, document: PDFDocumentProxy) {
    this.#task = task;
    this.#document = document;
    this.pages = document.numPages;
  }

  static async open(bytes: ByteSource): Promise<PdfFile> {
    const range = new pdfjs.PDFDataRangeTransport(bytes.size, await bytes.range(0, Math.min(rangeBytes, bytes.size)));
    range.requestDataRange = (from: number, to: number): void => {
      bytes.range(from, to).then(
        (piece) => range.onDataRange(from, piece),
        () => range.abort(),
      );
    };
    const task = pdfjs.getDocument({
      range,
      worker: worker(),
      rangeChunkSize: rangeBytes,
      disableAutoFetch: true,
      disableStream: true,
      enableXfa: false,
      wasmUrl: "/pdfjs/wasm/",
      cMapUrl: "/pdfjs/cmaps/",
      cMapPacked: true,
      standardFontDataUrl: "/pdfjs/standard_fonts/",
      iccUrl: "/pdfjs/iccs/",
    });
    return new PdfFile(task, await task.promise);
  }

  page(index: number): Promise<PdfPage> {
    let page = this.#open.get(index);
    if (!page) {
      page = this.#document.getPage(index + 1).then((proxy) => new PdfPage(proxy));
      this.#open.set(index, page);
    }
    return page;
  }

  // What is printed on each page, where that is certain and another number than the file's.
  async labels(): Promise<readonly string[] | undefined> {
    const told = labelsWorthSaying(await this.#document.getPageLabels());
    if (told) return told;
    const sample = [];
    for (const index of sampleOf(this.pages)) sample.push({ index, page: await (await this.page(index)).words() });
    return labelsFrom(sample, this.pages);
  }

  async headings(): Promise<Heading[]> {
    return headingsOf((await this.#document.getOutline()) as OutlineNode[] | null);
  }

  // Where a heading or link leads; nothing where the file does not know it itself.
  async spotOf(goal: unknown): Promise<Spot | undefined> {
    const explicit: unknown = typeof goal === "string" ? await this.#document.getDestination(goal).catch(() => null) : goal;
    if (!Array.isArray(explicit)) return undefined;
    const target: unknown = explicit[0];
    const page =
      typeof target === "number" ? target : await this.#document.getPageIndex(target as { num: number; gen: number }).catch(() => -1);
    if (!Number.isInteger(page) || page < 0 || page >= this.pages) return undefined;
    const { geometry } = await this.page(page);
    return { page, share: shareOf(explicit, geometry) };
  }

  async close(): Promise<void> {
    this.#open.clear();
    await this.#task.destroy();
  }
}
