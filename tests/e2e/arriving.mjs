// A scan of 100 MB over a line of 20 Mbit/s: its first and its last page are read long before all of it is here; then it counts as held. In
// Chromium; figures printed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openChromium, tablet } from "./browser.mjs";
import { Council, nameOf } from "./council.mjs";
import { Line } from "./machines.mjs";
import { scannedPages, scanOf } from "./scans.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, work } from "./story.mjs";

const pages = 24;
const council = new Council("arriving");
const story = new Story("arriving");
const line = new Line();
let page;

story.showOnFailure(council.log);
story.lookOnFailure(async () => void (await page?.screenshot({ path: story.shotPath("failed") })));

const held = () => page.locator(".banner").filter({ hasText: "Đang nhận tài liệu" });
const sharp = (index) => page.waitForFunction((at) => document.querySelector(`.room .page[data-page="${at}"] canvas`), index, { polling: 20, timeout: 120_000 });

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await council.start();
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  await story.step("a scan of 100 MB is published", async () => {
    const maker = await browser.newPage();
    await maker.goto(`${council.url}/`);
    const two = await scannedPages(maker, 2, 4_200_000, 0.98);
    await maker.close();
    const file = join(work, "quet-lon.pdf");
    const scan = scanOf(Array.from({ length: pages }, (_, at) => two[at % 2]));
    writeFileSync(file, scan);
    story.note(`${(scan.length / 1e6).toFixed(0)} MB, ${pages} pages`);
    await council.kill();
    await council.admin("document", "add", "15", file, "--item", "MUC10");
    await council.admin("publish", "15");
    await council.start();
  });
  await line.open();
  story.atEnd(() => line.close());
  await story.step("a delegate signs in; the line is slow, and the scan is opened at once", async () => {
    page = await tablet(browser, story.complaintsOf("tablet"), { proxy: { server: `http://127.0.0.1:${line.port}` } });
    await page.goto(`${council.url}/tablet/`);
    const code = await hand.readCode(page);
    await council.admin("device", "approve", code, "--label", "THU-01");
    await hand.signIn(page, nameOf("DB18"));
    await hand.enterPin(page, "246810");
    await page.locator("article").first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    line.bytesPerS = 2_500_000;
    const begin = Date.now();
    await hand.row(page, "quet-lon").first().tap();
    await sharp(0);
    story.note(`first page sharp after ${Date.now() - begin} ms`);
    await held().getByText("đọc được ngay").waitFor();
    await page.screenshot({ path: story.shotPath("first-page") });
  });
  await story.step("the last page comes before its turn", async () => {
    const begin = Date.now();
    await hand.bars(page);
    await page.locator(".whereabouts").tap();
    await page.getByRole("dialog").getByRole("button", { name: `Trang ${pages}`, exact: true }).tap();
    await sharp(pages - 1);
    story.note(`last page sharp after ${Date.now() - begin} ms`);
    check((await held().count()) === 1, "it is all here already: nothing was measured");
    await page.screenshot({ path: story.shotPath("last-page") });
  });
  await story.step("all of it arrives, is checked, and is read on", async () => {
    line.bytesPerS = Infinity;
    await held().waitFor({ state: "detached", timeout: 180_000 });
    await sharp(pages - 1);
    check((await page.locator(".undrawn").count()) === 0, "a page is said not to be drawn");
  });
});
