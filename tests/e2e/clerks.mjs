// Two clerks at once, and check-ins that the office confirms: both at one document's header, both at an item of the agenda; a delegate who waits, is
// not seen, comes again and is confirmed; who has no PIN.
import { violations } from "./axe.mjs";
import { desktop, openChromium, tablet } from "./browser.mjs";
import { Council, nameOf } from "./council.mjs";
import * as desk from "./desk.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, until } from "./story.mjs";

const password = "hop-khong-giay-2026";
const pin = "246810";
const delegate = "DB18";
const council = new Council("clerks");
const story = new Story("clerks");
const pages = new Map();
let browser;
let one;
let other;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  for (const [name, page] of pages) await page.screenshot({ path: story.shotPath(`failed-${name}`) }).catch(() => undefined);
});

async function look(page, label) {
  const before = page.viewportSize();
  for (const [width, height] of [[1024, 768], [1440, 900]]) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: story.shotPath(`${label}-${width}`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${label}: ${wide} px wider than ${width} px`);
    const found = await violations(page);
    check(found.length === 0, `${label} at ${width} px: ${found.join("; ")}`);
  }
  await page.setViewportSize(before);
}

const openPlace = (page, hash) => page.evaluate((to) => void (location.hash = to), hash);
const titleField = (page) => page.getByRole("textbox", { name: /^Trích yếu/ });

async function editing(page, document) {
  await openPlace(page, `tai-lieu?tl=${document}`);
  await page.getByRole("button", { name: /^Sửa/ }).first().click();
  await titleField(page).waitFor();
}

async function headers() {
  await story.step("of two clerks at one title the second sees both values and chooses; nothing typed is lost", async () => {
    const document = (await council.ask("SELECT id FROM document WHERE state = 'published' ORDER BY id LIMIT 1")).trim();
    await editing(one, document);
    await editing(other, document);
    await titleField(other).fill("Tên do người thứ hai ghi");
    await titleField(one).fill("Tên do người thứ nhất ghi");
    await one.getByRole("button", { name: /^Lưu/ }).click();
    await other.getByText("cũng vừa sửa").waitFor();
    check((await titleField(other).inputValue()) === "Tên do người thứ hai ghi", "what the second clerk typed is gone");
    await look(other, "two-titles");
    await other.getByRole("button", { name: "Giữ chữ của tôi" }).click();
    await other.getByRole("button", { name: /^Lưu/ }).click();
    await until("the second title is stored", async () =>
      (await council.ask(`SELECT json_extract(body, '$.title') FROM document WHERE id = '${document}'`)) === "Tên do người thứ hai ghi");
  });
}

async function agenda() {
  await story.step("of two clerks at one item the second is told what was changed, and what they have not touched follows", async () => {
    for (const page of [one, other]) {
      await desk.go(page, "Điều hành");
      await page.getByRole("button", { name: "Chương trình", exact: true }).click();
      await page.getByRole("dialog").locator("select").first().selectOption({ index: 2 });
    }
    const name = (page) => page.getByRole("dialog").getByLabel("Tên", { exact: true });
    await name(other).fill("Tên nội dung của người thứ hai");
    await name(one).fill("Tên nội dung của người thứ nhất");
    await one.getByRole("dialog").getByLabel("Số phút").fill("77");
    await one.getByRole("button", { name: "Lưu", exact: true }).click();
    await other.getByText("cũng vừa đổi").waitFor();
    check((await other.getByRole("dialog").getByLabel("Số phút").inputValue()) === "77", "the minutes do not follow");
    check(await other.getByRole("button", { name: "Lưu", exact: true }).isDisabled(), "it can be sent without a choice");
    await look(other, "two-items");
    await other.getByRole("button", { name: "Lấy giá trị kia" }).click();
    check((await name(other).inputValue()) === "Tên nội dung của người thứ nhất", "the other value is not taken");
    await other.getByRole("button", { name: "Thôi" }).click();
  });
}

async function rule() {
  await story.step("the rule is set where the check-in's time is", async () => {
    await desk.go(one, "Máy tính bảng");
    await one.getByRole("link", { name: "Từng máy" }).click().catch(() => undefined);
    const rules = one.getByRole("region", { name: "Quy định cho máy tính bảng" });
    await rules.getByRole("button", { name: "Sửa" }).click();
    await rules.getByLabel("Thư ký xác nhận đại biểu tự điểm danh").check();
    await look(one, "rule");
    await rules.getByRole("button", { name: "Lưu" }).click();
    await rules.getByText("chỉ tính là có mặt khi thư ký xác nhận").waitFor();
  });
}

async function waits(page) {
  const present = async () => (await one.locator(".quorum strong").innerText()).replace(/\s+/g, " ");
  await story.step("a delegate checks in and waits; nobody counts them", async () => {
    await desk.go(one, "Điểm danh");
    await one.getByText(/^Đang có mặt/).waitFor();
    const before = await present();
    await page.getByRole("button", { name: /Tôi (có mặt|đã trở lại)/ }).tap();
    await page.getByText("chờ thư ký xác nhận").waitFor();
    await page.screenshot({ path: story.shotPath("tablet-waits") });
    const found = await violations(page);
    check(found.length === 0, `the tablet that waits: ${found.join("; ")}`);
    await one.getByRole("heading", { name: /^Chờ xác nhận: 1/ }).waitFor();
    check((await present()).startsWith(before.split(" ·")[0]), `${before} became ${await present()}`);
    await look(one, "waiting-list");
    await one.getByRole("button", { name: "Sơ đồ", exact: true }).click();
    await look(one, "waiting-map");
    await one.getByRole("button", { name: "Danh sách", exact: true }).click();
  });
  await story.step("before the sitting is closed they are named", async () => {
    await desk.go(one, "Điều hành");
    await one.getByRole("button", { name: "Bế mạc", exact: true }).click();
    await one.getByRole("dialog").getByText("chưa ai xác nhận").waitFor();
    await look(one, "closing");
    await one.getByRole("button", { name: "Thôi" }).click();
    await desk.go(one, "Điểm danh");
  });
  await story.step("not seen, the tablet says so; come again, they are confirmed by a key and counted", async () => {
    await one.getByRole("button", { name: new RegExp(`^Không có mặt\\s*: ${nameOf(delegate)}`) }).click();
    await page.getByText("Thư ký chưa thấy ông/bà").waitFor();
    await page.screenshot({ path: story.shotPath("tablet-not-seen") });
    await page.getByRole("button", { name: /Tôi (có mặt|đã trở lại)/ }).tap();
    await one.getByRole("heading", { name: /^Chờ xác nhận: 1/ }).waitFor();
    const row = one.locator("tr[data-roll]").filter({ hasText: nameOf(delegate) });
    await row.focus();
    await one.keyboard.press("c");
    await page.getByText(/^Đã điểm danh lúc/).waitFor();
    check((await one.getByRole("heading", { name: /^Chờ xác nhận/ }).count()) === 0, "the list stays");
    await look(one, "confirmed");
  });
}

async function pins() {
  await story.step("who has no PIN is marked, and chosen at once", async () => {
    await openPlace(one, "dai-bieu");
    await one.getByRole("heading", { name: "Đại biểu và người dùng" }).waitFor();
    await one.getByRole("button", { name: "Cấp mã PIN" }).waitFor();
    await look(one, "people");
    await one.getByRole("button", { name: "Cấp mã PIN" }).click();
    await look(one, "pins");
    await one.getByRole("button", { name: "Thôi" }).click();
  });
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await council.start();
  browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  one = await desktop(browser, story.complaintsOf("one"));
  other = await desktop(browser, story.complaintsOf("other"));
  for (const [name, page] of [["one", one], ["other", other]]) {
    pages.set(name, page);
    await page.goto(`${council.office}/console/`);
    await desk.signIn(page, "van-phong", password);
  }
  await rule();
  const page = await tablet(browser, story.complaintsOf("tablet"));
  pages.set("tablet", page);
  await hand.begin(page, council, { label: "THU-18", name: nameOf(delegate), pin });
  await waits(page);
  await pins();
  await headers();
  await agenda();
  story.checkNoComplaints();
});
