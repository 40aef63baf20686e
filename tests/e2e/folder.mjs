// A folder of forty PDFs dropped whole: sorted onto items by names, the unsure ones asked by keyboard, sent with a line that breaks, sent again; what a closed
// browser lost is named; headers confirmed by keyboard alone beside the page, with a colleague in between; many documents moved, re-addressed, published.
import { desktop, dropFiles, openChromium } from "./browser.mjs";
import { Council } from "./council.mjs";
import * as desk from "./desk.mjs";
import { folderOfPapers, zipOfPapers } from "./folder_of_papers.mjs";
import { desksAndEnlarged, look as lookAt } from "./look.mjs";
import { Story, check, root, until } from "./story.mjs";

const password = "mat-khau-van-phong-2026";
const council = new Council("folder", "new");
const story = new Story("folder");
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  await office?.screenshot({ path: story.shotPath("failed") }).catch(() => undefined);
});

const look = (label) => lookAt(story, office, label, desksAndEnlarged);

const dialog = () => office.getByRole("dialog");
const sorting = () => office.getByRole("region", { name: "Xếp tệp vào nội dung" });
const rows = () => office.getByRole("region", { name: "Tệp đang tải lên" });
const documentsStored = async () => Number(await council.ask("SELECT count(*) FROM document"));
const focused = () => office.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

async function sortTheFolder({ folder, expected }) {
  await story.step("a folder with sub-folders is sorted onto items; only what is unsure is asked", async () => {
    await dropFiles(office, office.getByRole("group", { name: "Thêm tài liệu" }), [folder]);
    await sorting().waitFor();
    // Picked by its button it is the same folder.
    const dropped = await sorting().getByRole("heading", { level: 1 }).innerText();
    await sorting().getByRole("button", { name: "Bỏ, không gửi" }).click();
    await sorting().waitFor({ state: "detached" });
    await office.locator("input[webkitdirectory]").setInputFiles(folder);
    await sorting().waitFor();
    check((await sorting().getByRole("heading", { level: 1 }).innerText()) === dropped, "dropped and picked are not the same");
    const head = await sorting().getByRole("heading", { level: 1 }).innerText();
    story.note(head);
    check(/^\d+ đã xếp, 4 chưa chắc, 2 không gửi$/.test(head.replace(/\s+/g, " ")), `the head says “${head}”`);
    await sorting().getByText("Tệp bảng tính, không phải PDF").waitFor();
    await sorting().getByText("Chương trình chạy được").waitFor();
    await sorting().getByText(/Bỏ qua 2 tệp/).waitFor();
    check((await documentsStored()) === 0, "something was sent before it was asked");
    check((await focused())?.startsWith("Nội dung của"), `the focus is on ${await focused()}`);
    await look("sorting");
  });
  await story.step("an unsure file is looked at before it is answered; the focus comes back", async () => {
    const before = await focused();
    await office.keyboard.press("Alt+x");
    await dialog().locator(".page canvas").first().waitFor();
    await look("peek");
    await office.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    check((await focused()) === before, `the focus is on ${await focused()}`);
  });
  await story.step("the list is answered by keys", async () => {
    const answers = { "Bieu so lieu kem theo.pdf": "MUC05", "scan0007.pdf": "MUC04", "BC tham tra bo sung.pdf": null, "khong can gui.pdf": "-" };
    for (let n = 0; n < 4; n += 1) {
      const name = (await focused()).replace("Nội dung của ", "");
      check(name in answers, `asked about ${name}`);
      if (answers[name]) {
        // As somebody walks with the arrows, until the wanted one is reached.
        for (let step = 0; (await office.evaluate(() => document.activeElement.value)) !== answers[name]; step += 1) {
          check(step < 40, `${name}: the arrows do not lead to ${answers[name]}`);
          await office.keyboard.press(step < 20 ? "ArrowDown" : "ArrowUp");
        }
      }
      await office.keyboard.press("Enter");
    }
    await until("the button has the focus", async () => /Gửi \d+ tệp/.test(await focused()));
    await look("sorted");
  });
  await story.step("a line that breaks twice: failures stand first, all sent again at once", async () => {
    let broken = 0;
    await office.route("**/upload/*", async (route) => {
      if (broken >= 2) return route.continue();
      broken += 1;
      return route.abort();
    });
    await office.keyboard.press("Enter");
    await rows().getByRole("heading", { name: /^\d+ nhận, \d+ không nhận$/ }).waitFor({ timeout: 200_000 });
    await office.unroute("**/upload/*");
    const first = await rows().getByRole("listitem").first().innerText();
    check(!first.includes("Đã nhận"), `first stands “${first}”`);
    const told = (await rows().innerText()).toLowerCase();
    for (const words of ["mật khẩu", "đã có trong kỳ họp", "tệp bảng tính", "dấu độ mật", "chương trình chạy được"]) check(told.includes(words), `nothing says “${words}”`);
    await look("failures");
    await rows().getByRole("button", { name: "Gửi lại tất cả (2)" }).click();
    await until("what the line broke has arrived", async () => (await rows().getByRole("button", { name: "Gửi lại", exact: true }).count()) === 0 && (await rows().getByText(/^còn/).count()) === 0, 60_000);
    const sum = (await rows().getByRole("heading").innerText()).replace(/\s+/g, " ");
    story.note(sum);
    check(sum === "35 nhận, 7 không nhận", `the sum is “${sum}”`);
  });
  await story.step("every paper stands on its item, in the order of the folder", async () => {
    const placed = await council.ask("SELECT json_extract(body, '$.file_name') || '|' || substr(agenda_item, 4) FROM document");
    const where = new Map(placed.split("\n").map((line) => line.split("|")).map(([name, item]) => [name.normalize("NFC"), String(Number(item))]));
    const wrong = [...expected].filter(([name, item]) => where.get(name.normalize("NFC")) !== item);
    check(wrong.length === 0, `not where they belong: ${wrong.map(([name, item]) => `${name} (${where.get(name)} instead of ${item})`).join(", ")}`);
    check(where.get("Bieu so lieu kem theo.pdf") === "5" && where.get("scan0007.pdf") === "4" && where.get("BC tham tra bo sung.pdf") === "8", "the answers were not followed");
    check(!where.has("khong can gui.pdf"), "what was not to be sent was sent");
    story.note(`${where.size} documents stored`);
    const order = await council.ask("SELECT group_concat(json_extract(body, '$.file_name'), ' ') FROM (SELECT body FROM document WHERE agenda_item = 'MUC10' ORDER BY position)");
    check(order.includes("10.1.pdf Phụ lục 10.2.pdf") && order.includes("10.5.pdf Phụ lục 10.6.pdf"), `the order is ${order}`);
    await rows().getByRole("button", { name: "Ẩn tất cả" }).click();
  });
}

async function zipAndLoss({ paper }) {
  await story.step("a zip is opened in the browser; an entry that leads out of it is named and left out", async () => {
    await office.locator("input[type=file][multiple]").setInputFiles(zipOfPapers(paper));
    await sorting().getByText("Đường dẫn chỉ ra ngoài thư mục").waitFor();
    await until("the button has the focus", async () => (await focused())?.includes("Gửi 1 tệp"));
    await office.keyboard.press("Enter");
    await rows().getByText("1 nhận, 1 không nhận").waitFor({ state: "attached", timeout: 60_000 }).catch(() => undefined);
    await rows().getByRole("heading", { name: "1 nhận, 1 không nhận" }).waitFor();
    check((await council.ask("SELECT agenda_item FROM document WHERE json_extract(body, '$.file_name') = 'Câu hỏi chất vấn.pdf'")) === "MUC11", "the zip's paper is not on item 11");
    await rows().getByRole("button", { name: "Ẩn tất cả" }).click();
  });
  await story.step("a browser closed in the middle: on return it names what never arrived", async () => {
    await office.route("**/upload/*", () => undefined); // never answered
    const bytes = Buffer.from("%PDF-1.4 x");
    await office.getByRole("button", { name: /^1\s*Chào cờ/ }).or(office.getByRole("navigation", { name: "Chương trình kỳ họp" }).getByRole("button").filter({ hasText: "Diễn văn khai mạc" })).last().click();
    await office.locator("input[type=file][multiple]").setInputFiles(["a", "b", "c"].map((name) => ({ name: `mất ${name}.pdf`, mimeType: "application/pdf", buffer: bytes })));
    await rows().getByText("mất a.pdf").waitFor();
    const context = office.context();
    await office.close({ runBeforeUnload: false });
    office = await context.newPage();
    await office.goto(`${council.office}/console/#tai-lieu`);
    const lost = office.getByRole("region", { name: "Tệp lần trước chưa tới" });
    await lost.getByText("Lần trước còn 3 tệp chưa tới.").waitFor();
    await lost.getByText("mất b.pdf → nội dung 2").waitFor();
    await look("lost");
    await lost.getByRole("button", { name: "Đã xem" }).click();
    await lost.waitFor({ state: "detached" });
  });
}

const editing = () => office.getByRole("region", { name: "Xác nhận thông tin đọc từ PDF" });
const nameShown = () => editing().getByRole("heading", { level: 1 }).innerText();

async function confirmAll() {
  const button = office.getByRole("button", { name: /^Xác nhận \d+ tài liệu$/ });
  await story.step("headers are confirmed beside the page's head; fields say where they came from", async () => {
    await button.focus();
    await office.keyboard.press("Enter");
    await editing().waitFor();
    await editing().getByRole("img", { name: "Trang 1" }).first().waitFor();
    check(await office.evaluate(() => document.activeElement.matches("form input, form textarea")), `the focus is on ${await focused()}`);
    await editing().getByText(/Gửi chậm \d+ ngày/).first().waitFor();
    await editing().getByText(/Hạn gửi tài liệu của kỳ họp: hết ngày 11\/12\/2024/).waitFor();
    await look("confirm");
  });
  await story.step("Alt and arrows go on and back; a correction is sent with Enter", async () => {
    const first = await nameShown();
    await office.keyboard.press("Alt+ArrowRight");
    await until("the next one is shown", async () => (await nameShown()) !== first);
    await office.keyboard.press("Alt+ArrowLeft");
    await until("the first one is back", async () => (await nameShown()) === first);
    await editing().getByLabel("Địa danh").fill("Hương Sen Mới");
    await office.keyboard.press("Enter");
    await until("the next one is shown", async () => (await nameShown()) !== first);
    const place = await council.ask(`SELECT json_extract(body, '$.place') FROM document WHERE json_extract(body, '$.file_name') = '${first.replaceAll("'", "''")}'`);
    check(place === "Hương Sen Mới", `the place is “${place}”`);
    await editing().getByText(/^1\/\d+ đã xác nhận$/).waitFor();
  });
  await story.step("a colleague changes the same under the form: told, asked, and nothing overwritten unseen", async () => {
    const name = await nameShown();
    const id = await council.ask(`SELECT id FROM document WHERE json_extract(body, '$.file_name') = '${name.replaceAll("'", "''")}'`);
    await editing().getByLabel(/^Số, ký hiệu/).fill("111/CUA-TOI");
    await council.admin("document", "edit", id, "--number", "222/CUA-HO", "--issuer", "Cơ quan kia");
    await editing().getByText(/vừa sửa: cơ quan ban hành: “Cơ quan kia”/).waitFor();
    const clash = editing().getByRole("alert").filter({ hasText: "cũng vừa sửa số, ký hiệu" });
    await clash.getByText("“222/CUA-HO”").waitFor();
    await clash.getByText("“111/CUA-TOI”").waitFor();
    check((await editing().getByLabel(/^Cơ quan ban hành/).inputValue()) === "Cơ quan kia", "the form did not follow");
    await look("clash");
    await editing().getByLabel(/^Số, ký hiệu/).focus();
    await office.keyboard.press("Enter");
    await editing().getByText(/Nhấn Enter lần nữa để ghi chữ của ông\/bà đè lên: số, ký hiệu/).waitFor();
    check((await nameShown()) === name, "it went on without asking");
    await office.keyboard.press("Enter");
    await until("the next one is shown", async () => (await nameShown()) !== name);
    check((await council.ask(`SELECT json_extract(body, '$.full_number') || '/' || json_extract(body, '$.issuer') FROM document WHERE id = '${id}'`)) === "111/CUA-TOI/Cơ quan kia", "not what was agreed is stored");
  });
  await story.step("all the others, by Enter alone", async () => {
    const begin = Date.now();
    let done = 0;
    const seen = { "Bản quét: không đọc được chữ": false, "Thiếu chữ ký": false };
    for (;; done += 1) {
      check(done < 60, "it does not end");
      const name = await nameShown();
      check(await office.evaluate(() => document.activeElement.matches(".editing form input, .editing form textarea")), `${name}: the focus is on ${await focused()}`);
      for (const words of Object.keys(seen).filter((each) => !seen[each])) {
        seen[words] = (await editing().getByText(words).count()) > 0;
        if (seen[words]) await look(words === "Thiếu chữ ký" ? "unsigned" : "scan");
      }
      await office.keyboard.press("Enter");
      await until("it goes on", async () => (await editing().count()) === 0 || (await nameShown()) !== name);
      if ((await editing().count()) === 0) break;
    }
    check(Object.values(seen).every(Boolean), `not seen: ${JSON.stringify(seen)}`);
    story.note(`${done + 1} documents in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    await office.getByText(/^Đã xác nhận \d+\/\d+ tài liệu\. Có thể phát hành\.$/).waitFor();
    check((await button.count()) === 0, "something is left to confirm");
    await until("what comes next has the focus", async () => /^Tiếp: phát hành \d+ tài liệu$/.test((await focused()).trim()));
  });
}

async function manyAtOnce() {
  const row = (n) => office.locator("ul.papers [data-document]").nth(n);
  await story.step("documents are chosen by Shift and arrows, and moved", async () => {
    await office.getByRole("navigation", { name: "Chương trình kỳ họp" }).getByRole("button").filter({ hasText: "Tổng hợp ý kiến thảo luận" }).click();
    if (await office.getByRole("button", { name: "Đóng chi tiết" }).count()) await office.getByRole("button", { name: "Đóng chi tiết" }).click();
    await row(0).focus();
    await office.keyboard.press("Shift+ArrowDown");
    await office.keyboard.press("Shift+ArrowDown");
    const tray = office.getByRole("region", { name: "Đã chọn" });
    await tray.getByText("Đã chọn 3 tài liệu").waitFor();
    await office.keyboard.press("Shift+ArrowUp");
    await tray.getByText("Đã chọn 2 tài liệu").waitFor();
    await look("chosen");
    await tray.getByRole("button", { name: "Chuyển nội dung…" }).click();
    await dialog().getByLabel("Nội dung chương trình").selectOption("MUC09");
    await dialog().getByRole("button", { name: "Chuyển 2 tài liệu" }).click();
    await dialog().waitFor({ state: "detached" });
    check((await council.ask("SELECT count(*) FROM document WHERE agenda_item = 'MUC09'")) === "2", "they were not moved");
  });
  await story.step("Ctrl A, who may see them, Shift and a click, publishing", async () => {
    await office.evaluate(() => document.activeElement.blur());
    await office.keyboard.press("Control+a");
    const tray = office.getByRole("region", { name: "Đã chọn" });
    await tray.getByText("Đã chọn 4 tài liệu").waitFor();
    await tray.getByRole("button", { name: "Người xem…" }).click();
    await dialog().getByRole("button", { name: "Đổi 4 tài liệu" }).click();
    await dialog().waitFor({ state: "detached" });
    check((await council.ask("SELECT count(*) FROM document WHERE agenda_item = 'MUC10' AND audience = 'delegates_only'")) === "4", "the audience did not change");
    await office.getByRole("checkbox", { name: /^Chọn:/ }).nth(0).click({ force: true });
    await row(2).click({ modifiers: ["Shift"] });
    await tray.getByText("Đã chọn 3 tài liệu").waitFor();
    await tray.getByRole("button", { name: "Phát hành 3 tài liệu" }).click();
    await desk.confirmPublishing(office);
    check((await council.ask("SELECT count(*) FROM document WHERE agenda_item = 'MUC10' AND state = 'published'")) === "3", "they were not published");
  });
}

await story.tell(async () => {
  const papers = await folderOfPapers();
  await story.step("a council with the sample session's agenda and no document", async () => {
    await council.init("Hội đồng nhân dân huyện Hương Sen", password);
    await council.admin("session", "import", `${root}/admin-cli/import/sample-session.json`, "--yes");
    await council.start();
  });
  story.atEnd(() => council.stop());
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  await office.setViewportSize({ width: 1440, height: 900 });
  await office.goto(`${council.office}/console/#tai-lieu`);
  await desk.signIn(office, "van-phong", password);
  await sortTheFolder(papers);
  await zipAndLoss(papers);
  await confirmAll();
  await manyAtOnce();
  story.checkNoComplaints();
});
