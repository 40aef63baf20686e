// Chromium by playwright-core (from the web client's packages), trusting the council's private authority by an NSS store in a HOME of its own.
import { createRequire } from "node:module";
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { run } from "./council.mjs";
import { root, work } from "./story.mjs";

const { chromium } = createRequire(join(root, "server/web/package.json"))("playwright-core");

const switches = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// With a home of its own each time. certutil makes the store as it adds to it; to make it by -N would ask an existing one for its password, for ever.
export async function openChromium(caFile) {
  const home = mkdtempSync(join(work, "chromium-home."));
  const store = join(home, ".pki/nssdb");
  mkdirSync(store, { recursive: true });
  await run("certutil", ["-d", `sql:${store}`, "-A", "-t", "C,,", "-n", "council", "-i", caFile]);
  return await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: switches, env: { ...process.env, HOME: home } });
}

// A machine of its own: nothing is shared between two of them.
async function machine(browser, options, complain) {
  const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => complain(`page error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/ERR_CONNECTION|ERR_PROXY_CONNECTION|ERR_TUNNEL|Failed to load resource|WebSocket connection/.test(message.text())) complain(`console: ${message.text()}`);
  });
  return page;
}

export const desktop = (browser, complain) => machine(browser, { viewport: { width: 1366, height: 768 }, acceptDownloads: true }, complain);
// An iPad of the ninth generation, lying.
export const tablet = (browser, complain, more = {}) =>
  machine(browser, { viewport: { width: 1080, height: 810 }, deviceScaleFactor: 2, hasTouch: true, ...more }, complain);

// A stroke with a pen, in pixels of the window. The browser believes it to be real.
export async function drawWithPen(page, points) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type, [x, y], force) =>
    devtools.send("Input.dispatchMouseEvent", { type, x, y, button: "left", buttons: type === "mouseReleased" ? 0 : 1, clickCount: 1, pointerType: "pen", force, tiltX: 20, tiltY: 10 });
  await send("mousePressed", points[0], 0.3);
  for (const [index, point] of points.entries()) await send("mouseMoved", point, 0.3 + 0.4 * Math.abs(Math.sin(index / 5)));
  await send("mouseReleased", points.at(-1), 0);
  await devtools.detach();
}

export const wave = (x, y, width = 320, height = 22) => Array.from({ length: 41 }, (_, i) => [x + (width * i) / 40, y + height * Math.sin(i / 3)]);

// Files and folders of this machine let go over a place of the page, as a file manager does.
export async function dropFiles(page, place, files) {
  const { x, y, width, height } = await place.boundingBox();
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) await devtools.send("Input.dispatchDragEvent", { type, x: x + width / 2, y: y + height / 2, data });
  await devtools.detach();
}
