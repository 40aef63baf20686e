// The evening when everything goes wrong: the server dies at each big step, an upload is cut at 99 %, the browser is closed in the middle, two clerks
// change one agenda at once. After each nothing is half-done, the console says what is left, and going on once brings it all.
import { readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { desktop, openChromium } from "./browser.mjs";
import { Council } from "./council.mjs";
import * as desk from "./desk.mjs";
import { agendaText, day, people, peopleTable } from "./evening_words.mjs";
import { pdfOf } from "./paper.mjs";
import { Story, check, until, work } from "./story.mjs";

const password = "mat-khau-van-phong-2026";
const council = new Council("faults", "new");
const story = new Story("faults");
const pages = new Map();
let browser;
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  for (const [name, page] of pages) await page.screenshot({ path: story.shotPath(`failed-${name}`) }).catch(() => undefined);
});

// Before the loopback door, under its name: lets everything pass but, once, the last hundredth of an upload.
class CuttingLine {
  cuts = 0;
  cutNext = false;
  port = 0;
  #server = createServer((client) => this.#carry(client));

  async open() {
    await new Promise((done) => this.#server.listen(0, "127.0.0.1", done));
    this.port = this.#server.address().port;
  }

  close() {
    this.#server.close();
  }

  #carry(client) {
    const server = connect(council.loopbackPort, "127.0.0.1");
    const end = () => [client, server].forEach((each) => each.destroy());
    for (const each of [client, server]) each.on("error", end).on("close", end);
    server.pipe(client);
    let head = "";
    let left = Infinity;
    const here = `localhost:${this.port}`;
    const there = `localhost:${council.loopbackPort}`;
    client.on("data", (came) => {
      // The server asks each head for its own name; both ports have five figures.
      const bytes = came.includes(here) ? Buffer.from(came.toString("latin1").replaceAll(here, there), "latin1") : came;
      if (this.cutNext && left === Infinity) {
        // Behind other requests of the same connection, too; a head may come in pieces.
        const text = bytes.toString("latin1");
        head = text.startsWith("PUT /upload/") ? text : head.startsWith("PUT /upload/") && head.length < 4_000 ? head + text : "";
        const length = /^PUT \/upload\/[^]*?content-length: (\d+)[^]*?\r\n\r\n/i.exec(head);
        if (length) left = head.indexOf("\r\n\r\n") + 4 + Math.floor(Number(length[1]) * 0.99) - (head.length - bytes.length);
      }
      if (bytes.length < left) {
        left -= bytes.length;
        server.write(bytes);
        return;
      }
      this.cutNext = false;
      this.cuts += 1;
      server.write(bytes.subarray(0, left), end);
    });
  }
}

const line = new CuttingLine();
const button = (name) => office.getByRole("button", { name });
const dialog = () => office.getByRole("dialog");
const tab = (name) => office.getByRole("navigation", { name: "Chuẩn bị" }).getByRole("link", { name }).click();
const count = async (what) => Number(await council.ask(`SELECT count(*) FROM ${what}`));
const shot = (label) => office.screenshot({ path: story.shotPath(label) });
const online = () => until("the line is back", async () => (await office.getByText(/^Mất kết nối máy chủ/).count()) === 0 && (await office.getByText("Đã kết nối", { exact: true }).count()) > 0);

async function dieAndReturn() {
  await council.kill();
  await council.start();
}

// What is written by a dialog's button, while the server dies under it: afterwards it is there once or not at all, and pressing again ends it.
async function writeWhileDying(label, isThere) {
  await dialog().getByRole("button", { name: "Ghi", exact: true }).click();
  await dieAndReturn();
  await online();
  await shot(label);
  story.note(`${label}: after the death ${(await isThere()) ? "all" : "nothing"} is there`);
  await until("the dialog has ended or can be pressed again", async () => (await dialog().count()) === 0 || (await dialog().getByRole("button", { name: "Ghi", exact: true }).isEnabled()));
  if (await dialog().count()) await dialog().getByRole("button", { name: "Ghi", exact: true }).click({ timeout: 5_000 }).catch(() => undefined);
  await until(`${label}: written`, isThere);
  if (await dialog().count()) {
    await shot(`${label}-again`);
    await office.keyboard.press("Escape");
  }
}

async function drafts() {
  await story.step("server dead and browser closed over the drafts: people and council are still there, with what is left to do", async () => {
    await office.getByLabel("Khóa, nhiệm kỳ").fill("Khóa I, nhiệm kỳ 2026 – 2031");
    await office.getByLabel("Số đại biểu được bầu").fill("25");
    await button("Xong, sang bước sau").click();
    await tab("Đại biểu");
    await office.getByRole("textbox", { name: "Dán danh sách từ bảng tính" }).fill(peopleTable().replace("31/02/2026", "31/03/2026").replace(/31\/03\/2026\tA1\n(?=10)/, "31/03/2026\tB4\n"));
    await button("Ghi 25 dòng").click();
    await office.getByText("25 đương nhiệm trên 25 đại biểu được bầu").waitFor();
    await until("the draft is kept", async () => (await office.locator("[data-kept], .draft, .lines").count()) > 0);
    await council.kill();
    await office.getByText(/^Mất kết nối máy chủ/).waitFor();
    await shot("line-lost");
    const context = office.context();
    await office.close();
    await council.start();
    office = await context.newPage();
    pages.set("console", office);
    await office.goto(`http://localhost:${line.port}/console/#bat-dau`);
    await office.getByText(/^Xong 2\/\d$/).waitFor();
    await shot("drafts-back");
    check((await count("person WHERE json_extract(body, '$.roles') LIKE '%delegate%'")) === 0, "people were written without being asked");
  });
}

async function theSession() {
  await story.step("the server dies while the session is written", async () => {
    await tab("Kỳ họp");
    await office.getByLabel("Ngày khai mạc").fill(day(17));
    await office.getByLabel("Ngày bế mạc").fill(day(17));
    await button("Tạo kỳ họp").click();
    await dialog().waitFor();
    await writeWhileDying("session", async () => (await count("session")) === 1);
    check((await count("session")) === 1 && (await count("participant")) === 25, "the session is not there once and whole");
  });
  await story.step("the server dies while the agenda is written", async () => {
    await tab("Chương trình");
    await office.getByRole("textbox", { name: "Dán chương trình từ văn bản" }).fill(agendaText);
    await button("Bỏ qua").click();
    await button("Thêm 8 nội dung").click();
    await button("Xem thay đổi và ghi").click();
    await dialog().waitFor();
    await writeWhileDying("agenda", async () => (await count("agenda_item")) === 8);
    check((await count("agenda_item")) === 8, `${await count("agenda_item")} items`);
  });
  await story.step("the server dies while PINs are drawn: it is said, and drawing again gives 25 codes", async () => {
    await tab("Đại biểu");
    await button("Cấp mã PIN").click();
    await dialog().getByRole("button", { name: "Tất cả đại biểu" }).click();
    await dialog().getByRole("button", { name: "Rút mã cho 25 người" }).click();
    await dialog().getByText(/Đang rút mã/).waitFor();
    await dieAndReturn();
    await dialog().getByRole("alert").waitFor({ timeout: 60_000 });
    await shot("pins-broken");
    story.note(await dialog().getByRole("alert").innerText());
    await online();
    await dialog().getByRole("button", { name: "Rút mã cho 25 người" }).click();
    await dialog().getByText("chỉ hiện lần này").waitFor({ timeout: 200_000 });
    check((await dialog().locator("tbody tr").count()) === 25, "not 25 codes");
    await dialog().getByRole("button", { name: /^Đóng, xóa mã/ }).click();
  });
}

async function twoClerks() {
  await story.step("two clerks at once on one agenda: each sees the other, nobody overwrites unseen", async () => {
    const other = await desktop(browser, story.complaintsOf("other"));
    pages.set("other", other);
    await other.goto(`${council.office}/console/#chuong-trinh`);
    await desk.signIn(other, "van-phong", password);
    await tab("Chương trình");
    const rename = async (page, name) => {
      await page.getByRole("button", { name: /^Nội dung 5 / }).press("Enter");
      await page.getByLabel("Tên nội dung").fill(name);
      await page.getByLabel("Tên nội dung").press("Enter");
    };
    const name = () => council.ask("SELECT json_extract(body, '$.name') FROM agenda_item WHERE json_extract(body, '$.number') = '5'");
    await rename(office, "Chất vấn (người thứ nhất)");
    await rename(other, "Chất vấn (người thứ hai)");
    await other.getByRole("button", { name: "Xem thay đổi và ghi" }).click();
    await other.getByRole("dialog").getByRole("button", { name: "Ghi", exact: true }).click();
    await until("the second is stored", async () => (await name()) === "Chất vấn (người thứ hai)");
    await office.getByText(/vừa đổi tên của nội dung 5 thành “Chất vấn \(người thứ hai\)”/).waitFor();
    await shot("two-clerks");
    await button("Xem thay đổi và ghi").click();
    await dialog().getByRole("cell", { name: "Chất vấn (người thứ hai)" }).waitFor();
    check((await name()) === "Chất vấn (người thứ hai)", "it was overwritten unseen");
    await dialog().getByRole("button", { name: "Ghi", exact: true }).click();
    await until("the seen one is stored", async () => (await name()) === "Chất vấn (người thứ nhất)");
    await other.getByRole("button", { name: /^Nội dung 5 Chất vấn \(người thứ nhất\)/ }).waitFor();
    await other.context().close();
    pages.delete("other");
  });
}

const rows = () => office.getByRole("region", { name: "Tệp đang tải lên" });
const staged = () => readdirSync(join(council.data, "staging")).length;

// A PDF that is some megabytes longer: remarks before its table of places, where they are passed over.
function grown(pdf, more) {
  const text = pdf.toString("latin1");
  const table = text.lastIndexOf("xref\n0");
  const remarks = Buffer.from(more);
  const end = text.slice(table).replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + remarks.length}`);
  return Buffer.concat([pdf.subarray(0, table), remarks, Buffer.from(end, "latin1")]);
}

function papers(name, n, pagesEach) {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: n }, (_, i) => {
    const file = join(folder, `${name} ${i + 1}.pdf`);
    writeFileSync(file, grown(pdfOf(Array(pagesEach).fill({ width: 595, height: 842 })), `% ${name} ${i}\n${"%".repeat(2_000_000)}\n`));
    return file;
  });
}

const item = (n) => office.getByRole("navigation", { name: "Chương trình kỳ họp" }).getByRole("button").filter({ has: office.getByText(String(n), { exact: true }) }).first().click();
const choose = (files) => office.locator("input[type=file][multiple]").setInputFiles(files);

async function theFolder() {
  await story.step("an upload cut at 99 %: it is said, nothing of it stays, one press sends it again", async () => {
    await desk.go(office, "Tài liệu");
    await item(2);
    line.cutNext = true;
    await choose(papers("cắt", 1, 2));
    await until("the line was cut", () => line.cuts === 1);
    await rows().getByRole("button", { name: "Gửi lại", exact: true }).waitFor({ timeout: 60_000 });
    await shot("cut");
    story.note((await rows().locator("li").first().innerText()).replace(/\s+/g, " "));
    check((await count("document")) === 0, "a cut file became a document");
    await until("nothing is left of it", () => staged() === 0);
    await rows().getByRole("button", { name: "Gửi lại", exact: true }).click();
    await until("it has arrived", async () => (await count("document")) === 1);
    await rows().getByRole("button", { name: "Ẩn", exact: true }).click();
  });
  await story.step("the server dies in the middle of a folder: what waited goes on, what broke is sent again at once", async () => {
    await item(3);
    await choose(papers("chết", 6, 3));
    await until("some have arrived", async () => (await count("document")) >= 2);
    await dieAndReturn();
    await online();
    await until("nothing is on its way", async () => (await rows().getByText(/còn \d+ tệp/).count()) === 0, 120_000);
    await shot("died-in-folder");
    const sum = await rows().getByRole("heading").innerText();
    story.note(sum.replace(/\s+/g, " "));
    const again = rows().getByRole("button", { name: /^Gửi lại/ }).first();
    if (await again.count()) await again.click();
    await until("all six are there", async () => (await count("document")) === 7, 60_000);
    await until("nothing half-done is left", () => staged() === 0);
    const all = rows().getByRole("button", { name: "Ẩn tất cả" });
    if (await all.count()) await all.click();
  });
  await story.step("the browser closed in the middle: on return it names what never arrived", async () => {
    await item(4);
    await choose(papers("đóng", 6, 3));
    await until("the first is on its way", async () => (await rows().getByText(/Đang gửi|Đang kiểm tra|Đã nhận/).count()) > 0);
    const context = office.context();
    await office.close({ runBeforeUnload: false });
    office = await context.newPage();
    pages.set("console", office);
    await office.goto(`http://localhost:${line.port}/console/#tai-lieu`);
    await office.getByRole("navigation", { name: "Chương trình kỳ họp" }).waitFor();
    await until("nothing half-done is left", () => staged() === 0);
    const arrived = (await count("document")) - 7;
    story.note(`${arrived} of 6 had arrived`);
    if (arrived < 6) await office.getByText(`Lần trước còn ${6 - arrived} tệp chưa tới.`).waitFor();
    await shot("closed-in-folder");
    await item(4);
    await choose(papers("đóng", 6, 3));
    await until("all are there, each once", async () => (await count("document")) === 13, 60_000);
  });
}

async function thePublishing() {
  await story.step("the server dies while it publishes: all are out or none, and pressing again ends it", async () => {
    const out = () => count("document WHERE state = 'published'");
    await office.goto(`http://localhost:${line.port}/console/#tai-lieu`);
    await button(/^Chọn \d+ tài liệu chờ$/).click();
    await button("Phát hành 13 tài liệu").click();
    await dialog().getByRole("button", { name: "Phát hành", exact: true }).click();
    await dieAndReturn();
    const first = await out();
    story.note(`${first} of 13 were out when it came back`);
    check(first === 0 || first === 13, "half of them are out");
    await online();
    await until("all are out", async () => (await out()) === 13);
    await dialog().waitFor({ state: "detached" });
    await shot("published");
  });
}

await story.tell(async () => {
  await council.init("Hội đồng nhân dân xã Phù Sa", password);
  await council.start();
  story.atEnd(() => council.stop());
  await line.open();
  story.atEnd(() => line.close());
  browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  pages.set("console", office);
  await office.goto(`http://localhost:${line.port}/console/`);
  await desk.signIn(office, "van-phong", password);
  await drafts();
  await theSession();
  await twoClerks();
  await theFolder();
  await thePublishing();
  check(people.length === 25, "25 people");
});
