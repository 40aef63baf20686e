// Four viewers that share no code: each draws all pages of a file, in grey, at one resolution.
//
//   draw(bytes, annotations) → [{ width, height, grey }]     one entry a page; throws when the viewer cannot open the file
//
// poppler and mupdf are programs from the distribution, pdfium and pdf.js come from npm. A viewer that is missing is told by name.
import "./pdfjs_on_older_node.mjs";

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const dotsPerInch = 90;
export const pagesMax = 12;
const scale = dotsPerInch / 72;
const outputBytesMax = 256 * 1024 * 1024;
const drawingMs = 60_000;

// "P5 width height 255\n" and the bytes, one picture after the other.
function readGreyMaps(bytes) {
  const pages = [];
  for (let at = 0; at < bytes.length; ) {
    const head = /^P5\s+(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", at, at + 200));
    if (!head) throw new Error("not a grey map");
    const width = Number(head[1]), height = Number(head[2]), from = at + head[0].length;
    pages.push({ width, height, grey: new Uint8Array(bytes.subarray(from, from + width * height)) });
    at = from + width * height;
  }
  return pages;
}

const program = (name, words) =>
  new Promise((resolve, reject) => {
    execFile(name, words, { encoding: "buffer", maxBuffer: outputBytesMax, timeout: drawingMs }, (error, out) => (error && out.length === 0 ? reject(error) : resolve(out)));
  });

async function withFile(bytes, use) {
  const folder = await mkdtemp(join(tmpdir(), "oracle-"));
  try {
    const file = join(folder, "document.pdf");
    await writeFile(file, bytes);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const poppler = {
  name: "poppler",
  hidesAnnotations: true,
  draw: (bytes, annotations = true) =>
    withFile(bytes, async (file) =>
      readGreyMaps(await program("pdftoppm", ["-q", "-cropbox", "-gray", "-r", String(dotsPerInch), "-l", String(pagesMax), ...(annotations ? [] : ["-hide-annotations"]), file])),
    ),
};

const mupdf = {
  name: "mupdf",
  hidesAnnotations: false,
  draw: (bytes) =>
    withFile(bytes, async (file) => readGreyMaps(await program("mutool", ["draw", "-q", "-c", "gray", "-F", "pgm", "-r", String(dotsPerInch), "-o", "-", file, `1-${pagesMax}`]))),
};

// ---- pdfium, through its C functions: flags are ours to choose

const bitmapGrey = 1, drawAnnotations = 1;

function pdfiumPage(module, { document, form }, index, annotations) {
  const page = module._FPDF_LoadPage(document, index);
  if (page === 0) throw new Error(`pdfium: no page ${index + 1}`);
  const width = Math.max(1, Math.round(module._FPDF_GetPageWidthF(page) * scale)), height = Math.max(1, Math.round(module._FPDF_GetPageHeightF(page) * scale));
  const buffer = module._malloc(width * height);
  module.HEAPU8.fill(255, buffer, buffer + width * height);
  const bitmap = module._FPDFBitmap_CreateEx(width, height, bitmapGrey, buffer, width);
  module._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, annotations ? drawAnnotations : 0);
  if (annotations) {
    module._FORM_OnAfterLoadPage(page, form);
    module._FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, 0);
    module._FORM_OnBeforeClosePage(page, form);
  }
  const grey = module.HEAPU8.slice(buffer, buffer + width * height);
  module._FPDFBitmap_Destroy(bitmap);
  module._free(buffer);
  module._FPDF_ClosePage(page);
  return { width, height, grey };
}

// Fields are drawn only for a document that may be filled in.
const formInfoBytes = 256, formInfoVersion = 2;

async function pdfium() {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const { module } = await PDFiumLibrary.init();
  const draw = async (bytes, annotations = true) => {
    const memory = module._malloc(bytes.length), room = module._malloc(formInfoBytes);
    module.HEAPU8.set(bytes, memory);
    module.HEAPU8.fill(0, room, room + formInfoBytes);
    module.HEAPU8[room] = formInfoVersion;
    const document = module._FPDF_LoadMemDocument(memory, bytes.length, 0);
    const form = document === 0 ? 0 : module._FPDFDOC_InitFormFillEnvironment(document, room);
    try {
      if (document === 0) throw new Error("pdfium: cannot open");
      const count = Math.min(module._FPDF_GetPageCount(document), pagesMax);
      return Array.from({ length: count }, (_, index) => pdfiumPage(module, { document, form }, index, annotations));
    } finally {
      if (form !== 0) module._FPDFDOC_ExitFormFillEnvironment(form);
      if (document !== 0) module._FPDF_CloseDocument(document);
      module._free(room);
      module._free(memory);
    }
  };
  return { name: "pdfium", hidesAnnotations: true, draw };
}

// ---- pdf.js

const require = createRequire(import.meta.url);

async function openWithPdfJs(bytes) {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = dirname(require.resolve("pdfjs-dist/package.json"));
  const files = { standardFontDataUrl: `${folder}/standard_fonts/`, cMapUrl: `${folder}/cmaps/`, wasmUrl: `${folder}/wasm/`, iccUrl: `${folder}/iccs/` };
  return getDocument({ data: new Uint8Array(bytes), ...files, cMapPacked: true, verbosity: 0, isEvalSupported: false, useSystemFonts: false, disableFontFace: true });
}

function greyOf(canvas) {
  const { width, height } = canvas, colours = canvas.getContext("2d").getImageData(0, 0, width, height).data, grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; ++i) grey[i] = (colours[4 * i] * 77 + colours[4 * i + 1] * 150 + colours[4 * i + 2] * 29) >> 8;
  return grey;
}

async function drawWithPdfJs(bytes, annotations = true) {
  const { createCanvas } = await import("@napi-rs/canvas");
  const task = await openWithPdfJs(bytes);
  try {
    const document = await task.promise, pages = [];
    for (let number = 1; number <= Math.min(document.numPages, pagesMax); ++number) {
      const page = await document.getPage(number), viewport = page.getViewport({ scale });
      const canvas = createCanvas(Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height)));
      await page.render({ canvas, viewport, background: "white", annotationMode: annotations ? 1 : 0 }).promise;
      pages.push({ width: canvas.width, height: canvas.height, grey: greyOf(canvas) });
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

function boxIn({ transform: [a, b, c, d, e, f] }, [left, bottom, right, top]) {
  const xs = [a * left + c * bottom + e, a * right + c * top + e], ys = [b * left + d * bottom + f, b * right + d * top + f];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

// The annotations of each page with their places in pixels: [{ id, kind, field, signature, box: [left, top, right, bottom] }].
export async function annotationsOf(bytes) {
  const task = await openWithPdfJs(bytes);
  try {
    const document = await task.promise, pages = [];
    for (let number = 1; number <= Math.min(document.numPages, pagesMax); ++number) {
      const page = await document.getPage(number), viewport = page.getViewport({ scale });
      pages.push(
        (await page.getAnnotations()).map((each) => {
          const box = boxIn(viewport, each.rect);
          return { id: each.id, kind: each.subtype, field: each.fieldName ?? "", signature: each.fieldType === "Sig", box };
        }),
      );
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

async function pdfJs() {
  await import("pdfjs-dist/legacy/build/pdf.mjs");
  await import("@napi-rs/canvas");
  return { name: "pdf.js", hidesAnnotations: true, draw: drawWithPdfJs };
}

// → { viewers, missing: ["mupdf: …"] }
export async function findViewers() {
  const viewers = [], missing = [];
  const attempt = async (name, make) => {
    try {
      viewers.push(await make());
    } catch (error) {
      missing.push(`${name}: ${String(error?.message ?? error).split("\n")[0]}`);
    }
  };
  const there = (name, viewer) => async () => {
    await new Promise((resolve, reject) => execFile(name, ["-v"], (error) => (error?.code === "ENOENT" ? reject(new Error(`${name} is not installed`)) : resolve())));
    return viewer;
  };
  await attempt("poppler", there("pdftoppm", poppler));
  await attempt("mupdf", there("mutool", mupdf));
  await attempt("pdfium", pdfium);
  await attempt("pdf.js", pdfJs);
  return { viewers, missing };
}
