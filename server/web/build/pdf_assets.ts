// Copies the data files pdf.js loads by name (decoders, character maps, the 14 standard fonts) to /pdfjs/ of the build.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const folders = ["wasm", "standard_fonts", "iccs", "cmaps"];

export function pdfAssets(): Plugin {
  return {
    name: "chamber-pdf-assets",
    apply: "build",
    generateBundle() {
      const home = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
      for (const folder of folders) {
        for (const file of readdirSync(join(home, folder))) {
          // Fallbacks are for engines without WebAssembly, which our floor excludes; scripts inside documents never run here.
          if (file.endsWith("_nowasm_fallback.js") || file.startsWith("quickjs")) continue;
          this.emitFile({ type: "asset", fileName: `pdfjs/${folder}/${file}`, source: readFileSync(join(home, folder, file)) });
        }
      }
    },
  };
}
