// The seals of a story: what tablet and console say of a file that somebody changed after it was signed, the file as it was signed, and
// a verdict that turns while people look at it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./council.mjs";
import * as desk from "./desk.mjs";
import * as hand from "./tablet.mjs";
import { check, until, work } from "./story.mjs";

const axisWords = (page, id) => page.locator(`[data-axis=${id}]`).innerText();
const words = async (locator) => (await locator.innerText()).replace(/\s+/g, " ");

async function checkAxes(page, expected) {
  for (const [id, part] of Object.entries(expected)) {
    const said = (await axisWords(page, id)).replace(/\s+/g, " ");
    check(said.includes(part), `${id}: “${said}” does not say “${part}”`);
  }
}

// Where the page's own text says whose page it is: the signed revision before the page that was added.
async function checkSignedPages(page, where) {
  await until("the signed revision has two pages", async () => (await words(where)).includes("Trang 1 / 2"));
  await until("its first page is painted", async () => (await page.locator(".room .page canvas.sharp").count()) > 0);
  const text = page.locator(".room .page").first().locator("p.words");
  await until("its words can be read", async () => ((await text.textContent()) ?? "").length > 200);
  const said = await text.textContent();
  check(said.includes("Điều chỉnh nhóm vấn đề chất vấn"), `page 1 of the signed revision says “${said.slice(0, 120)}”`);
  check((await page.locator(".room .page").count()) === 2, "a page that was added later is shown in the signed revision");
}

// `file`: two signatures, then a page was added.
export async function consoleSeals(story, office, file, shot) {
  await story.step("console: a page added after signing is said, with its four answers", async () => {
    const row = await desk.upload(office, file);
    check(row.includes("Cần kiểm tra lại"), `the row says “${row}”`);
    await desk.openUploaded(office, file);
    await office.getByRole("tab", { name: /Chữ ký số/ }).click();
    await checkAxes(office, { integrity: "Còn nguyên vẹn", coverage: "Có thay đổi cần xem", identity: "Đã xác định", time: "người ký tự ghi" });
    const panel = office.getByRole("region", { name: "Chi tiết tài liệu" });
    const said = await words(panel);
    for (const part of ["Vì sao?", "Các chữ ký (2)", "Tổ chức cấp chứng thư", "Gốc tin cậy", "Số sê-ri", "Dấu vân tay", "Thu hồi chứng thư", "Ngoài phạm vi cho phép", "Kiểm tra lúc"])
      check(said.includes(part), `the panel does not say “${part}”: ${said}`);
    check(!/TOTAL|INDETERMINATE|FORMAT_FAILURE/.test(said), "the panel shows ETSI's names unfolded");
    await shot(office, "console-seal");
    await panel.getByText("Thay đổi sau khi ký", { exact: true }).scrollIntoViewIfNeeded();
    await shot(office, "console-seal-changes");
  });
  await story.step("console: opens the signed revision, hands out exactly its bytes", async () => {
    await office.getByRole("button", { name: "Xem bản tại thời điểm ký" }).last().click();
    const dialog = office.getByRole("dialog");
    await dialog.getByText("không phải bản hiện hành").waitFor();
    await checkSignedPages(office, dialog);
    await shot(office, "console-signed-revision");
    const coming = office.waitForEvent("download");
    await dialog.getByRole("button", { name: /^Tải đúng bản đã ký/ }).click();
    const download = await coming;
    const saved = join(work, "signed.pdf");
    await download.saveAs(saved);
    const [whole, signed] = [await readFile(file), await readFile(saved)];
    check(signed.length < whole.length && whole.subarray(0, signed.length).equals(signed), `the ${signed.length} bytes are no prefix of the original`);
    const { stdout } = await run("pdfinfo", [saved]);
    check(/Pages:\s+2\b/.test(stdout), `pdfinfo says ${stdout}`);
    story.note(`${download.suggestedFilename()}: ${signed.length} of ${whole.length} bytes`);
    await dialog.getByRole("button", { name: "Về bản hiện hành" }).click();
    await dialog.waitFor({ state: "detached" });
    await office.getByRole("button", { name: "Đóng chi tiết" }).click();
  });
}

export const doubtfulRow = (page) => page.locator("article li button").filter({ hasText: "Cần kiểm tra lại" }).first();

async function openSheet(page) {
  await hand.bars(page);
  await page.locator("button.seal").tap();
  const sheet = page.getByRole("dialog", { name: "Chữ ký số của tài liệu" });
  await sheet.waitFor();
  return sheet;
}

async function openSignedRevision(page) {
  const sheet = await openSheet(page);
  await sheet.getByRole("button", { name: "Xem bản tại thời điểm ký" }).last().tap();
  await page.getByRole("note").getByText("Bản tại thời điểm").waitFor();
  await checkSignedPages(page, page.locator("header.bar"));
  check((await page.locator(".room .marks, .rail").count()) === 0, "the past can be written on");
}

export async function tabletSeals(story, page, shot) {
  await story.step("tablet: the strip opens the sheet, its words are the console's", async () => {
    await doubtfulRow(page).tap();
    await page.locator(".room .page canvas.sharp").first().waitFor();
    const strip = await words(page.locator("button.seal"));
    check(strip.includes("Cần kiểm tra lại"), `the strip says “${strip}”`);
    await shot(page, "tablet-strip");
    const sheet = await openSheet(page);
    await checkAxes(page, { integrity: "Còn nguyên vẹn", coverage: "Có thay đổi cần xem", identity: "Đã xác định" });
    await shot(page, "tablet-seal");
    await sheet.getByText("Thay đổi sau khi ký", { exact: true }).scrollIntoViewIfNeeded();
    await shot(page, "tablet-seal-changes");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
  });
  await story.step("tablet: the signed revision opens and goes back in one tap", async () => {
    await openSignedRevision(page);
    await shot(page, "tablet-signed-revision");
    await page.getByRole("button", { name: "Về bản hiện hành" }).tap();
    await page.getByRole("button", { name: "Trang 1 / 3" }).waitFor();
    await hand.leave(page);
  });
}

export async function offlineSeals(story, page, shot) {
  await story.step("offline: the signed revision opens from this machine alone", async () => {
    await doubtfulRow(page).tap();
    await page.locator(".room .page canvas.sharp").first().waitFor();
    await openSignedRevision(page);
    await shot(page, "tablet-signed-revision-offline");
    await page.getByRole("button", { name: "Về bản hiện hành" }).tap();
    await page.getByRole("button", { name: "Trang 1 / 3" }).waitFor();
    await hand.leave(page);
  });
}

// The office replaces the file by `file`, whose signer's certificate was revoked.
export async function turnedSeals(story, office, page, file, shot) {
  await story.step("a replaced file's verdict reaches the open screens", async () => {
    await desk.go(office, "Tài liệu");
    await office.locator("ul.papers button.row").filter({ hasText: "Cần kiểm tra lại" }).click();
    await office.getByRole("button", { name: "Thay bản mới" }).click();
    const dialog = office.getByRole("dialog");
    await dialog.locator("input[type=file]").setInputFiles(file);
    await dialog.getByRole("textbox").fill("Văn thư gửi nhầm tệp");
    await dialog.locator("button[type=submit]").click();
    const told = office.getByText("đã đổi: Cần kiểm tra lại → Chưa đủ căn cứ");
    await told.first().waitFor();
    await office.getByRole("region", { name: "Chi tiết tài liệu" }).getByRole("button", { name: "Phát hành" }).click();
    await desk.confirmPublishing(office);
    await page.getByText("đã đổi: Cần kiểm tra lại → Chưa đủ căn cứ").waitFor();
    await shot(page, "tablet-turned");
    await until("the tablet's list follows", async () => (await doubtfulRow(page).count()) === 0);
    await shot(office, "console-turned");
    await office.getByRole("button", { name: "Đóng chi tiết" }).click();
  });
}
