// The papers of a session that is over: its minutes written, taken along, frozen, opened again and linked to a signed PDF; the roll, the comments and the
// yearly report as files that other programs open.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { desktop, openChromium } from "./browser.mjs";
import { Council, demo, run } from "./council.mjs";
import * as desk from "./desk.mjs";
import { desksAndEnlarged, look as lookAt } from "./look.mjs";
import { Story, check, until, work } from "./story.mjs";

const council = new Council("sheets");
const story = new Story("sheets");
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  await office?.screenshot({ path: story.shotPath("failed") }).catch(() => undefined);
});

const look = (label) => lookAt(story, office, label, desksAndEnlarged);

const tab = (name) => office.getByRole("navigation", { name: "Hồ sơ" }).getByRole("link", { name }).click();
const dialog = () => office.getByRole("dialog");
const part = (name) => office.locator(`[id="doan-${name}"]`).locator("textarea, input");
const stands = (name) => council.ask(`SELECT coalesce(max(json_extract(value, '$.text')), '') FROM minutes, json_each(body, '$.parts') WHERE json_extract(value, '$.part') = '${name}'`);
const state = () => council.ask("SELECT coalesce(max(json_extract(body, '$.state')), '') FROM minutes");

// Saves what a button of that sheet hands out. Answers the file.
async function take(sheet, format, of = office) {
  const coming = office.waitForEvent("download", { timeout: 60_000 });
  await of.getByRole("group", { name: `Tải ${sheet}` }).first().getByRole("button", { name: new RegExp(`^${format}`) }).click();
  const download = await coming;
  const file = join(work, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

// Every entry of a zip, whole, and the text of those that match.
const unpack = async (file, entry) => (await run("unzip", ["-p", file, entry], { maxBuffer: 1 << 26 })).stdout;
const readsAsZip = (file) => run("python3", ["-c", "import sys, zipfile; bad = zipfile.ZipFile(sys.argv[1]).testzip(); sys.exit(bad)", file]);

const opening = "Đúng 7 giờ 30, Chủ tọa khai mạc kỳ họp; đại biểu biểu quyết thông qua chương trình.";

async function written() {
  await story.step("the minutes stand with their facts, and what is not written yet is listed", async () => {
    await desk.go(office, "Hồ sơ");
    await tab("Biên bản");
    await office.getByRole("article", { name: "Biên bản" }).waitFor();
    await office.getByRole("heading", { name: /^Còn \d+ đoạn chưa viết/ }).waitFor();
    const facts = await office.locator(".fact").count();
    check(facts > 30, `only ${facts} facts stand in the minutes`);
    await look("minutes");
  });
  await story.step("what is typed is saved by itself", async () => {
    await part("opening").fill(opening);
    await until("the words are stored", async () => (await stands("opening")) === opening);
    await part("number").fill("04");
    await part("number").blur();
    await until("the number is stored", async () => (await stands("number")) === "04");
  });
  await story.step("what was typed a moment before the page went is there again, and saved", async () => {
    const words = "Chủ tọa bế mạc kỳ họp lúc 16 giờ 10.";
    await part("closing").pressSequentially(words.slice(0, 8), { delay: 5 });
    await part("closing").fill(words);
    await office.reload();
    await office.getByRole("article", { name: "Biên bản" }).waitFor();
    await until("the words are in the field", async () => (await part("closing").inputValue()) === words);
    await until("the words are stored", async () => (await stands("closing")) === words);
  });
}

async function takenAlong() {
  await story.step("the minutes open as a Word file with the secretary's words and the facts in it", async () => {
    const file = await take("Biên bản", "Word");
    check(file.endsWith(".docx"), `the file is called ${file}`);
    await readsAsZip(file);
    const text = (await unpack(file, "word/document.xml")).replace(/<[^>]+>/g, "");
    for (const words of [opening, demo.delegates[0].name, "BIÊN BẢN"]) check(text.includes(words), `“${words}” is not in the Word file`);
    const pdf = await take("Biên bản", "PDF");
    check(readFileSync(pdf).subarray(0, 5).toString() === "%PDF-", "the PDF is none");
  });
  await story.step("so does the notice of results", async () => {
    const file = await take("Thông báo kết quả kỳ họp", "Word");
    await readsAsZip(file);
    check((await unpack(file, "word/document.xml")).includes("w:sdt"), "the notice has no locked facts");
  });
}

async function frozen() {
  await story.step("frozen after a question, they are read only", async () => {
    await office.getByRole("button", { name: "Khóa biên bản" }).click();
    await dialog().getByText(/đoạn chưa viết\. Vẫn khóa được/).waitFor();
    await dialog().getByRole("button", { name: "Khóa biên bản" }).click();
    await dialog().waitFor({ state: "detached" });
    await office.getByText(/^Khóa lúc/).waitFor();
    check((await office.locator("article textarea").count()) === 0, "frozen minutes can be typed in");
    check((await state()) === "frozen", `the server holds them as ${await state()}`);
    await look("frozen");
  });
  await story.step("they are opened again with a reason, and frozen anew", async () => {
    await office.getByRole("button", { name: /^Mở khóa để sửa/ }).click();
    await dialog().getByLabel("Lý do").fill("Bổ sung kết luận nội dung 4");
    await dialog().getByRole("button", { name: "Mở khóa", exact: true }).click();
    await part("votes").waitFor();
    await part("votes").fill("5 nghị quyết được thông qua.");
    await office.getByRole("button", { name: "Khóa biên bản" }).click();
    await dialog().getByRole("button", { name: "Khóa biên bản" }).click();
    await office.getByText(/^Khóa lúc/).waitFor();
    check((await stands("votes")) === "5 nghị quyết được thông qua.", "what was typed last was not frozen");
  });
  await story.step("an unsigned paper is refused as the signed one, a signed one is linked", async () => {
    await office.getByRole("button", { name: "Gắn bản đã ký" }).click();
    await look("link");
    await dialog().locator("label").filter({ hasText: "Không ký số" }).first().getByRole("radio").check();
    await dialog().getByRole("button", { name: "Gắn bản đã ký" }).click();
    await dialog().getByText("Văn bản này chưa có chữ ký số hợp lệ.").waitFor();
    await dialog().locator("label").filter({ has: office.locator(".pill.good") }).first().getByRole("radio").check();
    await dialog().getByRole("button", { name: "Gắn bản đã ký" }).click();
    await dialog().waitFor({ state: "detached" });
    await office.getByRole("heading", { name: "Biên bản đã ký" }).waitFor();
    check((await state()) === "signed_back", `the server holds them as ${await state()}`);
    await office.screenshot({ path: story.shotPath("signed") });
  });
}

async function rollAndComments() {
  await story.step("the roll of a sitting opens in a spreadsheet, with every delegate", async () => {
    await desk.go(office, "Điểm danh");
    await look("roll");
    const file = await take("Danh sách điểm danh", "Excel");
    await readsAsZip(file);
    const { stdout } = await run("python3", ["-c", "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(''.join(z.read(n).decode() for n in z.namelist() if n.endswith('.xml')))", file], { maxBuffer: 1 << 26 });
    for (const { name } of demo.delegates) check(stdout.includes(name), `${name} is not on the roll`);
  });
  await story.step("official comments stand by document and page, and come along as one list", async () => {
    await desk.go(office, "Điều hành");
    await office.getByRole("heading", { name: /Góp ý chính thức/ }).first().waitFor();
    await look("comments");
    const group = office.getByRole("group", { name: "Tải Tổng hợp góp ý" });
    if ((await group.count()) > 0) await readsAsZip(await take("Tổng hợp góp ý", "Word"));
  });
}

async function year() {
  await story.step("the year is told with a paragraph, figures and the lists behind them", async () => {
    await desk.go(office, "Hồ sơ");
    await tab("Báo cáo năm");
    await office.getByRole("heading", { name: "Báo cáo năm 2024" }).waitFor();
    await office.getByText(/^Trong năm 2024, HĐND/).waitFor();
    await look("report");
    await office.getByRole("button", { name: /^Mở danh sách\s+Phiên họp không giấy/ }).click();
    const row = office.locator("#so-sittings_paperless");
    const [told] = /\d+/.exec(await row.locator("strong").innerText());
    await row.locator("li").first().waitFor();
    check(Number(told) > 0 && (await row.locator("li").count()) === Number(told), `${told} sittings are told, ${await row.locator("li").count()} listed`);
    await office.getByLabel("Đến hết ngày").fill("31/02/2024");
    await office.getByLabel("Đến hết ngày").press("Enter");
    await office.getByText(/^Không đọc được ngày/).waitFor();
    await office.getByLabel("Đến hết ngày").fill("17/12/2024");
    await office.getByLabel("Đến hết ngày").press("Enter");
    await office.getByText(/chưa có kỳ họp nào được tổ chức/).waitFor();
    await look("report-empty");
    await office.goBack();
    await office.getByRole("button", { name: /^Mở danh sách\s+Phiên họp không giấy/ }).waitFor();
  });
  await story.step("and comes along as tables", async () => {
    await readsAsZip(await take("Báo cáo năm", "Excel"));
    const csv = readFileSync(await take("Báo cáo năm", "CSV"), "utf8");
    check(csv.includes("Phiên họp không giấy"), "the CSV does not name the figures");
  });
  await story.step("printed, it is the report alone", async () => {
    await office.emulateMedia({ media: "print" });
    check(!(await office.getByRole("navigation", { name: "Màn hình" }).isVisible()), "the bar is printed beside the report");
    check(await office.getByText(/^Trong năm 2024, HĐND/).isVisible(), "the paragraph is not printed");
    await office.pdf({ path: join(work, "bao-cao.pdf"), format: "A4" });
    await office.emulateMedia({ media: "screen" });
  });
}

await story.tell(async () => {
  await council.start();
  story.atEnd(() => council.stop());
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", "hop-khong-giay-2026");
  await written();
  await takenAlong();
  await frozen();
  await rollAndComments();
  await year();
  story.checkNoComplaints();
});
