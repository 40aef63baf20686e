// Writing as a delegate does it: words marked along their line, strokes rubbed in part, marks chosen and moved, undo after the reading was left,
// one's own notes found again and saved as a PDF; and the worst frame while drawing, also on a page of 500 strokes, in Chromium and WebKitGTK.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawWithPen, openChromium, tablet } from "./browser.mjs";
import { Council, nameOf } from "./council.mjs";
import { strokeFrames, writeMany } from "./ink.mjs";
import { pdfOf } from "./paper.mjs";
import { Story, check, until, work } from "./story.mjs";
import * as hand from "./tablet.mjs";
import { openWebKit, whyNot } from "./webkit_browser.mjs";

const delegate = "DB18";
const pin = "246810";
const paper = "to-trinh";
const council = new Council("writing");
const story = new Story("writing");
const figures = {};
story.showOnFailure(council.log);

const lines = ["Kinh gui cac vi dai bieu Hoi dong nhan dan", "Thuong truc Hoi dong nhan dan trinh ky hop", "du thao nghi quyet ve du toan ngan sach", "cho y kien tai phien hop buoi sang"];
const tool = async (page, name) => {
  await hand.bars(page);
  await page.getByRole("button", { name, exact: true }).tap();
};
const quads = (page) => page.locator(".room svg.marks:not(.over) g.highlight polygon").count();
// A note that has just been moved is drawn anew: for a moment it is nowhere.
const top = async (note) => (await note.boundingBox())?.y ?? 0;
const shot = (page, label) => page.screenshot({ path: story.shotPath(label) });

// Where a line of the paper lies on the screen: 72 pt from the left, 90 pt and 24 pt a line from the top of a page of 595 × 842.
async function place(page, line, share = 0) {
  const box = await page.locator(".room .page").first().boundingBox();
  const scale = box.width / 595;
  return [box.x + (72 + 250 * share) * scale, box.y + (90 + 24 * line - 4) * scale];
}

async function along(page, line, wobble) {
  const [x, y] = await place(page, line);
  const [end] = await place(page, line, 1);
  await drawWithPen(page, Array.from({ length: 31 }, (_, i) => [x + 4 + ((end - x) * i) / 30, y + wobble * Math.sin(i)]));
}

async function highlighting(page) {
  await hand.open(page, paper);
  await tool(page, "Tô sáng");
  for (const [line, wobble] of [[0, 0], [1, 2], [2, 4]]) {
    const before = await quads(page);
    await along(page, line, wobble);
    await until(`line ${line} is marked`, async () => (await quads(page)) === before + 1);
  }
  const heights = await page.evaluate(() => [...document.querySelectorAll(".room svg.marks:not(.over) g.highlight polygon")].map((each) => each.getBoundingClientRect().height));
  check(heights.every((height) => height > 10), `heights of the highlights: ${heights}`);
  await shot(page, "highlighted");
}

async function rubbing(page) {
  await tool(page, "Bút");
  const [x, y] = await place(page, 4);
  await hand.draw(page, Array.from({ length: 41 }, (_, i) => [x + i * 8, y]));
  const paths = () => page.locator(".room svg.marks:not(.over) g:not(.highlight) path").count();
  await tool(page, "Tẩy");
  await page.getByRole("button", { name: "Từng phần" }).tap();
  await drawWithPen(page, [[x + 150, y - 30], [x + 150, y], [x + 150, y + 30]]);
  await until("the stroke is two", async () => (await paths()) === 2);
  await shot(page, "rubbed-in-part");
  await page.getByRole("button", { name: "Hoàn tác" }).tap();
  await until("it is one again", async () => (await paths()) === 1);
}

async function choosing(page) {
  await hand.writeNote(page, { x: 300, y: 420 }, "Đề nghị làm rõ nguồn thu bổ sung");
  await tool(page, "Chọn");
  await page.getByRole("button", { name: "Chọn cả trang" }).tap();
  await page.locator(".room svg.over rect[width]").waitFor();
  await shot(page, "chosen");
  const note = page.locator(".room .note");
  const before = await top(note);
  for (let i = 0; i < 3; i += 1) await page.getByRole("button", { name: "Xuống" }).tap();
  await page.getByRole("button", { name: "Bỏ chọn" }).tap();
  await until("the note went down", async () => (await top(note)) > before + 10);
}

async function undoAfterLeaving(page) {
  await page.getByRole("button", { name: "Xong" }).tap();
  const note = page.locator(".room .note");
  const moved = await top(note);
  await hand.leave(page);
  await page.reload();
  await hand.open(page, paper);
  await hand.bars(page);
  await note.waitFor();
  await page.getByRole("button", { name: "Hoàn tác" }).tap();
  await until("the move is undone after a new start", async () => (await top(note)) > 0 && Math.abs((await top(note)) - moved) > 10);
}

async function notesAndPdf(page) {
  await hand.leave(page);
  await page.getByRole("button", { name: "Ghi chú của tôi" }).tap();
  await page.locator(".pages canvas").first().waitFor();
  await until("the picture is drawn", () =>
    page.evaluate(() => {
      const canvas = document.querySelector(".pages canvas");
      if (!canvas?.width) return false;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, at) => at % 4 === 0 && value < 120);
    }));
  await shot(page, "notes");
  await page.getByLabel("Tìm trong ghi chú").fill("nguon thu");
  await until("the note is found without marks", async () => (await page.locator(".pages button").count()) === 1);
  await page.getByLabel("Tìm trong ghi chú").fill("khong co");
  await page.getByText("Không có ghi chú nào như vậy").waitFor();
  await page.getByRole("button", { name: "Bỏ lọc" }).tap();
  await page.getByRole("button", { name: "Lưu thành PDF" }).tap();
  await page.getByRole("button", { name: "Làm tệp PDF" }).tap();
  const link = page.getByRole("link", { name: "Lưu tệp vào máy" });
  await link.waitFor();
  await shot(page, "pdf");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const file = join(work, "ghi-chu.pdf");
  await download.saveAs(file);
  const bytes = readFileSync(file);
  check(bytes.subarray(0, 5).toString() === "%PDF-" && bytes.length > 20_000, `the PDF has ${bytes.length} bytes`);
  story.note(`own PDF: ${bytes.length} bytes`);
  await page.getByRole("button", { name: "Đóng" }).tap();
  await page.setViewportSize({ width: 810, height: 1080 });
  await shot(page, "notes-upright");
  await page.setViewportSize({ width: 1080, height: 810 });
}

async function frames(name, evaluate) {
  const empty = await evaluate(strokeFrames, 600);
  const long = await evaluate(strokeFrames, 1_800);
  const many = await evaluate(writeMany, 500);
  check(many >= 500, `${many} strokes on the page`);
  const full = await evaluate(strokeFrames, 600);
  for (const [what, times] of [["first stroke", empty], ["stroke of 1,800 points", long], ["page of 500 strokes", full]])
    figures[`${name}, ${what}`] = `worst frame ${times.worst} ms, 95 % ≤ ${times.most} ms, ${times.over33} of ${times.frames} over 33 ms`;
}

async function inWebKit() {
  const browser = await openWebKit(join(work, "webkit-home"), 1080, 810);
  story.atEnd(browser.close);
  const { page } = browser;
  await page.open(`${council.url}/tablet/`);
  const code = await page.wait("the code is shown", () => document.querySelector("p.code")?.innerText.trim());
  await council.admin("device", "approve", code, "--label", "THU-WK");
  await page.says("Xin mời chọn tên của mình");
  await page.press(".people button", nameOf(delegate));
  for (const digit of pin) await page.press(".keys button", digit);
  await page.wait("the agenda is shown", () => Boolean(document.querySelector("article")));
  await page.says("Đã lưu đủ tài liệu", 90_000);
  await page.press("article li button", paper);
  await page.wait("the page is painted", () => Boolean(document.querySelector(".room .page canvas")));
  // A script that answers later: the driver waits for the page's own word.
  const evaluate = async (act, count) => {
    await page.evaluate(new Function(`window.__answer = null; (${act})(${count}).then((answer) => (window.__answer = { answer }));`));
    return (await page.wait("the hand is done", () => window.__answer, [], 120_000)).answer;
  };
  await frames("WebKitGTK", evaluate);
  await page.shot(story.shotPath("webkit-500-strokes"));
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await story.step("server: ready, with a paper of four lines", async () => {
    const file = join(work, `${paper}.pdf`);
    writeFileSync(file, pdfOf([{ width: 595, height: 842, lines }, { width: 595, height: 842 }]));
    await council.admin("document", "add", "15", file, "--item", "MUC10");
    await council.admin("publish", "15");
    await council.start();
  });
  const page = await story.step("a tablet is approved, a delegate signs in", async () => {
    const browser = await openChromium(council.ca);
    story.atEnd(() => browser.close());
    const mine = await tablet(browser, story.complaintsOf("tablet"));
    story.lookOnFailure(() => shot(mine, "failed"));
    await mine.goto(`${council.url}/tablet/`);
    await council.admin("device", "approve", await hand.readCode(mine), "--label", "THU-01");
    await hand.signIn(mine, nameOf(delegate));
    await mine.locator(".keys").waitFor();
    await hand.enterPin(mine, pin);
    await mine.locator("article").first().waitFor();
    await hand.pillSays(mine, "Đã lưu đủ tài liệu", 90_000);
    return mine;
  });
  await story.step("the highlighter along a line, level or trembling, takes its words", () => highlighting(page));
  await story.step("a part of a stroke is rubbed; one tap brings it back", () => rubbing(page));
  await story.step("all of the page is chosen and moved by buttons", () => choosing(page));
  await story.step("undo after leaving, and after a new start", () => undoAfterLeaving(page));
  await story.step("one's own notes: legible, found without marks, saved as a PDF", () => notesAndPdf(page));
  await story.step("Chromium: frames while drawing", async () => {
    await page.getByRole("button", { name: "Chương trình", exact: true }).tap();
    await hand.open(page, paper);
    await frames("Chromium", (act, count) => page.evaluate(act, count));
    await shot(page, "500-strokes");
  });
  const missing = await whyNot();
  if (missing) story.note(`WebKitGTK skipped: ${missing}`);
  else await story.step("WebKitGTK: frames while drawing", inWebKit);
  story.figures(figures);
  story.checkNoComplaints();
});
