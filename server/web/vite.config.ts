// Three pages from one source tree: the landing page, the tablet app and the office's console.
//
// No inline script or style is emitted (the server's Content-Security-Policy forbids them). The app-shell worker of the tablet is
// written by build/service_worker.ts from the files this build emitted; pdf.js's own data files are copied by build/pdf_assets.ts;
// build/smaller_twins.ts compresses at the end.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";

import { pdfAssets } from "./build/pdf_assets";
import { serviceWorker } from "./build/service_worker";
import { smallerTwins } from "./build/smaller_twins";

const pages: Record<string, string> = { landing: "index.html", tablet: "tablet/index.html", console: "console/index.html" };

export default defineConfig({
  base: "/",
  plugins: [svelte(), pdfAssets(), serviceWorker(), smallerTwins()],
  build: {
    target: ["safari18.4", "chrome120"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      // A worker belongs to the app-shell worker only if its own address lies in that one's scope, /tablet/.
      output: {
        assetFileNames: ({ names }) =>
          names.some((name) => name.includes("pdf.worker")) ? "tablet/[name]-[hash][extname]" : "assets/[name]-[hash][extname]",
      },
      input: Object.fromEntries(Object.entries(pages).filter(([, file]) => existsSync(file))),
    },
  },
  worker: { format: "es" },
  test: {
    include: ["tests/**/*.test.ts"],
    environment: "node",
  },
});
