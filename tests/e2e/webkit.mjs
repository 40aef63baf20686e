// WebKitGTK, the engine family of the iPads. The console's views, measured; then a tablet: first page, enrolment, a page read sharp, the
// seal's sheet, pages of mixed sizes, and everything again after a reload with the server dead.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Council, nameOf, titleOf } from "./council.mjs";
import { pdfOf } from "./paper.mjs";
import { faultsOfScreen, pagesSeen } from "./screens_seen.mjs";
import { Story, check, work } from "./story.mjs";
import { openWebKit, whyNot } from "./webkit_browser.mjs";

const delegate = "DB18";
const pin = "246810";
const paper = "TL09";
const bundle = [{ width: 595, height: 842 }, { width: 1191, height: 842 }, { width: 5600, height: 842 }, { width: 595, height: 842 }];

const missing = await whyNot();
if (missing) {
  console.log(`  skipped  story webkit: ${missing}`);
  process.exit(0);
}

const council = new Council("webkit");
const story = new Story("webkit");
let page;
story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  await page?.shot(story.shotPath("failed"));
  console.error(await page?.text());
});

const painted = () => {
  const canvas = document.querySelector(".room .page canvas.sharp");
  if (!canvas) return null;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 16) if (data[at + 3] === 255 && data[at] + data[at + 1] + data[at + 2] < 330) dark += 1;
  return dark > data.length / 16 / 400 ? { width: canvas.width, dark } : null;
};

async function readPaper(label) {
  await page.press("article li button", titleOf(paper));
  const seen = await page.wait("the page is painted", painted);
  story.note(`canvas ${seen.width} px wide, ${seen.dark} dark samples`);
  await page.shot(story.shotPath(label));
}

async function openSignedRevision(label) {
  await page.press("button.seal");
  await page.says("Bốn câu hỏi về chữ ký");
  const axes = await page.evaluate(() => [...document.querySelectorAll("[data-axis]")].map((each) => each.innerText.replace(/\s+/g, " ")));
  check(axes.length === 4 && axes[0].includes("Còn nguyên vẹn"), `the sheet's four answers: ${axes.join(" | ")}`);
  await page.shot(story.shotPath(`${label}-seal`));
  await page.press("dialog button", "Xem bản tại thời điểm ký");
  await page.says("không phải bản hiện hành");
  await page.wait("the signed revision is painted", painted);
  await page.shot(story.shotPath(`${label}-signed`));
  await page.press("button", "Về bản hiện hành");
  await page.wait("the reader is back", () => Boolean(document.querySelector("button.seal")));
  await page.press("button", "Chương trình");
}

async function readBundle() {
  await page.press("article li button", "bo-cuc");
  await page.wait("the page is painted", painted);
  await page.press(".view button", "Vừa bề ngang");
  const { width, pages } = await page.evaluate(pagesSeen);
  for (const each of pages) {
    const want = ((width - 16) * bundle[each.index].height) / bundle[each.index].width;
    check(Math.abs(each.width - (width - 16)) <= 1 && Math.abs(each.height - want) <= 2, `page ${each.index + 1}: ${each.width} × ${each.height} in a room of ${width}`);
  }
  await page.shot(story.shotPath("mixed-pages"));
  await page.press("button", "Chương trình");
}

async function consoleAt(width, height) {
  await page.resize(width, height);
  await page.wait("the window has its size", (wide) => Math.abs(innerWidth - wide) < 40, [width]);
  const faults = [];
  for (const [slug, name] of [["tai-lieu", "Tài liệu"], ["may-tinh-bang", "Máy tính bảng"], ["diem-danh", "Điểm danh"], ["dieu-hanh", "Điều hành"], ["ho-so", "Hồ sơ"]]) {
    await page.evaluate((where) => (location.hash = where), slug);
    await page.wait(`${name} is shown`, (title) => document.title.startsWith(title), [name]);
    faults.push(...(await page.evaluate(faultsOfScreen)).map((fault) => `${name}: ${fault}`));
    await page.evaluate(() => void (document.querySelector("main").scrollTop = 90));
  }
  check(faults.length === 0, faults.join("\n"));
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
  await story.step("WebKitGTK: started", async () => {
    const browser = await openWebKit(join(work, "webkit-home"), 1040, 1400);
    story.atEnd(browser.close);
    ({ page } = browser);
  });
  await story.step("console at 1366, 1024 and 720 px: bar, words and edges of every view", async () => {
    await page.open(`${council.office}/console/`);
    await page.type("input[autocomplete=username]", "van-phong");
    await page.type("input[type=password]", "hop-khong-giay-2026");
    await page.press("button", "Đăng nhập");
    await page.wait("the desk is open", () => Boolean(document.querySelector(".workplace")));
    for (const [width, height] of [[1366, 768], [1024, 768], [720, 560]]) await consoleAt(width, height);
    await page.resize(1040, 1400);
  });
  await story.step("the first page leads to the tablet app", async () => {
    await page.open(`${council.url}/`);
    await page.wait("the first page names the tablet", () => document.body.innerText.length > 200);
    await page.shot(story.shotPath("landing"));
    await page.open(`${council.url}/tablet/`);
  });
  await story.step("shows a code, is approved, a delegate signs in", async () => {
    const code = await page.wait("the code is shown", () => document.querySelector("p.code")?.innerText.trim());
    await council.admin("device", "approve", code, "--label", "THU-WK");
    await page.says("Xin mời chọn tên của mình");
    await page.press(".people button", nameOf(delegate));
    for (const digit of pin) await page.press(".keys button", digit);
    await page.wait("the agenda is shown", () => Boolean(document.querySelector("article")));
    await page.says("Đã lưu đủ tài liệu", 90_000);
    await page.shot(story.shotPath("agenda"));
  });
  await story.step("a paper is read, its seal opened, its signed revision shown", async () => {
    await readPaper("reader");
    await openSignedRevision("online");
  });
  await story.step("an A4 page, an A3 table and a sheet of 200 columns each fill the width", readBundle);
  await story.step("kill -9; reloads without a server; the same again", async () => {
    await page.wait("the app-shell worker has taken over", () => Boolean(navigator.serviceWorker.controller));
    await council.kill();
    await page.reload();
    await page.wait("the agenda is shown", () => Boolean(document.querySelector("article")));
    await page.says("Mất mạng", 20_000);
    await readPaper("reader-offline");
    await openSignedRevision("offline");
  });
});
