// What changed between two revisions, page by page: a published document's history, and a replacement before it is sent and while it waits.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as desk from "./desk.mjs";
import { look } from "./look.mjs";
import { pdfOf } from "./paper.mjs";
import { check, until, work } from "./story.mjs";

const a4 = { width: 595, height: 842 };
const page = (number, sum, words = "thu ngan sach") =>
  [`Bieu so ${number}: ${words} nam 2024`, ...Array.from({ length: 20 }, (_, at) => `Dong ${at + 1} cua bieu ${number}: chi tieu ${number * 100 + at} trieu dong`), `Tong cong: ${sum} trieu dong`];
const first = [1, 2, 3, 4, 5, 6].map((n) => page(n, n * 1000));
// The sum on page 2 was corrected, a page came after page 3, page 6 went before page 5.
const second = [first[0], page(2, 2050), first[2], page(9, 7777, "vay va tra no"), first[3], first[5], first[4]];

const dialog = (office) => office.getByRole("dialog", { name: /^Có gì khác/ });
const over = (office) => dialog(office).locator(".said strong").waitFor({ timeout: 120_000 });
const listed = async (office) => (await dialog(office).locator("nav button").allInnerTexts()).map((words) => words.replace(/\s+/g, " ").trim());
const drawn = (office) => until("both pages are drawn", async () => (await dialog(office).locator(".two .page:not(.drawing) canvas").count()) === (await dialog(office).locator(".two .page").count()));
const close = async (office) => {
  await office.keyboard.press("Escape");
  await dialog(office).waitFor({ state: "detached" });
};

export async function comparesHistory(story, office) {
  await story.step("console: two published revisions of 26 pages side by side, the changed words marked", async () => {
    await desk.go(office, "Tài liệu");
    await desk.chooseItem(office, "dự toán thu, chi");
    await office.locator("ul.papers button.row").filter({ hasText: "661/BC-UBND" }).click();
    await office.getByRole("tab", { name: /^Các bản/ }).click();
    const begin = Date.now();
    await office.getByRole("button", { name: "So với bản 1" }).click();
    await over(office);
    story.note(`26 pages compared after ${((Date.now() - begin) / 1000).toFixed(1)} s: ${await dialog(office).locator(".said strong").innerText()}`);
    const words = await listed(office);
    check(words.length > 0 && words.length < 13 && words.some((row) => row.includes("đổi chữ")), `the list says ${words.join(" | ")}`);
    await drawn(office);
    check((await dialog(office).locator(".mark.place").count()) > 0, "the signature's new picture is not marked");
    await look(story, office, "compare-picture");
    await office.keyboard.press("ArrowRight");
    await dialog(office).getByText(/^Trang \d+: đổi chữ \(2\/2\)$/).waitFor();
    await drawn(office);
    check((await dialog(office).locator(".mark.newer").count()) > 0, "no word is marked on the newer page");
    await look(story, office, "compare-history");
    await close(office);
    await office.getByRole("button", { name: "Đóng chi tiết" }).click();
  });
}

export async function comparesReplacement(story, office) {
  const files = [first, second].map((pages, at) => {
    const file = join(work, `bieu-so-${at + 1}.pdf`);
    writeFileSync(file, pdfOf(pages.map((lines) => ({ ...a4, lines }))));
    return file;
  });
  const expected = ["Trang 2 đổi chữ", "Trang 4 trang mới", "Trang 5 → 7 chuyển chỗ"];
  await story.step("console: what a replacement changes is seen before it is sent", async () => {
    await desk.chooseItem(office, "Diễn văn khai mạc");
    await desk.upload(office, files[0]);
    await desk.openUploaded(office, files[0]);
    await office.getByRole("button", { name: "Thay bản mới" }).click();
    const replacing = office.getByRole("dialog", { name: "Thay bản mới" });
    await replacing.locator("input[type=file]").setInputFiles(files[1]);
    await replacing.getByRole("textbox").fill("Đính chính biểu số 2");
    await replacing.getByRole("button", { name: "Xem có gì khác bản 1" }).click();
    await over(office);
    check(JSON.stringify(await listed(office)) === JSON.stringify(expected), `the list says ${(await listed(office)).join(" | ")}`);
    await close(office);
    await replacing.getByRole("button", { name: "Tải bản mới lên" }).click();
  });
  await story.step("console: the waiting replacement against what it replaces, walked by arrow keys", async () => {
    await office.getByRole("button", { name: "Có gì khác bản 1" }).click();
    await over(office);
    check((await dialog(office).locator(".said").innerText()).includes("Số trang: 6 → 7."), "the number of pages is not said");
    check(JSON.stringify(await listed(office)) === JSON.stringify(expected), `the list says ${(await listed(office)).join(" | ")}`);
    await drawn(office);
    check((await dialog(office).locator("nav ins").first().innerText()).includes("2050"), "the corrected sum is not told in words");
    await look(story, office, "compare-waiting");
    await office.keyboard.press("ArrowRight");
    await dialog(office).getByText("Bản trước không có trang này.").waitFor();
    await drawn(office);
    await look(story, office, "compare-new-page");
    await office.keyboard.press("ArrowRight");
    await dialog(office).getByText("Trang 5 → 7: chuyển chỗ (3/3)").waitFor();
    await office.keyboard.press("ArrowLeft");
    await office.keyboard.press("+");
    await dialog(office).getByText("125 %").waitFor();
    await close(office);
    check(await office.getByRole("button", { name: "Có gì khác bản 1" }).evaluate((button) => button === document.activeElement), "the focus is not given back");
  });
}
