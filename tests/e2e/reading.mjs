// A delegate finds their way in a long paper: words, headings, links, bookmarks, back; marks words and writes a note with them; reads letters of
// a font that is in no file; and all of it again without a server, after a restart. In Chromium; figures printed.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { desktop, openChromium, tablet } from "./browser.mjs";
import { Council, nameOf } from "./council.mjs";
import { longPaper } from "./long_paper.mjs";
import { checkAccessible } from "./look.mjs";
import { pdfOfChinese } from "./paper.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, sleep, until, work } from "./story.mjs";

const delegate = "DB18";
const pin = "246810";
const pagesOfPaper = 266;
const council = new Council("reading");
const story = new Story("reading");
let browser;
let page;

story.showOnFailure(council.log);
story.lookOnFailure(async () => void (await page?.screenshot({ path: story.shotPath("failed") })));

const sizes = [[1080, 810, "landscape"], [810, 1080, "portrait"]];
async function look(label) {
  for (const [width, height, name] of sizes) {
    await page.setViewportSize({ width, height });
    await sleep(400);
    await page.screenshot({ path: story.shotPath(`${label}-${name}`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${label}: ${wide} px wider than ${width} px`);
    await checkAccessible(page, `${label}, ${name}`);
  }
  await page.setViewportSize({ width: 1080, height: 810 });
  await sleep(300);
}

// A tap on what stands in the reader's bars, which go while somebody reads.
async function tapBar(target) {
  await hand.bars(page);
  await target.tap();
}
const button = (name) => page.getByRole("button", { name, exact: true });
const whereabouts = async () => Number(/Trang (\d+)/.exec(await page.locator(".whereabouts").innerText())[1]);
const atPage = (n) => until(`page ${n} is read`, async () => (await whereabouts()) === n);
const sharp = () => page.waitForFunction(() => document.querySelector(".room .page canvas"), null, { polling: 50 });

async function openPaper(title) {
  await page.evaluate(() => (location.hash = "#/"));
  await hand.row(page, title).first().tap();
  await sharp();
}

// Milliseconds from the last letter's typing to the count, as the person sees them; without the pause that waits for more letters.
async function timedFind(words) {
  const field = page.getByPlaceholder("Gõ chữ cần tìm");
  await field.fill("");
  await page.waitForFunction(() => document.querySelector("output")?.innerText === "");
  const begin = Date.now();
  await field.fill(words);
  await page.waitForFunction(() => /\d\/\d/.test(document.querySelector("output")?.innerText ?? ""), null, { polling: 10, timeout: 180_000 });
  return { ms: Date.now() - begin - 250, count: await page.locator("output").innerText() };
}

async function finds(when) {
  await story.step(`${when}: words are found without marks, with marks, on every page, and marked there`, async () => {
    await tapBar(button("Tìm"));
    const first = await timedFind("doi tuong dac biet 211");
    story.note(`${when}: first search ${first.ms} ms (${first.count})`);
    check(first.count === "1/1", `found ${first.count}`);
    await atPage(211);
    await page.locator(".found .current").waitFor();
    let next = await timedFind("nghị quyết");
    for (const _ of [1, 2]) next = { ...next, ms: Math.min(next.ms, (await timedFind("nghị quyết")).ms) };
    story.note(`${when}: best of three ${next.ms} ms, with the driver's way there and back (${next.count})`);
    // On a machine that is not busy with other things.
    check(next.ms <= 300 || loadavg()[0] > cpus().length, `a search takes ${next.ms} ms`);
    check((await timedFind("nghi quyet")).count.split("/")[1] === next.count.split("/")[1], "without marks other places are found");
    const inSight = await page.locator(".found .current").first().evaluate((mark) => {
      const [box, room] = [mark.getBoundingClientRect(), document.querySelector(".room").getBoundingClientRect()];
      return box.top > room.top && box.bottom < room.bottom && box.width > 20;
    });
    check(inSight, "the place is not in sight");
    const words = await page.locator(".found .current").first().evaluate((mark) => {
      const box = mark.getBoundingClientRect();
      const pieces = [...document.querySelectorAll(".room .text span")].filter((each) => {
        const at = each.getBoundingClientRect();
        return at.right > box.left + 1 && at.left < box.right - 1 && at.top < box.top + box.height / 2 && at.bottom > box.top + box.height / 2;
      });
      return pieces.map((each) => each.textContent).join("");
    });
    check(/nghị quyết/i.test(words), `the mark lies on “${words}”`);
  });
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await council.start();
  browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  await story.step("papers are published: 266 pages with headings and links, Chinese letters in a font of no file", async () => {
    const long = join(work, "bao-cao-dai.pdf");
    writeFileSync(long, await longPaper(browser, pagesOfPaper));
    const chinese = join(work, "chu-han.pdf");
    writeFileSync(chinese, pdfOfChinese());
    await council.kill();
    for (const file of [long, chinese]) await council.admin("document", "add", "15", file, "--item", "MUC10");
    await council.admin("publish", "15");
    await council.start();
  });
  await story.step("a delegate signs in; all papers arrive", async () => {
    page = await tablet(browser, story.complaintsOf("tablet"));
    await page.goto(`${council.url}/tablet/`);
    const code = await hand.readCode(page);
    await council.admin("device", "approve", code, "--label", "THU-01");
    await hand.signIn(page, nameOf(delegate));
    await hand.enterPin(page, pin);
    await page.locator("article").first().waitFor();
    await hand.pillSays(page, "Đã lưu đủ", 120_000);
  });
  await story.step("the long paper opens; its words can be heard and marked", async () => {
    await openPaper("bao-cao-dai");
    await page.locator(".room .text span").first().waitFor();
    const tree = await page.locator(".room .page").first().evaluate((element) => ({ label: element.getAttribute("aria-label"), role: element.getAttribute("role"), said: [...element.querySelectorAll(".spoken p")].map((each) => each.textContent).join(" / ") }));
    check(tree.role === "group" && tree.label === "Trang 1" && tree.said.includes("Báo cáo dài để thử tìm chữ"), JSON.stringify(tree).slice(0, 300));
  });
  await finds("just opened");
  await look("find");
  await story.step("next, previous, none; Escape closes", async () => {
    const count = async () => (await page.locator("output").innerText()).replaceAll(".", "");
    const before = Number((await count()).split("/")[0]);
    await page.getByPlaceholder("Gõ chữ cần tìm").focus();
    await page.keyboard.press("Enter");
    check(Number((await count()).split("/")[0]) === before + 1, `Enter goes to ${await count()}`);
    await page.keyboard.press("Shift+Enter");
    check(Number((await count()).split("/")[0]) === before, `Shift+Enter goes to ${await count()}`);
    await page.getByPlaceholder("Gõ chữ cần tìm").fill("khủng long bạo chúa");
    await page.locator(".bar p").getByText("Không thấy trong tài liệu này").waitFor();
    await look("find-none");
    await page.keyboard.press("Escape");
    await page.getByPlaceholder("Gõ chữ cần tìm").waitFor({ state: "detached" });
    check((await page.locator(".found i").count()) === 0, "marks of the search stay");
  });
  await story.step("back to where one read before the search", async () => {
    await button("Quay lại trang 1").tap();
    await atPage(1);
    await button("Quay lại trang 1").waitFor({ state: "detached" });
  });
  await story.step("headings lead to their pages; the one that is read is marked", async () => {
    await tapBar(page.locator(".whereabouts"));
    await button("Mục lục").tap();
    await page.getByRole("dialog").getByRole("button", { name: /^Phần 12\b/ }).tap();
    await until("part 12 is read", async () => (await whereabouts()) > 100);
    await tapBar(page.locator(".whereabouts"));
    await button("Mục lục").tap();
    await page.locator("[aria-current=location]").getByText("Phần 12").waitFor();
    await look("headings");
    await button("Đóng").tap();
  });
  await story.step("two bookmarks: set, turned between by one tap, still there after a reload", async () => {
    const far = await whereabouts();
    await tapBar(page.locator(".whereabouts"));
    await button("Dấu trang").tap();
    await button(`Đặt ở trang ${far}`).first().tap();
    await button("Đóng").tap();
    await button("Quay lại trang 1").tap();
    await atPage(1);
    await tapBar(page.locator(".whereabouts"));
    await button("Dấu trang").tap();
    await button("Đặt ở trang 1").tap();
    await look("bookmarks");
    await button("Đóng").tap();
    await button(`Dấu 1 · trang ${far}`).tap();
    await atPage(far);
    await button("Dấu 2 · trang 1").tap();
    await atPage(1);
    await page.reload();
    await button(`Dấu 1 · trang ${far}`).waitFor();
    await sharp();
  });
  await story.step("a link inside jumps, with a way back; one that leads outside is shown and not followed", async () => {
    await page.getByRole("link", { name: /^Liên kết trong tài liệu: Đến Phần 7/ }).click();
    await until("part 7 is read", async () => (await whereabouts()) > 60);
    await button("Quay lại trang 1").waitFor();
    await look("jumped");
    await button("Quay lại trang 1").tap();
    await atPage(1);
    await page.getByRole("link", { name: /^Địa chỉ bên ngoài/ }).click();
    await page.getByText(/Máy này chỉ hiện địa chỉ/).waitFor();
    check(page.url().startsWith(council.url), `the tablet went to ${page.url()}`);
  });
  await story.step("words are marked by a finger's drag, and become a note and a highlight; not while the pen is in the hand", async () => {
    const begin = page.locator(".room .text span").filter({ hasText: /^Căn/ }).first();
    await begin.waitFor();
    const box = { ...(await begin.boundingBox()), width: 400 };
    const drag = async () => {
      await page.mouse.move(box.x + 3, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2, { steps: 4 });
      await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 6 });
      await page.mouse.up();
    };
    await drag();
    await page.getByRole("toolbar", { name: "Chữ đã chọn" }).waitFor();
    await look("marked");
    await drag();
    await button("Tô sáng").last().click();
    await page.locator(".marks g.highlight polygon").waitFor();
    await drag();
    await button("Chép vào ghi chú").click();
    const text = await page.getByLabel("Nội dung ghi chú").inputValue();
    check(text.startsWith("“") && text.includes("Căn cứ"), `the note says “${text}”`);
    await look("note-of-words");
    await button("Lưu ghi chú").click();
    await page.locator(".room .note").waitFor();
    await tapBar(button("Bút"));
    const before = await hand.strokes(page);
    await drag();
    await until("the drag draws", async () => (await hand.strokes(page)) === before + 1);
    check((await page.evaluate(() => getSelection().toString())) === "", "the pen marks words");
    await tapBar(button("Bút"));
  });
  await story.step("two papers side by side: each with its page and its ink, five canvases at most; upright one tap turns to the other", async () => {
    await tapBar(button("Tài liệu khác").first());
    await page.getByRole("dialog").locator(".other").filter({ hasText: "chu-han" }).getByRole("button", { name: "Xem cạnh nhau" }).tap();
    const second = page.getByRole("region", { name: "Tài liệu thứ hai" });
    await second.locator(".room .page canvas").first().waitFor();
    const canvases = await page.locator(".room canvas").count();
    check(canvases <= 5, `${canvases} canvases`);
    await look("side-by-side");
    const place = await second.locator(".room .page").first().boundingBox();
    await tapBar(second.getByRole("button", { name: "Bút", exact: true }));
    await hand.draw(page, Array.from({ length: 20 }, (_, n) => [place.x + 120 + n * 8, place.y + 300]));
    check((await second.locator(".marks g path").count()) === 1, "the stroke is not on the second paper");
    await second.getByRole("button", { name: "Xong" }).tap();
    await page.setViewportSize({ width: 810, height: 1080 });
    await second.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Lật sang: chu-han" }).tap();
    await page.getByRole("heading", { name: "chu-han" }).waitFor();
    await page.getByRole("button", { name: "Lật sang: bao-cao-dai" }).tap();
    await page.getByRole("heading", { name: "bao-cao-dai" }).waitFor();
    await page.setViewportSize({ width: 1080, height: 810 });
    await second.getByRole("button", { name: "Đóng bên này" }).tap();
    await second.waitFor({ state: "detached" });
  });
  await story.step("words are sought in all papers that are held, at once", async () => {
    await hand.leave(page);
    await button("Tìm").first().tap();
    await page.getByPlaceholder(/Số, trích yếu/).fill("doi tuong dac biet 2");
    await page.getByRole("dialog").getByRole("button", { name: /bao-cao-dai/ }).first().waitFor({ timeout: 120_000 });
    await look("everywhere");
    await page.getByRole("dialog").getByRole("button", { name: /Trang 211/ }).tap();
    await atPage(211);
    await page.locator(".found .current").waitFor();
    await page.keyboard.press("Escape");
  });
  await story.step("the server dies, the app starts anew: letters of no file's font, and words at once", async () => {
    await until("the words are kept", async () => page.evaluate(async () => new Promise((done) => {
      const opening = indexedDB.open("chamber-tablet");
      opening.onsuccess = () => {
        const all = opening.result.transaction("local").objectStore("local").getAllKeys(IDBKeyRange.bound("text/", "text0"));
        all.onsuccess = () => (opening.result.close(), done(all.result.length >= 5));
      };
    })), 180_000);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await council.kill();
    await page.evaluate(() => (location.hash = "#/"));
    await page.reload();
    await page.locator("article").first().waitFor();
    await openPaper("chu-han");
    await page.locator(".spoken p").filter({ hasText: "中华人民共和国社会主义" }).waitFor({ state: "attached" });
    await look("chinese");
    await openPaper("bao-cao-dai");
    await finds("offline, after a restart");
    await page.keyboard.press("Escape");
    await hand.leave(page);
    await button("Tìm").first().tap();
    await page.getByPlaceholder(/Số, trích yếu/).fill("社会主义");
    await page.getByRole("dialog").getByRole("button", { name: /chu-han/ }).first().waitFor();
    await look("everywhere-offline");
  });
});
