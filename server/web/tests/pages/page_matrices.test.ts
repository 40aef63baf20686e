// The golden page matrices are what pdf.js itself says of odd pages: turned, cropped, shifted, inherited, in other units. The inspector
// (tests/inspect/page_geometry_test.cpp) must say the same of the same files, for ink to lie where it was drawn.
//
// After an update of pdf.js: CHAMBER_WRITE_GOLDEN=1 npx vitest run tests/pages/page_matrices.test.ts
import { readFileSync, writeFileSync } from "node:fs";

import { expect, test } from "vitest";

// Our floor of browsers has it, the floor of node that builds us has not.
function withResolvers<T>() {
  let resolve!: (value: T | PromiseLike<T>) => void;
  let reject!: (reason?: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
if (!("withResolvers" in Promise)) Object.assign(Promise, { withResolvers });
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

interface Shown {
  width_pt: number;
  height_pt: number;
  matrix: { a: number; b: number; c: number; d: number; e: number; f: number };
}

interface Example {
  name: string;
  objects: string[];
  pages: Shown[];
}

const path = new URL("../../../../tests/golden/page_matrices.json", import.meta.url);
const examples = JSON.parse(readFileSync(path, "utf8")) as Example[];

// Objects 1…n as they stand, the first is the catalog: tests/support/test_pdf make_pdf_of() writes the same.
function pdfOf(objects: string[]): Uint8Array {
  let text = "%PDF-1.7\n";
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${String(i + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const section = text.length;
  text += `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n`;
  for (const at of offsets) text += `${String(at).padStart(10, "0")} 00000 n \n`;
  text += `trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R >>\nstartxref\n${String(section)}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

async function shownByPdfjs(objects: string[]): Promise<Shown[]> {
  const document = await getDocument({ data: pdfOf(objects), verbosity: 0 }).promise;
  const pages: Shown[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { width, height, transform } = (await document.getPage(number)).getViewport({ scale: 1 });
    const [a, b, c, d, e, f] = (transform as number[]).map((value) => value + 0) as [number, number, number, number, number, number];
    pages.push({ width_pt: width, height_pt: height, matrix: { a, b, c, d, e, f } });
  }
  await document.loadingTask.destroy();
  return pages;
}

if (process.env["CHAMBER_WRITE_GOLDEN"] !== undefined) {
  for (const example of examples) example.pages = await shownByPdfjs(example.objects);
  writeFileSync(path, `[\n${examples.map((example) => JSON.stringify(example)).join(",\n")}\n]\n`);
}

test.each(examples)("pdf.js shows $name as the golden file says", async ({ objects, pages }) => {
  expect(await shownByPdfjs(objects)).toEqual(pages);
});
