// The hall, before and while it sits: its seats are drawn by keys, a tablet is seen to be ready and is swapped for another, a delegate calls the
// secretary with and without a network, documents are published at a time, attendance is taken on the map, and the projector shows it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desktop, openChromium, tablet } from "./browser.mjs";
import { Council, demo, nameOf } from "./council.mjs";
import * as desk from "./desk.mjs";
import { pdfOf } from "./paper.mjs";
import * as hand from "./tablet.mjs";
import { checkAccessible, desksAndEnlarged, look as lookAt } from "./look.mjs";
import { Story, check, until, work } from "./story.mjs";

const password = "hop-khong-giay-2026";
const pin = "246810";
const delegate = "DB18";
const seat = demo.delegates.find((one) => one.id === delegate).seat;
const council = new Council("hall");
const story = new Story("hall");
const pages = new Map();
let browser;
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  for (const [name, page] of pages) await page.screenshot({ path: story.shotPath(`failed-${name}`) }).catch(() => undefined);
});

const look = (page, label) => lookAt(story, page, label, desksAndEnlarged);

const seatOf = (name) => office.locator(`[data-seat="${name}"]`);
const dialog = () => office.getByRole("dialog");
const openPlace = (hash) => office.evaluate((to) => void (location.hash = to), hash);

async function drawn() {
  await story.step("the hall is drawn from the seats people have; an aisle, a row and a move by keys, undone and written", async () => {
    await openPlace("so-do");
    await office.getByRole("heading", { name: "Từ ghế đang có" }).waitFor();
    await look(office, "map-empty");
    await office.getByRole("button", { name: /^Xếp từ \d+ ghế đang có/ }).click();
    await seatOf("A1").click();
    await office.keyboard.press("ArrowRight");
    check(await seatOf("A2").evaluate((element) => element === document.activeElement), "the arrow does not walk to A2");
    await office.keyboard.press("Alt+ArrowRight");
    await office.getByRole("button", { name: "Hoàn tác: dời A2" }).waitFor();
    check((await office.locator("[data-cell='0/2']").getAttribute("data-seat")) === "A2", "A2 did not change places");
    await office.keyboard.press("Control+z");
    check((await office.locator("[data-cell='0/1']").getAttribute("data-seat")) === "A2", "the move is not undone");
    await office.keyboard.press("l");
    await office.getByRole("button", { name: "Lối đi" }).first().waitFor();
    await office.getByRole("button", { name: "Hoàn tác: thêm lối đi" }).click();
    await seatOf("A3").click();
    await office.getByRole("button", { name: "Lối đi dọc sau ghế đang chọn" }).click();
    await office.keyboard.press("End");
    await office.getByRole("button", { name: "Thêm hàng", exact: true }).click();
    await office.keyboard.press("Enter");
    await office.getByLabel("Tên ghế").fill("Thư ký 1");
    await office.getByLabel("Tên ghế").press("Enter");
    await seatOf("Thư ký 1").waitFor();
    await look(office, "map");
    await office.getByRole("button", { name: "Hình móng ngựa" }).click();
    await look(office, "map-horseshoe");
    await office.getByRole("button", { name: "Hàng ngang" }).click();
    await office.getByRole("button", { name: "Dùng sơ đồ này" }).click();
    await until("the map is stored", async () => (await council.ask("SELECT json_extract(body, '$.seat_map.shape') FROM council")) === "rows");
    const first = await council.ask("SELECT json_extract(body, '$.seat_map.rows[0].seats[0].seat') FROM council");
    check(first !== "A1" && first.startsWith("A"), `the chair's left is ${first}`);
    await office.getByText("Đang dùng").waitFor();
  });
}

const board = () => office.getByRole("navigation", { name: "Máy tính bảng" }).getByRole("link", { name: "Sẵn sàng" });

async function ready(page) {
  await story.step("the board says who is not ready; a tablet that signs in and holds its papers is", async () => {
    await desk.go(office, "Máy tính bảng");
    await board().click();
    await until("the seat is ready", async () => /: sẵn sàng/.test((await seatOf(seat).getAttribute("title")) ?? ""), 90_000);
    await office.getByRole("heading", { name: /^Sẵn sàng 1\/\d+/ }).waitFor();
    await seatOf(seat).click();
    await office.getByText(/pin \d+ %|không đọc được pin/).first().waitFor();
    await look(office, "ready");
    await office.getByRole("button", { name: "Danh sách", exact: true }).click();
    await office.getByRole("row").filter({ hasText: nameOf(delegate) }).getByText("Sẵn sàng").waitFor();
    await look(office, "ready-list");
    await office.getByRole("button", { name: "Sơ đồ", exact: true }).click();
  });
  await story.step("a tablet that falls silent is told at once, with what to do", async () => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.context().setOffline(true);
    await page.reload(); // an open socket would outlive the switch
    await page.locator("article").first().waitFor();
    await until("the seat has lost its line", async () => /mất kết nối/.test((await seatOf(seat).getAttribute("title")) ?? ""), 60_000);
    await look(office, "silent");
  });
}

async function callOf(page, kind, words) {
  await page.getByRole("button", { name: /^Gọi thư ký/ }).tap();
  await page.getByRole("button", { name: kind, exact: true }).tap();
  await page.getByLabel("Ghi thêm nếu cần").fill(words);
  await page.getByRole("button", { name: "Gọi thư ký", exact: true }).last().tap();
}

const openCalls = () => council.ask("SELECT count(*) FROM help_call WHERE ended = 0");

async function calls(page) {
  await story.step("without a network a call waits on the tablet, and says so; it goes when the line is back", async () => {
    await callOf(page, "Cần tài liệu", "Xin bản giấy");
    await page.getByText("Sẽ gửi khi có mạng", { exact: true }).waitFor();
    await page.screenshot({ path: story.shotPath("tablet-call-offline") });
    check((await openCalls()) === "0", "a call reached the server without a network");
    await page.context().setOffline(false);
    await page.getByText(/^Đã gửi lúc/).waitFor({ timeout: 60_000 });
    await page.screenshot({ path: story.shotPath("tablet-call") });
    await checkAccessible(page, "the tablet's sheet");
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
  });
  await story.step("the office is told aloud, on the map and in the bar; what it has done the delegate reads", async () => {
    await office.getByText(`${nameOf(delegate)}, ghế ${seat}, gọi thư ký: Cần tài liệu: Xin bản giấy.`).first().waitFor();
    check(/đang gọi thư ký/.test((await seatOf(seat).getAttribute("title")) ?? ""), "the seat does not say that it calls");
    await office.getByRole("link", { name: /1 người gọi thư ký/ }).click();
    await office.getByRole("region", { name: "Gọi thư ký" }).getByText("Cần tài liệu: Xin bản giấy").waitFor();
    await look(office, "call");
    await office.getByRole("button", { name: /^Đã xong: / }).click();
    await until("the call has ended", async () => (await openCalls()) === "0");
    await page.getByText("Thư ký đã xử lý yêu cầu của ông/bà: Cần tài liệu: Xin bản giấy.").waitFor();
  });
  await story.step("a call is one tap away while reading too, and can be taken back", async () => {
    await page.locator("article li button").first().tap();
    await page.locator(".room .page").first().waitFor();
    await hand.bars(page);
    await page.getByRole("button", { name: /^Gọi thư ký/ }).waitFor();
    await page.screenshot({ path: story.shotPath("tablet-reading") });
    await callOf(page, "Xin nước uống", "");
    await until("the call is there", async () => (await openCalls()) === "1");
    await page.getByRole("button", { name: "Rút lại: Xin nước uống" }).tap();
    await until("the call is taken back", async () => (await openCalls()) === "0");
    await page.getByRole("button", { name: "Đóng", exact: true }).tap();
  });
}

async function swapped(page) {
  const other = await tablet(browser, story.complaintsOf("spare"));
  pages.set("spare", other);
  await story.step("a broken tablet is swapped within a minute: the spare takes seat, label and person", async () => {
    await other.goto(`${council.url}/tablet/`);
    const code = await hand.readCode(other);
    const begin = Date.now();
    await desk.go(office, "Máy tính bảng");
    await board().click();
    await seatOf(seat).click();
    await office.getByRole("button", { name: "Thay máy…" }).click();
    await dialog().getByRole("radio", { name: /Máy mới/ }).check();
    await dialog().getByLabel("Mã trên máy").fill(code);
    check((await dialog().getByLabel("Nhãn").inputValue()) === "THU-18", "the spare does not take the label");
    await office.screenshot({ path: story.shotPath("swap") });
    await checkAccessible(office, "the swap");
    await dialog().getByRole("button", { name: "Thay máy" }).click();
    await dialog().getByText(`${nameOf(delegate)} chọn tên mình trên máy và nhập mã PIN.`).waitFor();
    await dialog().getByRole("button", { name: "Xong" }).click();
    await page.getByRole("heading", { name: /thu hồi/i }).first().waitFor();
    await hand.signIn(other, nameOf(delegate));
    await hand.enterPin(other, pin);
    await until("the seat is ready again", async () => /: sẵn sàng/.test((await seatOf(seat).getAttribute("title")) ?? ""), 90_000);
    const seconds = (Date.now() - begin) / 1000;
    story.note(`swapped in ${seconds.toFixed(1)} s`);
    check(seconds < 60, `the swap took ${seconds} s`);
    const states = await council.ask("SELECT group_concat(state, ' ') FROM (SELECT json_extract(body, '$.state') AS state FROM device WHERE json_extract(body, '$.label') = 'THU-18' ORDER BY 1)");
    check(states === "approved revoked", `the tablets stand at ${states}`);
  });
  return other;
}

const inVietnam = (ms) => new Date(ms + 7 * 3_600_000).toISOString();

async function published() {
  await story.step("documents wait for their time, which is changed, taken back, and at last kept by the server alone", async () => {
    const file = join(work, "hen-gio.pdf");
    writeFileSync(file, pdfOf([{ width: 595, height: 842 }]));
    const known = (what) => council.ask(`SELECT ${what} FROM document WHERE json_extract(body, '$.file_name') = 'hen-gio.pdf'`);
    const waiting = () => known("json_extract(body, '$.publish_at')");
    await council.stop();
    await council.admin("document", "add", "15", file, "--item", "MUC10");
    await council.start();
    await openPlace("tai-lieu?xem=cho");
    await office.getByText("hen-gio").first().waitFor({ timeout: 60_000 });
    const openDialog = async () => {
      await office.locator("main li.card .row").filter({ hasText: "hen-gio" }).click();
      await office.getByRole("region", { name: "Chi tiết tài liệu" }).getByRole("button", { name: /^Phát hành/ }).click();
    };
    await openDialog();
    await dialog().getByLabel("Hẹn giờ").check();
    await dialog().getByLabel("Giờ", { exact: true }).fill("25h");
    await dialog().getByText(/Không đọc được giờ/).waitFor();
    const later = Date.now() + 3 * 86_400_000;
    const [year, month, day] = inVietnam(later).slice(0, 10).split("-");
    await dialog().getByLabel("Ngày", { exact: true }).fill(`${day}/${month}/${year}`);
    await dialog().getByLabel("Giờ", { exact: true }).fill("7 giờ rưỡi");
    await dialog().getByText(/tự phát hành lúc 07:30/).waitFor();
    await look(office, "publish-at");
    await dialog().getByRole("button", { name: "Hẹn phát hành" }).click();
    await dialog().waitFor({ state: "detached" });
    await until("the time is stored", async () => (await waiting()) === new Date(`${year}-${month}-${day}T07:30:00+07:00`).toISOString().replace(".000Z", "Z"));
    await office.getByText(/^Tự phát hành lúc 07:30/).first().waitFor();
    await look(office, "publish-waits");
    await office.getByRole("button", { name: "Bỏ hẹn" }).first().click();
    await until("the time is taken back", async () => (await waiting()) === "");
    await openDialog();
    await dialog().getByLabel("Hẹn giờ").check();
    const soon = inVietnam(Math.ceil((Date.now() + 5_000) / 60_000) * 60_000);
    await dialog().getByLabel("Ngày", { exact: true }).fill(`${soon.slice(8, 10)}/${soon.slice(5, 7)}/${soon.slice(0, 4)}`);
    await dialog().getByLabel("Giờ", { exact: true }).fill(soon.slice(11, 16));
    await dialog().getByRole("button", { name: "Hẹn phát hành" }).click();
    await dialog().waitFor({ state: "detached" });
    await until("the server publishes it at its time", async () => (await known("state")) === "published", 90_000);
    check((await waiting()) === "", "what is published still waits");
  });
}

async function attended() {
  await story.step("attendance is taken on the map, by keys; the projector shows it and says when it may be old", async () => {
    await desk.go(office, "Điểm danh");
    await office.getByRole("button", { name: "Sơ đồ", exact: true }).click();
    const opening = office.waitForEvent("popup");
    await office.getByRole("link", { name: "Màn hình hội trường" }).click();
    const hall = await opening;
    pages.set("hall", hall);
    await hall.getByText(/^Có mặt$/).waitFor();
    const number = async () => (await hall.locator(".number").innerText()).trim();
    const before = Number((await number()).split("/")[0]);
    await office.getByLabel("Giờ ghi").fill("7h45");
    await seatOf("A1").focus();
    await office.keyboard.press("c");
    const outside = dialog();
    await until("the seat says it", async () => {
      if (await outside.count()) await outside.getByRole("button").last().click().catch(() => undefined);
      return /có mặt/.test((await seatOf("A1").getAttribute("title")) ?? "");
    });
    await until("the projector counts one more", async () => Number((await number()).split("/")[0]) === before + 1);
    await look(office, "roll-map");
    await hall.setViewportSize({ width: 1280, height: 720 });
    await hall.screenshot({ path: story.shotPath("projector") });
    await checkAccessible(hall, "the projector's page");
    await council.kill();
    await hall.getByText(/^Mất kết nối máy chủ từ/).waitFor({ timeout: 60_000 });
    await council.start();
    await until("the projector is itself again", async () => (await hall.locator(".trouble").count()) === 0, 60_000);
    await office.goto("about:blank");
    await hall.getByText(/^Mất liên lạc với bàn làm việc/).waitFor({ timeout: 20_000 });
    await hall.screenshot({ path: story.shotPath("projector-alone") });
  });
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await council.start();
  browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  pages.set("console", office);
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", password);
  await drawn();
  const page = await tablet(browser, story.complaintsOf("tablet"));
  pages.set("tablet", page);
  await hand.begin(page, council, { label: "THU-18", name: nameOf(delegate), pin });
  await ready(page);
  await calls(page);
  await swapped(page);
  await published();
  await attended();
  story.checkNoComplaints();
});
