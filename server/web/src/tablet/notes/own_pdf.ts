// One's own notes as a PDF, made on this device, without network: each noted page as it is seen, with ink and highlights, and under it the words
// of its notes by number.
//
// Pages are pictures: what a device can show it can put in, signed, locked and scanned files too, and nothing can differ from what was seen.
// Pages are 1,240 px wide (150 dpi on A4).
import { figures, words } from "../words";
import type { DrawnPage, DrawnPages } from "./drawn_pages";
import type { NotedPage } from "./own_notes";
import { paintMarks, paintNumbers, wrapped } from "./painting";
import type { PicturePage } from "./picture_pdf";

const widthPx = 1_240;
const marginPx = 60;
const headPx = 92;
const font = { head: "600 26px system-ui, sans-serif", small: "22px system-ui, sans-serif", words: "28px system-ui, sans-serif" };
const linePx = 40;
const heightPxMax = 4_000; // of a page with its words; more words go on
const paper = "white";
const inkColour = "black";

function canvasOf(height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  canvas.width = widthPx;
  canvas.height = Math.ceil(height);
  const context = canvas.getContext("2d")!;
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = inkColour;
  return [canvas, context];
}

async function pictureOf(canvas: HTMLCanvasElement): Promise<PicturePage> {
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.86));
  const { width, height } = canvas;
  // The memory of canvases is small on a tablet, and freed late.
  canvas.width = canvas.height = 0;
  if (!blob) throw new Error("no picture of a page");
  return { jpeg: new Uint8Array(await blob.arrayBuffer()), width, height };
}

// All that stands under a page, line by line.
function linesUnder({ notes }: NotedPage): string[] {
  const [, context] = canvasOf(1);
  context.font = font.words;
  return notes
    .filter(({ text }) => text !== "")
    .flatMap((note, i) => wrapped(`${i + 1}. ${note.text}`, widthPx - 2 * marginPx, (text) => context.measureText(text).width));
}

function paintHead(context: CanvasRenderingContext2D, { document, page, revision }: NotedPage): void {
  context.font = font.head;
  const [title = ""] = wrapped(document.title, widthPx - 2 * marginPx, (text) => context.measureText(text).width);
  context.fillText(title === document.title ? title : `${title}…`, marginPx, 40);
  context.font = font.small;
  context.fillText(`${words.notes.page(page + 1)} · ${words.notes.revision(revision.n)}`, marginPx, 74);
}

function paintLines(context: CanvasRenderingContext2D, lines: readonly string[], top: number): void {
  context.font = font.words;
  context.fillStyle = inkColour;
  lines.forEach((line, i) => context.fillText(line, marginPx, top + linePx * (i + 1)));
}

async function sheetsOf(noted: NotedPage, { picture, geometry }: DrawnPage): Promise<PicturePage[]> {
  const told = noted.revision.page_sizes[noted.page];
  const size = geometry ?? { width: told?.width_pt ?? 595, height: told?.height_pt ?? 842 };
  const scale = widthPx / size.width;
  const pageHeight = size.height * scale;
  const lines = linesUnder(noted);
  const fitting = Math.max(0, Math.floor((heightPxMax - headPx - pageHeight - marginPx) / linePx));
  const here = lines.slice(0, fitting);
  const [canvas, context] = canvasOf(headPx + pageHeight + (here.length > 0 ? here.length * linePx + marginPx : 0));
  paintHead(context, noted);
  context.save();
  context.setTransform(scale, 0, 0, scale, 0, headPx);
  if (picture) context.drawImage(picture, 0, 0, size.width, size.height);
  if (geometry) {
    paintMarks(context, noted.notes, geometry);
    const worded = noted.notes.filter(({ text }) => text !== "");
    paintNumbers(context, worded, geometry, 16);
  }
  context.restore();
  context.strokeStyle = inkColour;
  context.strokeRect(0.5, headPx + 0.5, widthPx - 1, pageHeight - 1);
  paintLines(context, here, headPx + pageHeight);
  const sheets = [await pictureOf(canvas)];
  const perSheet = Math.floor((widthPx * 1.414 - headPx - marginPx) / linePx);
  for (let at = here.length; at < lines.length; at += perSheet) {
    const [more, pen] = canvasOf(widthPx * 1.414);
    paintHead(pen, noted);
    paintLines(pen, lines.slice(at, at + perSheet), headPx);
    sheets.push(await pictureOf(more));
  }
  return sheets;
}

// `onPage`: so many are done. Errors: what a browser says when it has no memory; AbortError when it was stopped.
export async function ownPdf(
  pages: readonly NotedPage[],
  drawn: DrawnPages,
  onPage: (done: number) => void,
  signal: AbortSignal,
): Promise<File> {
  const sheets: PicturePage[] = [];
  for (const [i, noted] of pages.entries()) {
    signal.throwIfAborted();
    const page = await drawn.page(noted.revision, noted.page, widthPx);
    sheets.push(...(await sheetsOf(noted, page)));
    if (page.picture instanceof HTMLCanvasElement) page.picture.width = page.picture.height = 0;
    onPage(i + 1);
  }
  signal.throwIfAborted();
  const { pdfOfPictures } = await import("./picture_pdf");
  const now = new Date().toISOString();
  const name = `${words.notes.fileName} ${figures.day(now).replaceAll("/", "-")}.pdf`;
  return new File([pdfOfPictures(sheets, words.notes.title)], name, { type: "application/pdf" });
}
