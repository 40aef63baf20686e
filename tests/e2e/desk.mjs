// What the office does at its desk, by the words on the screen. `page` is a playwright page on the loopback door.
import { basename } from "node:path";
import { until } from "./story.mjs";

export async function signIn(page, account, password) {
  await page.getByLabel("Tài khoản").fill(account);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByRole("navigation", { name: "Màn hình" }).waitFor();
}

export async function go(page, screen) {
  await page.getByRole("navigation", { name: "Màn hình" }).getByRole("link", { name: screen }).click();
}

export async function chooseItem(page, name) {
  await page.getByRole("navigation", { name: "Chương trình kỳ họp" }).getByRole("button").filter({ hasText: name }).click();
}

const uploadRow = (page, file) => page.getByRole("region", { name: "Tệp đang tải lên" }).locator("li").filter({ hasText: basename(file) });

// Puts a file on the shown agenda item. Answers everything its row says when it is over.
export async function upload(page, file) {
  await page.locator("input[type=file][multiple]").setInputFiles(file);
  const row = uploadRow(page, file);
  await row.getByRole("button", { name: "Ẩn" }).waitFor({ timeout: 60_000 });
  const words = async () => (await row.innerText()).replace(/\s+/g, " ");
  // The answer to an upload and what the feed says of the new paper take two ways; the row is whole when both have come.
  await until("the uploaded paper is in the console's copy", async () => !/Đã nhận(?!, chờ phát hành)/.test(await words()));
  return await words();
}

export const openUploaded = (page, file) => uploadRow(page, file).getByRole("button", { name: "Xem và sửa" }).click();

// Publishes through the question that says who will see it. Answers that question.
export async function confirmPublishing(page) {
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const words = (await dialog.innerText()).replace(/\s+/g, " ");
  await dialog.getByRole("button", { name: "Phát hành", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  return words;
}

export async function approve(page, code, label) {
  await page.getByLabel("Mã trên máy").fill(code);
  await page.getByLabel("Nhãn").fill(label);
  await page.getByRole("button", { name: "Duyệt", exact: true }).click();
  await page.getByRole("rowheader", { name: label, exact: true }).waitFor();
}

export const presence = (page, name) => page.locator("tr[data-roll]").filter({ hasText: name }).locator("td.state");

// One step of the session, by its button on Điều hành, and through the question that says what it means.
export async function moveSession(page, step) {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: step, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

export async function buildArchive(page) {
  await page.getByRole("button", { name: /^Đóng gói/ }).click();
  await until("the archive is sealed", async () => (await page.getByRole("button", { name: /^Tải hồ sơ/ }).count()) > 0, 90_000);
}

// What lies beside the newest archive, too: by the words of its button.
export async function downloadArchive(page, folder, what = /^Tải hồ sơ/) {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: what }).first().click();
  const download = await coming;
  const file = `${folder}/${download.suggestedFilename()}`;
  await download.saveAs(file);
  return file;
}
