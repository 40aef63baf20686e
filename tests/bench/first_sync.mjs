// The first sync of a tablet in Chromium and in WebKitGTK: seconds from the PIN until every document is stored and verified, beside the browser's own
// IndexedDB writing the same bytes in the same run, once a piece a transaction and once sixteen. Not a test; prints JSON.
//
//   CHAMBER_BUILD_DIR=build/release node tests/bench/first_sync.mjs [megabytes of scans added to the demo 200] [rounds 3] [chromium,webkit]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { openChromium, tablet } from "../e2e/browser.mjs";
import { Council, nameOf, run } from "../e2e/council.mjs";
import { scanOf, scannedPages } from "../e2e/scans.mjs";
import { build, sleep, until, work } from "../e2e/story.mjs";
import * as hand from "../e2e/tablet.mjs";
import { openWebKit, whyNot } from "../e2e/webkit_browser.mjs";

const [megabytes, rounds] = [2, 3].map((at, index) => Number(process.argv[at] ?? [200, 3][index]));
const engines = (process.argv[4] ?? "chromium,webkit").split(",");
const pin = "246810";
const delegate = "DB18";
const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

// In the page. So many bytes in pieces of 256 KiB into a database of their own; ms.
async function rawWrites(bytes, atOnce) {
  const name = `raw-${Math.random()}`;
  const database = await new Promise((done, failed) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore("pieces");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  const pieces = Math.ceil(bytes / 262_144);
  const piece = crypto.getRandomValues(new Uint8Array(65_536));
  const begin = performance.now();
  for (let at = 0; at < pieces; at += atOnce) {
    const tx = database.transaction("pieces", "readwrite");
    for (let n = at; n < Math.min(pieces, at + atOnce); n += 1) {
      const own = new Uint8Array(262_144);
      for (let from = 0; from < own.length; from += piece.length) own.set(piece, from);
      new DataView(own.buffer).setUint32(0, n);
      tx.objectStore("pieces").put(own, ["raw", n]);
    }
    await new Promise((done, failed) => {
      tx.oncomplete = done;
      tx.onerror = tx.onabort = () => failed(tx.error);
    });
  }
  const took = performance.now() - begin;
  database.close();
  indexedDB.deleteDatabase(name);
  return Math.round(took);
}

// In the page: what is stored and verified.
async function storedHere() {
  const database = await new Promise((done, failed) => {
    const opening = indexedDB.open("chamber-tablet");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  const rows = await new Promise((done) => {
    const asking = database.transaction("blobs").objectStore("blobs").getAll();
    asking.onsuccess = () => done(asking.result);
  });
  database.close();
  return rows.reduce((sum, row) => ({ blobs: sum.blobs + 1, bytes: sum.bytes + row.have, verified: sum.verified + (row.verified ? 1 : 0) }), { blobs: 0, bytes: 0, verified: 0 });
}

async function inChromium(council, n) {
  const browser = await openChromium(council.ca);
  const page = await tablet(browser, (words) => console.error(words));
  await page.goto(`${council.url}/tablet/`);
  await council.admin("device", "approve", await hand.readCode(page), "--label", `DO-C${n}`);
  await hand.signIn(page, nameOf(delegate));
  const begin = Date.now();
  await hand.enterPin(page, pin);
  await until("all is here", async () => (await hand.pill(page).textContent())?.includes("Đã lưu đủ tài liệu"), 600_000);
  const ms = Date.now() - begin;
  const stored = await page.evaluate(storedHere);
  const one = await page.evaluate(([source, bytes]) => new Function(`return (${source})(...arguments)`)(bytes, 1), [String(rawWrites), stored.bytes]);
  const many = await page.evaluate(([source, bytes]) => new Function(`return (${source})(...arguments)`)(bytes, 16), [String(rawWrites), stored.bytes]);
  await browser.close();
  return { ms, one, many, ...stored };
}

async function inWebKit(council, n) {
  const { page, close } = await openWebKit(mkdtempSync(join(work, "webkit.")), 1080, 810);
  // What takes time is started in the page and asked for later: the driver's own call has an end.
  const later = async (look, ...args) => {
    await page.evaluate(`(...given) => void (window.__later = null, Promise.resolve((${look})(...given)).then((it) => (window.__later = { it })))`, ...args);
    return (await page.wait("the answer", () => window.__later, [], 600_000)).it;
  };
  try {
    await page.open(`${council.url}/tablet/`);
    const code = await page.wait("the code is shown", () => document.querySelector("p.code")?.innerText.trim());
    await council.admin("device", "approve", code, "--label", `DO-W${n}`);
    await page.says("Xin mời chọn tên của mình");
    await page.press(".people button", nameOf(delegate));
    const begin = Date.now();
    for (const digit of pin) await page.press(".keys button", digit);
    await page.says("Đã lưu đủ tài liệu", 600_000);
    const ms = Date.now() - begin;
    const stored = await later(storedHere);
    return { ms, one: await later(rawWrites, stored.bytes, 1), many: await later(rawWrites, stored.bytes, 16), ...stored };
  } finally {
    close();
  }
}

async function fillCouncil() {
  await run(join(build, "bin/chamber-demo"), ["--data", join(work, "council")]);
  const council = new Council("first-sync");
  const browser = await openChromium(council.ca);
  const page = await browser.newPage();
  const scans = await scannedPages(page, 6, 900_000);
  await browser.close();
  const perFile = 10;
  const files = Math.round((megabytes * 1_000_000) / scans.reduce((sum, { length }) => sum + length, 0) / (perFile / scans.length));
  for (let n = 0; n < files; n += 1) {
    const file = join(work, `ban-quet-${n}.pdf`);
    writeFileSync(file, Buffer.concat([scanOf(Array.from({ length: perFile }, (_, i) => scans[(n + i) % scans.length])), Buffer.from(`% ${n}\n`)]));
    await council.admin("document", "add", "15", file, "--item", "MUC10");
    rmSync(file);
  }
  await council.admin("publish", "15");
  await council.start();
  return council;
}

const council = await fillCouncil();
const told = {};
try {
  for (const [engine, measure] of [["chromium", inChromium], ["webkit", inWebKit]]) {
    if (!engines.includes(engine)) continue;
    if (engine === "webkit" && (await whyNot())) continue;
    const seen = [];
    for (let n = 0; n < rounds; n += 1) {
      seen.push(await measure(council, n));
      await sleep(1_000);
    }
    const [ms, one, many] = ["ms", "one", "many"].map((name) => middle(seen.map((each) => each[name])));
    told[engine] = {
      "blobs, all verified": `${seen[0].blobs}, ${seen.every(({ blobs, verified }) => blobs === verified)}`,
      megabytes: Math.round(seen[0].bytes / 1_000_000),
      "first sync, s": ms / 1_000,
      "IndexedDB alone, a piece a transaction, s": one / 1_000,
      "IndexedDB alone, sixteen a transaction, s": many / 1_000,
      "times the browser's own writes": Math.round((10 * ms) / one) / 10,
      rounds: seen.map((each) => [each.ms, each.one, each.many]),
    };
  }
  console.log(JSON.stringify({ ...told, "load of the machine": loadavg().map((each) => each.toFixed(1)) }, null, 2));
} finally {
  await council.kill();
  rmSync(work, { recursive: true, force: true });
}
