// The whole session in Chromium: papers come in, tablets enrol, a delegate reads and writes, the server dies and returns, the archive is
// built and verified with public tools.
import { join } from "node:path";
import { mkdirSync, readFileSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { desktop, openChromium, tablet, wave } from "./browser.mjs";
import { Council, demo, nameOf, run, titleOf } from "./council.mjs";
import * as desk from "./desk.mjs";
import { boardCounts } from "./board.mjs";
import * as seals from "./seals.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, until, work } from "./story.mjs";

const password = "hop-khong-giay-2026";
const pin = "246810";
const delegate = "DB18";
const guest = "KM01";
const scan = "TL03";
const forDelegates = "TL25";
const item = demo.agenda.find((one) => one.id === "MUC10").name;
const privateWords = "CANH-RIENG-khong-duoc-ra-khoi-may-chu";
const officialWords = "Đề nghị làm rõ nguồn vốn đối ứng, kiểm thử đầu cuối";

const council = new Council("chromium");
const story = new Story("chromium");
const pages = new Map();
const shot = async (page, label) => page.screenshot({ path: story.shotPath(label) });
const strokesKept = () => council.ask(`SELECT count(*) FROM annotation WHERE author = '${delegate}' AND json_extract(body, '$.kind') = 'ink'`);

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  for (const [name, page] of pages) await shot(page, `failed-${name}`).catch(() => undefined);
});

async function newTablet(browser, name) {
  const page = await tablet(browser, story.complaintsOf(name));
  pages.set(name, page);
  await page.goto(`${council.url}/tablet/`);
  return page;
}

async function seat(page, office, label, person) {
  const code = await hand.readCode(page);
  await desk.go(office, "Máy tính bảng");
  await desk.approve(office, code, label);
  await hand.signIn(page, nameOf(person));
  await hand.enterPin(page, pin);
}

async function papersComeIn(office) {
  await story.step("console: a signed PDF is put on an item and found valid", async () => {
    await desk.chooseItem(office, item);
    const words = await desk.upload(office, council.trial("01-hop-le-moi-ky.pdf"));
    check(words.includes("Hợp lệ"), `the row says “${words}”`);
    await shot(office, "uploaded");
    await desk.openUploaded(office, council.trial("01-hop-le-moi-ky.pdf"));
    await office.getByRole("tab", { name: /Chữ ký số/ }).click();
    await office.getByText("Chỉ có thay đổi được phép").first().waitFor();
    await shot(office, "signatures");
    await office.getByRole("button", { name: "Đóng chi tiết" }).click();
  });
  await story.step("console: doubtful and refused files say what they are", async () => {
    for (const [file, ...expected] of [
      ["02-bi-sua-mot-byte.pdf", "Không hợp lệ"],
      ["04-dat-mat-khau.pdf", "mật khẩu"],
      ["05-bi-cat-cut.pdf", "hỏng", "cụt"],
      ["07-khong-phai-pdf.pdf", "PDF"],
      ["06-co-dau-mat.pdf", "mật"],
    ]) {
      const words = await desk.upload(office, council.trial(file));
      story.note(words.replace(/ Ẩn$/, ""));
      check(expected.some((each) => words.toLowerCase().includes(each.toLowerCase())), `${file}: the row says “${words}”`);
    }
    await shot(office, "refused-files");
  });
  await seals.consoleSeals(story, office, council.trial("03-them-trang-sau-khi-ky.pdf"), shot);
}

async function tabletsEnrol(browser, office) {
  const mine = await story.step("tablet: shows a code, is approved, a delegate signs in", async () => {
    const page = await newTablet(browser, "tablet");
    await hand.readCode(page);
    await shot(page, "tablet-code");
    const code = await hand.readCode(page);
    await desk.go(office, "Máy tính bảng");
    await desk.approve(office, code, "THU-01");
    await shot(office, "console-tablets");
    await page.getByRole("heading", { name: "Xin mời chọn tên của mình" }).waitFor();
    await shot(page, "tablet-names");
    await hand.signIn(page, nameOf(delegate));
    await page.locator(".keys").waitFor();
    await shot(page, "tablet-pin");
    await hand.enterPin(page, pin);
    await page.locator("article").first().waitFor();
    await shot(page, "tablet-agenda");
    return page;
  });
  const theirs = await story.step("second tablet: a guest signs in", async () => {
    const page = await newTablet(browser, "guest");
    await seat(page, office, "THU-02", guest);
    await page.locator("article").first().waitFor();
    return page;
  });
  await story.step("“Tôi có mặt” reaches the console's roll at once", async () => {
    await desk.go(office, "Điểm danh");
    const state = desk.presence(office, nameOf(delegate));
    check(!(await state.innerText()).includes("Có mặt"), "the delegate is present before having said so");
    const begin = Date.now();
    await mine.getByRole("button", { name: /Tôi có mặt/ }).tap();
    await until("the roll shows the delegate", async () => (await state.innerText()).includes("Có mặt"));
    story.note(`from the tap to the office's screen: ${Date.now() - begin} ms`);
    await shot(office, "console-roll");
    await shot(mine, "tablet-present");
  });
  return [mine, theirs];
}

async function published(office, mine, theirs) {
  await story.step("console: publishes the upload and a paper for delegates only", async () => {
    await desk.go(office, "Tài liệu");
    await office.getByRole("button", { name: /^Chờ phát hành/ }).click();
    for (const title of [titleOf(forDelegates)]) await office.getByLabel(`Chọn: ${title}`).check({ force: true });
    await office.getByRole("button", { name: "Phát hành 1 tài liệu" }).click();
    await office.getByRole("dialog").waitFor();
    await shot(office, "console-publish");
    const words = await desk.confirmPublishing(office);
    check(words.includes("khách mời không thấy"), `the question says “${words}”`);
    await desk.chooseItem(office, item);
    await desk.openUploaded(office, council.trial("01-hop-le-moi-ky.pdf"));
    await office.getByRole("region", { name: "Chi tiết tài liệu" }).getByRole("button", { name: "Phát hành" }).click();
    const second = await desk.confirmPublishing(office);
    check(second.includes("khách mời sẽ thấy"), `the question says “${second}”`);
    await desk.openUploaded(office, council.trial("03-them-trang-sau-khi-ky.pdf"));
    await office.getByRole("region", { name: "Chi tiết tài liệu" }).getByRole("button", { name: "Phát hành" }).click();
    const third = await desk.confirmPublishing(office);
    check(third.includes("cần xem lại"), `the question says “${third}”`);
    await shot(office, "console-documents");
  });
  await story.step("the delegate lists it, the guest does not, and has not one byte of it", async () => {
    await hand.row(mine, titleOf(forDelegates)).waitFor();
    // The paper for everybody was published after it: once it is here, the other would be too.
    const upload = await council.ask("SELECT json_extract(body, '$.title') FROM document ORDER BY rowid DESC LIMIT 1").catch(() => "");
    if (upload) await until("the guest has the later paper", async () => (await theirs.locator("article li button").count()) > 0);
    await hand.pillSays(theirs, "Đã lưu đủ tài liệu", 60_000);
    check((await hand.row(theirs, titleOf(forDelegates)).count()) === 0, "the guest lists a paper for delegates only");
    const stored = await theirs.evaluate(async (title) => {
      const database = await new Promise((done, failed) => {
        const asked = indexedDB.open("chamber-tablet");
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
      });
      const all = await new Promise((done) => (database.transaction("entities").objectStore("entities").getAll().onsuccess = (event) => done(event.target.result)));
      database.close();
      return { entities: all.length, found: JSON.stringify(all).includes(title) };
    }, titleOf(forDelegates));
    check(stored.entities > 0 && !stored.found, `the guest's machine holds it: ${JSON.stringify(stored)}`);
    await shot(theirs, "guest-agenda");
  });
}

async function reading(mine, figures) {
  await story.step("the delegate's tablet holds all papers", () => hand.pillSays(mine, "Đã lưu đủ tài liệu", 90_000));
  await story.step("the eight-page scan opens from local storage, sharp", async () => {
    const times = await hand.open(mine, titleOf(scan));
    figures["tap to preview, scan of 8 pages, ms"] = times.preview;
    figures["tap to sharp page, scan of 8 pages, ms"] = times.sharp;
    check(times.sharp < 10_000, `the sharp page took ${times.sharp} ms`);
    const seen = await hand.checkPainted(mine);
    story.note(`canvas ${seen.width} × ${seen.height}, ${((100 * seen.dark) / seen.sampled).toFixed(1)} % dark`);
    await shot(mine, "reader");
    // Again, with pdf.js already in memory.
    await hand.leave(mine);
    const again = await hand.open(mine, titleOf(scan));
    figures["the same again, preview, ms"] = again.preview;
    figures["the same again, sharp, ms"] = again.sharp;
  });
  await story.step("draws with the pen, takes it back, draws again", async () => {
    await hand.draw(mine, wave(220, 330));
    await mine.getByRole("button", { name: "Hoàn tác" }).tap();
    await until("undo takes the stroke away", async () => (await hand.strokes(mine)) === 0);
    await mine.getByRole("button", { name: "Làm lại" }).tap();
    await until("redo brings it back", async () => (await hand.strokes(mine)) === 1);
    await until("the server has it", async () => (await strokesKept()) === "1");
    await shot(mine, "reader-ink");
  });
  await story.step("writes a private note and a formal comment", async () => {
    await hand.writeNote(mine, { x: 300, y: 160 }, privateWords, false);
    await hand.writeNote(mine, { x: 420, y: 260 }, officialWords, true);
    await until("the server has both", async () => (await council.ask(`SELECT count(*) FROM annotation WHERE author = '${delegate}' AND json_extract(body, '$.kind') = 'text'`)) === "2");
    await shot(mine, "reader-notes");
  });
}

async function powerCut(browser, office, mine) {
  await story.step("kill -9; the tablet reloads without a server and shows the agenda", async () => {
    await mine.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await hand.leave(mine);
    await council.kill();
    await mine.reload();
    await mine.locator("article").first().waitFor();
    await hand.pillSays(mine, "Mất mạng", 15_000);
    await shot(mine, "tablet-offline");
  });
  await story.step("offline: the document, its ink, and a second stroke", async () => {
    await hand.open(mine, titleOf(scan));
    await hand.checkPainted(mine);
    await until("the first stroke is shown", async () => (await hand.strokes(mine)) === 1);
    await hand.draw(mine, wave(220, 480));
    await hand.pillSays(mine, "chưa gửi", 15_000);
    await shot(mine, "reader-offline");
    await hand.leave(mine);
  });
  await seals.offlineSeals(story, mine, shot);
  await story.step("the server returns; the stroke arrives and is durable", async () => {
    check((await strokesKept()) === "1", "the second stroke is on a dead server");
    await council.start();
    await hand.pillSays(mine, "Đã lưu đủ tài liệu", 40_000);
    await until("the server has both strokes", async () => (await strokesKept()) === "2");
    await shot(mine, "reader-back");
  });
  await story.step("a third tablet, same delegate: both strokes are there", async () => {
    const other = await newTablet(browser, "other");
    await until("the office is back", async () => (await office.getByText("Đã kết nối").count()) > 0);
    await seat(other, office, "THU-03", delegate);
    await other.locator("article").first().waitFor();
    await hand.open(other, titleOf(scan));
    await until("both strokes are shown", async () => (await hand.strokes(other)) === 2);
    await shot(other, "reader-other-tablet");
  });
}

async function everyFile(folder) {
  const files = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await everyFile(path)));
    else files.push(path);
  }
  return files;
}

async function archive(office) {
  await story.step("console: before the papers are complete there is a draft only; closing needs a sealed archive", async () => {
    await desk.go(office, "Hồ sơ");
    check((await office.getByRole("button", { name: /^Đóng gói/ }).count()) === 0, "a running session can be sealed");
    check(await office.getByRole("button", { name: "Lập bản nháp" }).isVisible(), "no draft can be drawn up");
    await desk.go(office, "Điều hành");
    await desk.moveSession(office, "Bế mạc");
    await desk.moveSession(office, "Hoàn thiện hồ sơ");
    await office.getByRole("button", { name: "Đóng hồ sơ, đưa vào lưu trữ" }).click();
    const dialog = office.getByRole("dialog");
    await dialog.getByText("Kỳ họp chưa có hồ sơ niêm phong").waitFor();
    check(await dialog.getByRole("button", { name: "Đóng hồ sơ, đưa vào lưu trữ" }).isDisabled(), "it can be closed without an archive");
    await dialog.getByRole("button", { name: "Thôi" }).click();
  });
  const file = await story.step("console: builds the archive and downloads it", async () => {
    await desk.go(office, "Hồ sơ");
    await desk.buildArchive(office);
    await shot(office, "console-archive");
    return await desk.downloadArchive(office, work);
  });
  await story.step("console: what lies beside the archive fits it", async () => {
    const digest = await desk.downloadArchive(office, work, /^Mã SHA-256/);
    await run("sha256sum", ["-c", digest], { cwd: work });
    const record = await readFile(await desk.downloadArchive(office, work, /^Biên bản niêm phong/));
    check(record.subarray(0, 5).toString() === "%PDF-", "the record of sealing is no PDF");
    const root = await desk.downloadArchive(office, work, /^Chứng thư gốc/);
    await council.admin("archive", "verify", file, "--root", root);
    await office.getByRole("button", { name: /^Dấu thời gian/ }).click();
    await office.getByText("chưa có dấu thời gian").first().waitFor();
  });
  const folder = join(work, "unzipped");
  await story.step("unzip, KIEM-TRA.sh and chamber-admin all say that it is whole", async () => {
    mkdirSync(folder, { recursive: true });
    await run("unzip", ["-q", file, "-d", folder]);
    const [bag] = await readdir(folder);
    const { stdout } = await run("sh", ["KIEM-TRA.sh", council.ca], { cwd: join(folder, bag) });
    story.note(stdout.trim().split("\n").at(-1));
    await run("sh", [join(folder, bag, "KIEM-TRA.sh"), file, council.ca]);
    await council.admin("archive", "verify", file, "--root", council.ca);
  });
  await story.step("no private word in it, the formal comment is", async () => {
    const files = await everyFile(folder);
    const texts = await Promise.all(files.map((each) => readFile(each)));
    const holding = (words) => files.filter((_, index) => texts[index].includes(Buffer.from(words, "utf8")));
    for (const secret of [privateWords, ...demo.annotations.filter((one) => ["riêng tư", "nhóm"].includes(one.visibility) && one.text).map((one) => one.text)])
      check(holding(secret).length === 0, `“${secret}” stands in ${holding(secret)[0]}`);
    check(holding(officialWords).some((each) => each.endsWith("gop-y.json")), "the formal comment is not in gop-y.json");
    const sharp = /"strokes":\s*\[\s*\{/;
    check(!sharp.test(readFileSync(files.find((each) => each.endsWith("gop-y.json")), "utf8")), "a private stroke stands in gop-y.json");
  });
}

await story.tell(async () => {
  const figures = {};
  story.atEnd(() => council.kill());
  await story.step("server: ready", () => council.start());
  const browser = await story.step("Chromium: started", () => openChromium(council.ca));
  story.atEnd(() => browser.close());
  const office = await desktop(browser, story.complaintsOf("console"));
  pages.set("console", office);
  await story.step("landing page, console, sign-in", async () => {
    await office.goto(council.office);
    await office.getByText("hop-khong-giay-2026").first().waitFor();
    await shot(office, "landing");
    await office.getByRole("link", { name: /Bàn làm việc của văn phòng/ }).click();
    await office.getByLabel("Tài khoản").waitFor();
    await shot(office, "console-sign-in");
    await desk.signIn(office, "van-phong", password);
    await office.getByRole("navigation", { name: "Chương trình kỳ họp" }).waitFor();
    await shot(office, "console-first");
  });
  await papersComeIn(office);
  const [mine, theirs] = await tabletsEnrol(browser, office);
  await published(office, mine, theirs);
  await seals.tabletSeals(story, mine, shot);
  await reading(mine, figures);
  await boardCounts(story, office, "THU-01", shot);
  await powerCut(browser, office, mine);
  await seals.turnedSeals(story, office, mine, council.trial("08-chung-thu-bi-thu-hoi.pdf"), shot);
  await archive(office);
  await story.step("no page complained, the server ends well", async () => {
    story.checkNoComplaints();
    const status = await council.stop();
    check(status === 0, `chamber-server ended with ${status}`);
  });
  story.figures(figures);
});
