// Names are the glossary's, and words an engineer of the field knows: what was called otherwise once is not called so again.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const instead: Readonly<Record<string, string>> = {
  Paper: "document",
  papers: "documents",
  Desk: "OfficeSession on the console, AnnotationEditor on the tablet",
  Stage: "PageView",
  Marks: "AnnotationLayer",
  Hand: "PointerInput",
  Courier: "document downloads",
  Lender: "BlobReturner",
};
const files = ["papers", "desk", "stage", "marks", "hand", "courier", "lending"];

const src = new URL("../src/", import.meta.url);
const sources = readdirSync(src, { recursive: true })
  .map((file) => String(file).replaceAll("\\", "/"))
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.startsWith("generated/"));

// Without comments, texts and styles.
const codeOf = (source: string): string =>
  source
    .replace(/<style[\s\S]*/, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/(^|\s)\/\/.*$/gm, "")
    .replace(/"[^"\n]*"/g, '""');

test.each(sources)("%s is named, and names, as the glossary does", (file) => {
  const words = codeOf(readFileSync(new URL(file, src), "utf8")).match(/[A-Za-z_]\w*/g) ?? [];
  expect([...new Set(words)].flatMap((word) => (Object.hasOwn(instead, word) ? [`${word}: say ${instead[word]}`] : []))).toEqual([]);
  expect(files).not.toContain(file.split("/").at(-1)?.replace(/\..*$/, "").toLowerCase());
});
