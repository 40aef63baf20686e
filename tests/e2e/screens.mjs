// Screens as a person sees them: the console at the widths of real desks (1366 px, the same at 125 % and 200 %, 1024 px), where the focus
// and the scroll go, and the tablet's reader with pages of different sizes and with pages that the device cannot draw.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { desktop, openChromium, tablet, wave } from "./browser.mjs";
import { comparesHistory, comparesReplacement } from "./compare.mjs";
import { Council, nameOf } from "./council.mjs";
import * as desk from "./desk.mjs";
import { pdfOf } from "./paper.mjs";
import { readsOn } from "./reading_bars.mjs";
import { drawNothing, faultsOfScreen, pagesSeen } from "./screens_seen.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, sleep, until, work } from "./story.mjs";

const password = "hop-khong-giay-2026";
const pin = "246810";
const delegate = "DB18";
const views = ["Tài liệu", "Máy tính bảng", "Điểm danh", "Điều hành", "Hồ sơ"];
const windows = [[1440, 900], [1366, 768], [1280, 720], [1093, 614], [1024, 768], [720, 450], [683, 384]];
const a4 = { width: 595, height: 842 };
const bundle = [a4, { width: 1191, height: 842 }, a4, { width: 5600, height: 842 }, a4, { width: 842, height: 595 }];

const council = new Council("screens");
const story = new Story("screens");
const pages = new Map();
const shot = async (page, label) => page.screenshot({ path: story.shotPath(label) });

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  for (const [name, page] of pages) await shot(page, `failed-${name}`).catch(() => undefined);
});

const focus = (page) => page.evaluate(() => `${document.activeElement.tagName} ${(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim().replace(/\s+/g, " ").slice(0, 80)}`);
const scrollers = [".workplace", "main"];  // the first in low windows
const top = (page) => page.evaluate((all) => Math.max(...all.map((each) => document.querySelector(each).scrollTop)), scrollers);
const scrollDown = (page, px) => page.evaluate(([all, by]) => all.forEach((each) => (document.querySelector(each).scrollTop = by)), [scrollers, px]);

// Scrolled, and it stays so: a screen that has only just opened may still go to its top. A person's hand is slower than the next frame.
const settleAt = (page, px) => until(`${px} px down`, async () => {
  await scrollDown(page, px);
  await sleep(100);
  return (await top(page)) === px;
});

async function everyWidth(office) {
  for (const [width, height] of windows) {
    await story.step(`console at ${width} × ${height}: bar, words and edges of every view`, async () => {
      await office.setViewportSize({ width, height });
      const faults = [];
      for (const view of views) {
        await desk.go(office, view);
        await until(`${view} is shown`, async () => (await office.title()).startsWith(view));
        faults.push(...(await office.evaluate(faultsOfScreen)).map((fault) => `${view}: ${fault}`));
        await scrollDown(office, 90);
      }
      check(faults.length === 0, faults.join("\n"));
      const direct = await office.getByRole("button", { name: "Đăng xuất" }).isVisible();
      if (!direct) await office.getByRole("button", { name: /^Tài khoản/ }).click();
      const leave = office.getByRole("button", { name: "Đăng xuất" });
      check(await leave.isVisible(), "“Đăng xuất” is not in sight");
      const box = await leave.boundingBox();
      check(box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height, "“Đăng xuất” is outside the window");
      await shot(office, `console-${width}`);
      if (!direct) await office.keyboard.press("Escape");
    });
  }
}

async function places(office) {
  await office.setViewportSize({ width: 1366, height: 768 });
  await story.step("console: a screen opens at its top, back returns to where it stood", async () => {
    await desk.go(office, "Điểm danh");
    await settleAt(office, 357);
    await desk.go(office, "Hồ sơ");
    await until("the archive is shown", async () => (await office.title()).startsWith("Hồ sơ"));
    check((await top(office)) === 0, "the archive opens scrolled");
    await office.goBack();
    await until("the roll stands where it stood", async () => (await top(office)) === 357);
    await office.setViewportSize({ width: 683, height: 384 });
    await settleAt(office, 300);
    await office.evaluate(() => (location.hash = "ho-so"));
    await until("the archive is shown", async () => (await office.title()).startsWith("Hồ sơ"));
    check((await top(office)) === 0, "in a low window the archive opens scrolled");
    await office.goBack();
    await until("the roll stands where it stood in the low window", async () => (await top(office)) === 300);
    await office.setViewportSize({ width: 1366, height: 768 });
    await desk.go(office, "Tài liệu");
    await desk.go(office, "Điểm danh");
    check((await top(office)) === 0, "the roll, opened by its tab, opens scrolled");
  });
  await story.step("console: the first stop of the keyboard leads past the bar", async () => {
    await office.reload();
    await office.getByRole("navigation", { name: "Màn hình" }).waitFor();
    check((await focus(office)).startsWith("MAIN"), `after loading the focus is on ${await focus(office)}`);
    await office.evaluate(() => (document.activeElement.blur(), document.querySelector(".skip").focus()));
    await shot(office, "skip-link");
    await office.keyboard.press("Enter");
    check((await focus(office)).startsWith("MAIN"), `the skip link leads to ${await focus(office)}`);
  });
}

async function focusStays(office) {
  await story.step("console: the roll is called by keys, past an absence", async () => {
    await desk.go(office, "Điểm danh");
    const row = office.locator("tr[data-roll]").nth(3);
    const words = (await row.getAttribute("aria-label")).split(":")[0];
    await row.focus();
    await office.keyboard.press("k");
    await office.getByRole("dialog").waitFor();
    await office.keyboard.type("Ốm");
    await office.keyboard.press("Enter");
    await office.getByRole("dialog").waitFor({ state: "detached" });
    check((await focus(office)).startsWith(`TR ${words}`), `after the absence the focus is on ${await focus(office)}`);
    await office.keyboard.press("ArrowDown");
    check((await focus(office)).startsWith("TR ") && !(await focus(office)).includes(words), `the arrow leads to ${await focus(office)}`);
  });
  await story.step("console: the focus is not lost with the button that was pressed", async () => {
    await office.setViewportSize({ width: 1024, height: 768 });
    await desk.go(office, "Điều hành");
    await office.getByRole("button", { name: /^Mở nội dung/ }).nth(1).click();
    await office.getByText(/^Đang trình bày nội dung/).waitFor();
    await until("a button has the focus", async () => (await focus(office)).startsWith("BUTTON Mở nội dung"));
    await office.getByRole("button", { name: /^Tài khoản/ }).click();
    await office.getByRole("button", { name: "Đổi mật khẩu" }).click();
    await office.getByRole("dialog").getByRole("button", { name: "Thôi" }).click();
    check((await focus(office)).startsWith("BUTTON Tài khoản"), `after the dialog the focus is on ${await focus(office)}`);
  });
  await story.step("console: the panel of a paper takes the focus and gives it back", async () => {
    await desk.go(office, "Tài liệu");
    const row = office.locator("ul.papers button.row").nth(2);
    await row.click();
    check((await focus(office)).startsWith("SECTION Chi tiết tài liệu"), `the focus is on ${await focus(office)}`);
    await office.getByRole("button", { name: "Đóng chi tiết" }).click();
    check(await row.evaluate((each) => each === document.activeElement), `after closing the focus is on ${await focus(office)}`);
    await desk.go(office, "Điều hành");
  });
  await story.step("console: a notice lies under the screen, not over its last rows", async () => {
    await office.getByRole("button", { name: /^Mở nội dung/ }).first().click();
    await office.getByText(/^Đang trình bày nội dung/).first().waitFor();
    const [screen, notice] = await office.evaluate(() => [document.querySelector("main").getBoundingClientRect().bottom, document.querySelector(".notices").getBoundingClientRect().top]);
    check(notice >= screen - 1, `the notice begins at ${notice}, the screen ends at ${screen}`);
  });
}

async function mixedPages(mine) {
  await story.step("tablet: an A4 page, an A3 table and a sheet of 200 columns each fill the width", async () => {
    await hand.row(mine, "bo-cuc").tap();
    await mine.locator(".room .page canvas.sharp").first().waitFor();
    const { width, pages: shown } = await mine.evaluate(pagesSeen);
    for (const page of shown) {
      check(Math.abs(page.width - (width - 16)) <= 1, `page ${page.index + 1} is ${page.width} px wide of ${width}`);
      const want = (page.width * bundle[page.index].height) / bundle[page.index].width;
      check(Math.abs(page.height - want) <= 2, `page ${page.index + 1} is ${page.height} px high, not ${want}`);
    }
    await shot(mine, "mixed-pages");
  });
  await story.step("tablet: enlarging keeps the place, within what an iPad's canvases may hold", async () => {
    await hand.bars(mine);
    await mine.locator(".whereabouts").tap();
    await mine.getByRole("dialog").getByRole("button", { name: "Trang 4", exact: true }).tap();
    await until("page 4 is in sight", async () => (await mine.evaluate(pagesSeen)).pages.some((page) => page.index === 3));
    await mine.evaluate(() => {
      const room = document.querySelector(".room");
      const sheet = [...room.querySelectorAll(".page")].find((page) => page.dataset.page === "3");
      room.scrollTop = sheet.offsetTop + sheet.offsetHeight / 2 - room.clientHeight / 2;
    });
    await hand.bars(mine);
    for (let tap = 0; tap < 9; tap += 1) await mine.getByRole("button", { name: "Phóng to trang" }).tap();
    const { width, pages: shown } = await mine.evaluate(pagesSeen);
    const sheet = shown.find((page) => page.index === 3);
    check(sheet.width > 6 * width, `the sheet of 200 columns is enlarged to ${sheet.width} px only`);
    await until("it is sharp", async () => (await mine.evaluate(pagesSeen)).pages.find((page) => page.index === 3).canvas > 4_000);
    const sum = (await mine.evaluate(pagesSeen)).pages.reduce((all, page) => all + page.pixels, 0);
    check(sum <= 6 * 5_242_880, `the canvases hold ${sum} pixels`);
    await shot(mine, "sheet-enlarged");
    for (let tap = 0; tap < 12; tap += 1) await mine.getByRole("button", { name: "Thu nhỏ trang" }).tap();
    check((await mine.evaluate(pagesSeen)).pages.some((page) => page.index === 3), "the sheet is no longer in sight");
  });
  await story.step("tablet: a stroke on the wide sheet stays where it was drawn", async () => {
    const box = await mine.locator('.room .page[data-page="3"]').boundingBox();
    await hand.draw(mine, wave(box.x + box.width * 0.4, box.y + box.height / 2, 200, 10));
    const ink = mine.locator('.room .page[data-page="3"] svg.marks g:not(.highlight) path');
    const drawn = await until("the stroke stands on the sheet", () => ink.boundingBox());  // it is put anew when the server has it
    check(Math.abs(drawn.x - (box.x + box.width * 0.4)) < 8 && Math.abs(drawn.y + drawn.height / 2 - (box.y + box.height / 2)) < 8, `drawn at ${JSON.stringify(drawn)}, the page is ${JSON.stringify(box)}`);
    check(drawn.height > 12, "the pen is a hair on a wide sheet");
    await shot(mine, "sheet-ink");
    await hand.leave(mine);
  });
}

async function undrawn(mine) {
  await story.step("tablet: pages that the device leaves white show the server's picture, and say so", async () => {
    await mine.addInitScript(drawNothing);
    await mine.reload();
    await mine.locator("article").first().waitFor();
    await hand.row(mine, "bo-cuc").tap();
    await mine.locator(".room .page").first().waitFor();
    await until("the page says it", async () => (await mine.evaluate(pagesSeen)).pages.some((page) => page.words === "Trang này hiện bằng ảnh của máy chủ"));
    const { pages: shown } = await mine.evaluate(pagesSeen);
    for (const page of shown.filter((each) => each.words)) check(page.picture && page.canvas === 0, `page ${page.index + 1} says it without the picture`);
    await shot(mine, "server-picture");
  });
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await story.step("server: ready, with a bundle of pages of many sizes", async () => {
    const file = join(work, "bo-cuc.pdf");
    writeFileSync(file, pdfOf(bundle));
    await council.admin("document", "add", "15", file, "--item", "MUC10");
    await council.admin("publish", "15");
    await council.start();
  });
  const browser = await story.step("Chromium: started", () => openChromium(council.ca));
  story.atEnd(() => browser.close());
  const office = await desktop(browser, story.complaintsOf("console"));
  pages.set("console", office);
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", password);
  const mine = await tablet(browser, story.complaintsOf("tablet"));
  pages.set("tablet", mine);
  await story.step("a delegate has a tablet", async () => {
    await hand.begin(mine, council, { label: "THU-01", name: nameOf(delegate), pin });
    await hand.pillSays(mine, "Đã lưu đủ tài liệu", 90_000);
  });
  await everyWidth(office);
  await places(office);
  await focusStays(office);
  await comparesHistory(story, office);
  await comparesReplacement(story, office);
  await mixedPages(mine);
  await readsOn(story, mine, await council.ask("SELECT id FROM document WHERE json_extract(body, '$.title') = 'bo-cuc'"), shot);
  await undrawn(mine);
  await story.step("no page complained", () => story.checkNoComplaints());
});
