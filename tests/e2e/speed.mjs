// How fast a tablet feels, in Chromium and in WebKitGTK: icon to agenda, the first text paper and a scan until they are sharp, what holds the main thread,
// a fling through 220 scanned pages with the stock pdf.js viewer beside it, frames while a pen writes, the page process's peak memory.
//
// Figures are printed and decide nothing; the story fails only where something does not open at all. SPEED_ROUNDS (3): each figure is the median.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { openChromium, tablet, drawWithPen, wave } from "./browser.mjs";
import { Council, nameOf, titleOf } from "./council.mjs";
import { scanOf, scannedPages } from "./scans.mjs";
import * as looks from "./speed_looks.mjs";
import { isShown, openStockViewer } from "./stock_viewer.mjs";
import { Story, sleep, until, work } from "./story.mjs";
import * as hand from "./tablet.mjs";
import { openWebKit, whyNot } from "./webkit_browser.mjs";

const rounds = Number(process.env.SPEED_ROUNDS ?? 3);
const pin = "246810";
const delegate = "DB18";
const text = "TL09";
const scan = "TL03";
const bundle = { file: join(work, "tap-quet.pdf"), name: "tap-quet", pages: 220, pageBytes: 400_000, quality: 0.4 };

const council = new Council("speed");
const story = new Story("speed");
const figures = {};
const gathered = new Map();
story.showOnFailure(council.log);

const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
// A figure of this round; told at the end as the median, of lists as the longest.
const note = (name, value) => gathered.set(name, [...(gathered.get(name) ?? []), value]);
function settle() {
  for (const [name, values] of gathered) figures[name] = values.length > 1 ? `${middle(values)} (${values.join(", ")})` : values[0];
  gathered.clear();
}

const peakMb = (pid) => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
const nowMb = (pid) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);

// What both engines can do. `page` has evaluate(function, …args), wait(sentence, function), tap(words), load(url), write(ms).
async function opens(page, name, title) {
  await page.evaluate(looks.watchOpening);
  await page.evaluate(looks.watchTheLoop);
  await page.tap("article li button", title);
  const seen = await page.wait(`${name} is sharp`, looks.opened, 60_000);
  await sleep(1_200);
  const late = (await page.evaluate(looks.opened)) ?? seen;
  note(`${page.engine}: ${name}, tap to preview, ms`, seen.preview ?? -1);
  note(`${page.engine}: ${name}, tap to sharp, ms`, seen.sharp);
  // WebKit tells of no long task: there the longest gap between two turns of the loop, which other processes lengthen too.
  const gap = await page.evaluate(looks.worstOfTheLoop);
  note(`${page.engine}: ${name}, longest hold of the main thread, ms`, page.engine === "Chromium" ? Math.max(0, ...late.long) : gap);
}

// The reader's bars go by themselves while somebody reads.
async function bars(page) {
  if (await page.evaluate(() => Boolean(document.querySelector(".back-bars")))) await page.tap(".back-bars", "");
}

async function back(page) {
  await bars(page);
  await page.tap("button", "Chương trình");
}

async function oneRound(page) {
  await page.load(`${council.url}/tablet/`);
  note(`${page.engine}: icon to agenda, ms`, Math.round(await page.wait("the agenda stands", () => window.__speed?.agenda || null)));
  await sleep(4_000);
  await opens(page, "first text paper", titleOf(text));
  await back(page);
  await opens(page, "scan", titleOf(scan));
  await back(page);
  await opens(page, "scan of 220 pages", bundle.name);
  for (const screens of [40, 60, -30]) {
    await page.evaluate(looks.fling, true, screens);
    const seen = await page.wait("the fling has settled", looks.flung);
    note(`${page.engine}: fling, stopped to sharp, ms`, seen.sharp);
    note(`${page.engine}: fling, white frames, %`, seen.white);
  }
  await back(page);
}

async function writes(page) {
  await page.tap("article li button", titleOf(scan));
  await page.wait("it is sharp", () => Boolean(document.querySelector(".room .page canvas.sharp")));
  await bars(page);
  await page.tap("button", "Bút");
  await page.evaluate(looks.watchTheFrames);
  await page.write();
  const { worst, p95 } = await page.evaluate(looks.framesSeen);
  note(`${page.engine}: drawing, worst frame, ms`, worst);
  note(`${page.engine}: drawing, p95, ms`, p95);
  await page.tap("button", "Xong").catch(() => undefined);
  await back(page);
}

async function stockRound(page, url) {
  await page.load(url);
  await page.wait("the stock viewer shows the document", isShown, 60_000);
  await sleep(1_000);
  for (const screens of [40, 60, -30]) {
    await page.evaluate(looks.fling, false, screens);
    const seen = await page.wait("the stock viewer's fling has settled", looks.flung, 30_000);
    note(`${page.engine}: stock viewer, fling, stopped to sharp, ms`, seen.sharp);
    note(`${page.engine}: stock viewer, fling, white frames, %`, seen.white);
  }
}

async function measured(page, stock) {
  const { engine } = page;
  await story.step(`${engine}: ${rounds} rounds of opening and flinging`, async () => {
    for (let n = 0; n < rounds; n += 1) await oneRound(page);
  });
  await story.step(`${engine}: writing`, () => writes(page));
  const pid = await page.process();
  note(`${engine}: page process, peak, MB`, peakMb(pid));
  note(`${engine}: page process, document closed, MB`, nowMb(pid));
  await story.step(`${engine}: the stock viewer's flings`, () => stockRound(page, stock.url));
  settle();
}

// playwright hands over one argument; a look may take several. By DevTools, because the page's own policy forbids to make functions of text there.
async function devtoolsCall(inner, look, args) {
  const devtools = await inner.context().newCDPSession(inner);
  const expression = `(${look})(...${JSON.stringify(args)})`;
  const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
  await devtools.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

async function chromiumTablet(browser) {
  const inner = await tablet(browser, story.complaintsOf("tablet"));
  await inner.addInitScript(looks.watchFromTheStart);
  const devtools = await browser.newBrowserCDPSession();
  return {
    engine: "Chromium",
    inner,
    evaluate: (look, ...args) => devtoolsCall(inner, look, args),
    async wait(sentence, look, limitMs) {
      return await until(sentence, () => inner.evaluate(look), limitMs);
    },
    tap: (selector, words) => inner.locator(selector).filter({ hasText: words }).first().tap(),
    load: async (url) => {
      await inner.goto("about:blank");
      await inner.goto(url);
    },
    write: async () => {
      for (let n = 0; n < 4; n += 1) await drawWithPen(inner, wave(300, 330 + n * 60));
    },
    async process() {
      const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
      const pages = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
      return pages.sort((a, b) => nowMb(b) - nowMb(a))[0];
    },
  };
}

function webkitTablet(browser) {
  const inner = browser.page;
  return {
    engine: "WebKitGTK",
    inner,
    evaluate: (look, ...args) => inner.evaluate(look, ...args),
    wait: (sentence, look, limitMs) => inner.wait(sentence, look, [], limitMs),
    tap: (selector, words) => inner.press(selector, words),
    load: async (url) => {
      await inner.open("about:blank");
      await inner.open(url);
      await inner.evaluate(looks.watchFromTheStart);
    },
    write: async () => {
      await inner.evaluate(looks.writeHere, 300, 500, 2_500);
      await inner.wait("the pen is lifted", looks.hasWritten);
    },
    process: async () => {
      const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && browser.owns(Number(name)));
      return Number(pids.sort((a, b) => nowMb(b) - nowMb(a))[0]);
    },
  };
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  await story.step("a scan of 220 pages is made and taken", async () => {
    const plain = await browser.newPage();
    const pages = await scannedPages(plain, 8, bundle.pageBytes, bundle.quality);
    await plain.close();
    writeFileSync(bundle.file, scanOf(Array.from({ length: bundle.pages }, (_, i) => pages[i % pages.length])));
    await council.admin("document", "add", "15", bundle.file, "--item", "MUC10");
    await council.admin("publish", "15");
    await council.start();
  });
  const stock = await openStockViewer(bundle.file);
  story.atEnd(() => stock.close());
  await story.step("Chromium: a tablet holds everything", async () => {
    const page = await chromiumTablet(browser);
    story.lookOnFailure(() => page.inner.screenshot({ path: story.shotPath("failed-chromium") }));
    await page.load(`${council.url}/tablet/`);
    await council.admin("device", "approve", await hand.readCode(page.inner), "--label", "THU-C");
    await hand.signIn(page.inner, nameOf(delegate));
    await hand.enterPin(page.inner, pin);
    await hand.pillSays(page.inner, "Đã lưu đủ tài liệu", 240_000);
    await page.wait("the app-shell worker has taken over", () => Boolean(navigator.serviceWorker.controller) || navigator.serviceWorker.ready.then(() => true));
    await measured(page, stock);
  });
  await browser.close();
  const missing = await whyNot();
  if (missing) return story.note(`WebKitGTK skipped: ${missing}`);
  await story.step("WebKitGTK: a tablet holds everything", async () => {
    const webkit = await openWebKit(join(work, "webkit-speed"), 1080, 810);
    story.atEnd(webkit.close);
    const page = webkitTablet(webkit);
    story.lookOnFailure(() => page.inner.shot(story.shotPath("failed-webkit")));
    await page.load(`${council.url}/tablet/`);
    const code = await page.inner.wait("the code is shown", () => document.querySelector("p.code")?.innerText.trim());
    await council.admin("device", "approve", code, "--label", "THU-W");
    await page.inner.says("Xin mời chọn tên của mình");
    await page.inner.press(".people button", nameOf(delegate));
    for (const digit of pin) await page.inner.press(".keys button", digit);
    await page.inner.says("Đã lưu đủ tài liệu", 240_000);
    await page.inner.wait("the app-shell worker has taken over", () => Boolean(navigator.serviceWorker.controller));
    await measured(page, stock);
  });
  settle();
  story.figures({ ...figures, "load of the machine": loadavg().map((one) => one.toFixed(1)).join(" ") });
});
