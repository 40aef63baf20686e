// The crowd of tablets (server/web/tests/real/crowd.ts), built by the web client's own bundler and run in this process.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { root } from "./story.mjs";

const web = join(root, "server/web");

export async function openCrowd(story, council) {
  const { createServer } = await import(pathToFileURL(createRequire(join(web, "package.json")).resolve("vite")).href.replace(/index\.cjs$/, "dist/node/index.js"));
  const bundler = await createServer({ root: web, configFile: false, logLevel: "error", appType: "custom", server: { middlewareMode: true, watch: null, ws: false }, optimizeDeps: { noDiscovery: true } });
  story.atEnd(() => bundler.close());
  const { Crowd } = await bundler.ssrLoadModule("/tests/real/crowd.ts");
  const crowd = new Crowd(() => council.loopbackPort);
  story.atEnd(() => crowd.switchOff());
  return crowd;
}
