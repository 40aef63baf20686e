// A delegate's day on the tablet, screen by screen: arriving, today, what is new, the machine's own check, the guide. Every screen is looked
// at in both orientations and by axe-core; nothing that is read is smaller than 17 px at the smallest text size, nothing that is touched
// smaller than 84 × 48.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { violations } from "./axe.mjs";
import { desktop, openChromium, tablet } from "./browser.mjs";
import { Council, demo, nameOf } from "./council.mjs";
import { faultsOfTouch } from "./day_seen.mjs";
import * as desk from "./desk.mjs";
import { pdfOf } from "./paper.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, sleep, until, work } from "./story.mjs";

const pin = "246810";
const password = "hop-khong-giay-2026";
const delegate = "DB18";
const council = new Council("day");
const story = new Story("day");
const lying = { width: 1080, height: 810 };
const standing = { width: 810, height: 1080 };

story.showOnFailure(council.log);

// A picture in both orientations, and what axe and a ruler say. Leaves the tablet lying.
async function look(page, label) {
  const faults = [];
  for (const [way, size] of [["standing", standing], ["lying", lying]]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: story.shotPath(`${label}-${way}`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) faults.push(`${way}: ${wide} px wider than the window`);
    faults.push(...(await page.evaluate(faultsOfTouch)).map((each) => `${way}: ${each}`));
    faults.push(...(await violations(page)).map((each) => `${way}: ${each}`));
  }
  if (faults.length > 0) looked.push(...faults.map((each) => `${label}: ${each}`));
}
const looked = [];

async function arrives(page, label) {
  await page.goto(`${council.url}/tablet/`);
  await hand.readCode(page);
  await look(page, "code");
  await council.admin("device", "approve", await hand.readCode(page), "--label", label);
}

const newestDocument = () => council.ask("SELECT id FROM document ORDER BY rowid DESC LIMIT 1");

// A document of the office's, sent to the tablets. `how`: the command for its file.
async function publish(name, pages, how) {
  const file = join(work, `${name}.pdf`);
  writeFileSync(file, pdfOf(pages.map((lines) => ({ width: 595, height: 842, lines }))));
  await council.admin("document", ...how(file));
  const [what, document] = how(file);
  await council.admin("publish", "15", what === "replace" ? document : await newestDocument());
}

const openItem = (office, number) => office.getByRole("button", { name: new RegExp(`^Mở nội dung ${number}:`) }).click();

async function today(page, office) {
  await story.step("today: the open item first, what is done in one line, all documents one tap away", async () => {
    await look(page, "today-before");
    await desk.go(office, "Điều hành");
    await openItem(office, 5);
    await page.locator("article.open").getByText("Đang thảo luận").waitFor();
    await page.getByText("4 nội dung đã xong").waitFor();
    await look(page, "today-open");
    await page.getByRole("button", { name: "Xem lại" }).tap();
    await look(page, "today-finished");
    await page.getByRole("button", { name: "Thu gọn", exact: true }).first().tap();
  });
  await story.step("the list holds still under a finger, and keeps the open item in sight when the tablet is turned", async () => {
    const list = page.locator(".list");
    await list.evaluate((each) => (each.scrollTop = 400));
    await sleep(200);
    const place = (id) =>
      list.evaluate((each, wanted) => {
        const seen = [...each.querySelectorAll("[data-item]")].filter((one) => one.getBoundingClientRect().bottom > each.getBoundingClientRect().top + 40);
        const one = wanted ? each.querySelector(`[data-item="${wanted}"]`) : seen.find((other) => !other.matches(".open"));
        return { item: one.dataset.item, top: Math.round(one.getBoundingClientRect().top) };
      }, id);
    const before = await place();
    await openItem(office, 6);
    await page.locator('[data-item="MUC06"].open').waitFor({ state: "attached" });
    const after = await place(before.item === "MUC06" ? undefined : before.item);
    if (before.item === after.item) check(Math.abs(after.top - before.top) <= 2, `what was read moved from ${before.top} to ${after.top}`);
    await openItem(office, 5);
    await page.locator('[data-item="MUC05"].open').waitFor({ state: "attached" });
    await list.evaluate((each) => (each.scrollTop = 0));
    await page.setViewportSize(standing);
    await sleep(300);
    const box = await page.locator("article.open").boundingBox();
    check(box.y >= 0 && box.y < 1000, `after turning the open item is at ${box.y}`);
    await page.setViewportSize(lying);
  });
  await story.step("all documents: filters, search without marks, an empty answer", async () => {
    await page.getByRole("navigation", { name: "Các màn hình" }).getByRole("button", { name: "Tài liệu", exact: true }).tap();
    await look(page, "documents");
    await page.getByRole("searchbox").fill("dau tu cong");
    await until("documents are found", async () => (await page.locator(".list li").count()) > 0);
    await look(page, "documents-found");
    await page.getByRole("searchbox").fill("xyzxyz");
    await page.getByText("Không có tài liệu nào tên như").waitFor();
    await look(page, "documents-none");
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: /^Nghị quyết/ }).tap();
    await look(page, "documents-resolutions");
  });
}

const pages = (sum) => [["Bao cao bo sung", `tong cong ${sum} trieu dong`], ["Trang hai", "tong cong 200 trieu dong"], ["Trang ba, ket luan"]];

async function news(page) {
  await story.step("what is new passes by in one line", async () => {
    await publish("bao-cao-bo-sung", pages(100), (file) => ["add", "15", file, "--item", "MUC05"]);
    await page.getByText(/^Tài liệu mới: /).first().waitFor();
    await look(page, "news-passing");
  });
  await story.step("what came while the tablet was away is told when it is back", async () => {
    const known = await newestDocument();
    await page.goto("about:blank");
    await publish("bao-cao-bo-sung-2", pages(150), (file) => ["replace", known, file, "--reason", "Sửa tổng số ở trang 1"]);
    await page.goto(`${council.url}/tablet/`);
    await page.getByText(/việc mới từ lúc ông\/bà rời máy/).waitFor({ timeout: 60_000 });
    await look(page, "today-news");
    await page.getByRole("button", { name: /việc mới/ }).tap();
    await page.getByRole("dialog").getByText(/Bản thay thế: /).first().waitFor();
    await look(page, "news");
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
    check((await page.getByText(/việc mới từ lúc/).count()) === 0, "what was seen is still new");
  });
  await story.step("the pages that changed are named", async () => {
    const row = page.locator("[data-anchor]").filter({ hasText: "bao-cao-bo-sung" }).filter({ has: page.getByRole("button", { name: "Xem chỗ đổi" }) });
    await row.getByRole("button", { name: "Xem chỗ đổi" }).tap();
    await page.getByText(/^1 trang có chỗ đổi/).waitFor({ timeout: 60_000 });
    await look(page, "changes");
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
    await row.getByText(/đổi trang 1/).waitFor();
  });
}

async function guideAndCheck(page) {
  await story.step("the one-minute guide is offered once, can be tried, and is found again", async () => {
    await page.locator(".offer").getByRole("button", { name: "Xem", exact: true }).tap();
    await look(page, "guide-1");
    await page.getByRole("dialog").getByRole("button", { name: "Tôi có mặt" }).tap();
    await page.getByText("Đúng rồi!").waitFor();
    for (const label of ["guide-2", "guide-3", "guide-4"]) {
      await page.getByRole("button", { name: "Tiếp theo" }).tap();
      await look(page, label);
    }
    await page.getByRole("button", { name: "Xong, bắt đầu dùng" }).tap();
    check((await page.locator(".offer").count()) === 0, "the guide is offered again");
    await page.locator("button.who").tap();
    await look(page, "person");
    await page.getByRole("button", { name: "Hướng dẫn một phút" }).tap();
    await page.getByRole("button", { name: "Để sau" }).tap();
  });
  await story.step("English for this person alone, at once", async () => {
    await page.getByRole("button", { name: "English" }).tap();
    await page.getByRole("button", { name: "Nhỏ", exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Small", exact: true }).tap();
    await look(page, "person-english");
    await page.getByRole("button", { name: "Tiếng Việt" }).tap();
    await page.getByRole("button", { name: "Nhỏ", exact: true }).waitFor();
  });
  await story.step("the machine checks itself; at the smallest letters nothing is under 17 px", async () => {
    await page.getByRole("button", { name: "Kiểm tra máy" }).tap();
    await page.getByText(/^Kiểm tra lúc/).waitFor();
    const said = await page.locator("li.line").allInnerTexts();
    for (const name of ["Đường truyền mã hóa", "Kênh trực tiếp", "Đồng hồ", "Bộ nhớ", "Khóa của máy", "Xử lý nền"]) {
      const line = said.find((one) => one.includes(name)) ?? "";
      check(line.startsWith("Tốt"), `${name}: ${line}`);
    }
    await page.locator(".pad").tap();
    await page.getByText("Mới thấy ngón tay").waitFor();
    await look(page, "check");
    for (const [label, name] of [["today-small", "Chương trình"], ["documents-small", "Tài liệu"], ["notes-small", "Ghi chú của tôi"]]) {
      await page.getByRole("navigation", { name: "Các màn hình" }).getByRole("button", { name, exact: true }).tap();
      await look(page, label);
    }
  });
  await story.step("the secretary's sheet, the searching sheet, the PIN's sheet", async () => {
    await page.getByRole("button", { name: /^Gọi thư ký/ }).tap();
    await look(page, "help");
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
    await page.getByRole("navigation", { name: "Các màn hình" }).getByRole("button", { name: "Chương trình", exact: true }).tap();
    await page.getByRole("banner").getByRole("button", { name: "Tìm" }).tap();
    await look(page, "search");
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
    await page.locator("button.who").tap();
    await page.getByRole("button", { name: "Đổi mã PIN" }).tap();
    await look(page, "change-pin");
    await page.getByRole("button", { name: "Đóng", exact: true }).last().tap();
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
  });
}

// A call from the reader; the office sees to it; the answer passes by without anybody leaving the page.
async function answered(page, office) {
  await story.step("a call while reading; the secretary's answer reaches who reads", async () => {
    await page.locator("article.open").getByRole("button", { name: "Đọc tài liệu" }).tap();
    await page.locator(".room .page canvas.sharp").first().waitFor();
    await look(page, "reading");
    await page.getByRole("button", { name: /^Gọi thư ký/ }).first().tap();
    await page.getByRole("button", { name: "Xin nước uống", exact: true }).tap();
    await page.getByRole("button", { name: "Gọi thư ký", exact: true }).last().tap();
    await page.getByText(/^Đã gửi lúc/).waitFor();
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
    await office.getByRole("link", { name: /1 người gọi thư ký/ }).click();
    await office.getByRole("button", { name: /^Đã xong: / }).click();
    await page.getByText("Thư ký đã xử lý yêu cầu của ông/bà: Xin nước uống.").waitFor();
    await look(page, "reading-answered");
  });
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await story.step("server: ready", () => council.start());
  const browser = await story.step("Chromium: started", () => openChromium(council.ca));
  story.atEnd(() => browser.close());
  const page = await tablet(browser, story.complaintsOf("tablet"));
  story.lookOnFailure(() => page.screenshot({ path: story.shotPath("failed") }).catch(() => undefined));
  const { seat } = demo.delegates.find((one) => one.id === delegate);

  await story.step("the tablet of a seat greets who sits there", async () => {
    await arrives(page, `Ghế ${seat}`);
    await page.getByRole("heading", { name: nameOf(delegate) }).waitFor();
    await look(page, "greeting");
  });
  await story.step("somebody else finds their name by a syllable", async () => {
    await page.getByRole("button", { name: "Không phải tôi" }).tap();
    await look(page, "names");
    await page.getByPlaceholder("Tìm tên").fill("hoa");
    const found = await page.locator(".people .name").allInnerTexts();
    check(found.length > 0 && found.every((name) => / hoa( |$)/i.test(name.normalize("NFD").replace(/\p{Mn}/gu, ""))), `“hoa” finds ${found.join(", ")}`);
    await look(page, "names-found");
    await page.getByPlaceholder("Tìm tên").fill("");
    await page.reload();
  });
  await story.step("a wrong PIN is called a PIN; the right one opens the day", async () => {
    await page.getByRole("button", { name: "Đúng là tôi" }).tap();
    for (const digit of "135791") await page.locator(".keys button", { hasText: new RegExp(`^${digit}$`) }).tap();
    await page.getByText("Mã PIN không đúng").waitFor();
    await look(page, "pin-wrong");
    await until("the wait is over", () => page.locator(".keys button").first().isEnabled());
    await hand.enterPin(page, pin);
  });
  const office = await desktop(browser, story.complaintsOf("console"));
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", password);
  await guideAndCheck(page);
  await today(page, office);
  await news(page);
  await answered(page, office);
  await story.step("no screen has a fault", async () => check(looked.length === 0, looked.join("\n")));
  await story.step("no page complained", () => story.checkNoComplaints());
});
