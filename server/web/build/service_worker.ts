// Writes /tablet/sw.js: the template build/sw.js with the list of files this build emitted and a version over their contents.
//
// Listed: what the tablet app needs to start and to draw any PDF with no network, the character maps of fonts that are not embedded included
// (1.2 MB). Not listed: the office's pages.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

import { filesBelow } from "./files_below";

const neededOffline = (url: string): boolean =>
  url !== "/tablet/sw.js" && !/^\/(index\.html|console\/)/.test(url) && !/LICENSE|\.(map|gz|br)$|\/(console|landing)-/.test(url);

export function serviceWorker(): Plugin {
  let outDir = "dist";
  return {
    name: "chamber-service-worker",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle() {
      const urls = filesBelow(outDir)
        .map((path) => "/" + relative(outDir, path).split(sep).join("/"))
        .filter(neededOffline)
        .sort();
      const version = createHash("sha256");
      for (const url of urls) version.update(url).update(readFileSync(join(outDir, url)));
      const template = readFileSync(new URL("./sw.js", import.meta.url), "utf8");
      const script = template.replace("__VERSION__", version.digest("hex").slice(0, 16)).replace("__FILES__", JSON.stringify(urls));
      writeFileSync(join(outDir, "tablet/sw.js"), script);
    },
  };
}
