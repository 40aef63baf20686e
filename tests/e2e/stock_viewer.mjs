// The stock pdf.js viewer beside our reader: pdfjs-dist's own components (`web/pdf_viewer.mjs`), a document by HTTP with ranges, fitted to the width.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { root } from "./story.mjs";

const home = join(root, "server/web/node_modules/pdfjs-dist");
const types = { ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".html": "text/html", ".pdf": "application/pdf" };

const page = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/web/pdf_viewer.css">
<style>html,body{margin:0;height:100%}#viewerContainer{position:absolute;inset:0;overflow:auto}</style>
<div id="viewerContainer"><div id="viewer" class="pdfViewer"></div></div>
<script type="module">
import * as pdfjsLib from "/legacy/build/pdf.mjs";
globalThis.pdfjsLib = pdfjsLib;
pdfjsLib.GlobalWorkerOptions.workerSrc = "/legacy/build/pdf.worker.mjs";
const { EventBus, PDFViewer, PDFLinkService } = await import("/legacy/web/pdf_viewer.mjs");
const eventBus = new EventBus();
const linkService = new PDFLinkService({ eventBus });
const viewer = new PDFViewer({ container: document.getElementById("viewerContainer"), eventBus, linkService });
linkService.setViewer(viewer);
eventBus.on("pagesinit", () => (viewer.currentScaleValue = "page-width"));
const document_ = await pdfjsLib.getDocument({ url: "/document.pdf", wasmUrl: "/wasm/", cMapUrl: "/cmaps/", standardFontDataUrl: "/standard_fonts/", iccUrl: "/iccs/" }).promise;
viewer.setDocument(document_);
linkService.setDocument(document_);
globalThis.__viewer = viewer;
</script>`;

// Answers its address and how to close it.
export async function openStockViewer(document) {
  const size = statSync(document).size;
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (path === "/") return void response.writeHead(200, { "content-type": "text/html" }).end(page);
    if (path === "/document.pdf") {
      const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
      const start = Number(from ?? 0);
      const end = to ? Number(to) : size - 1;
      const headers = { "content-type": types[".pdf"], "accept-ranges": "bytes", "content-length": end - start + 1 };
      if (from !== undefined) headers["content-range"] = `bytes ${start}-${end}/${size}`;
      response.writeHead(from === undefined ? 200 : 206, headers);
      return void createReadStream(document, { start, end }).pipe(response);
    }
    try {
      const bytes = readFileSync(join(home, path));
      response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

export const isShown = () => globalThis.__viewer?.pagesCount > 0 && globalThis.__viewer.getPageView(0)?.renderingState === 3;
