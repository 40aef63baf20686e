// From `chamber-admin init` to an agenda, in the browser alone: the council, twenty-five people pasted from a spreadsheet with two wrong rows, the
// first session with its sittings, an agenda pasted from a text, moved by keys; PINs; a second session copied from the first, and taken back.
import { desktop, openChromium } from "./browser.mjs";
import { Council } from "./council.mjs";
import * as desk from "./desk.mjs";
import { look as lookAt } from "./look.mjs";
import { Story, check, until } from "./story.mjs";

const password = "mat-khau-van-phong-2026";
const council = new Council("prepare", "new");
const story = new Story("prepare");
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  await office?.screenshot({ path: story.shotPath("failed") }).catch(() => undefined);
});

const look = (label) => lookAt(story, office, label);

const tab = (name) => office.getByRole("navigation", { name: "Chuẩn bị" }).getByRole("link", { name }).click();
const dialog = () => office.getByRole("dialog");
async function write() {
  await dialog().getByRole("button", { name: "Ghi", exact: true }).click();
  await dialog().waitFor({ state: "detached" });
}

const surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ"];
const given = ["Bút", "Mực", "Giấy", "Phấn", "Thước"];
const people = surnames.flatMap((surname, i) => given.map((name, j) => ({ name: `${surname} Văn ${name} ${"ABCDE"[i]}`, seat: `${"ABCDE"[i]}${j + 1}`, group: i + 1 })));
// Row 6 has a day that is none, row 10 a seat that is taken.
function table() {
  const rows = people.map(({ name, seat, group }, index) => [
    index + 1,
    name,
    index === 0 ? "Chủ tịch HĐND xã" : "Đại biểu",
    `Tổ ${group}`,
    index === 4 ? "31/02/2026" : "31/03/2026",
    index === 8 ? "A1" : seat,
  ]);
  return [["STT", "Họ và tên", "Chức vụ", "Tổ", "Từ ngày", "Ghế"], ...rows].map((row) => row.join("\t")).join("\n");
}

async function paste(text) {
  await office.getByRole("textbox", { name: "Dán danh sách từ bảng tính" }).fill(text);
}

async function theCouncil() {
  await story.step("an empty office is led: the council first", async () => {
    await office.getByRole("heading", { name: /^Còn \d việc/ }).waitFor();
    await look("start");
    await office.getByLabel("Khóa, nhiệm kỳ").fill("Khóa I, nhiệm kỳ 2026 – 2031");
    await office.getByLabel("Số đại biểu được bầu").fill("25");
    await office.getByLabel("Tỉnh, thành phố").fill("tỉnh Vĩnh Mẫu");
    await office.getByRole("button", { name: "Xong, sang bước sau" }).click();
    await office.getByText("Xong 1/6").waitFor();
  });
}

async function thePeople() {
  await story.step("25 people come in by paste; two rows are named and mended in place", async () => {
    await tab("Đại biểu");
    await paste(table());
    const preview = office.getByRole("region", { name: "Xem trước bảng: 25 dòng" });
    await preview.getByText("2 dòng có lỗi").waitFor();
    await preview.getByText("Tháng 02/2026 chỉ có 28 ngày.").waitFor();
    await preview.getByText(`Ghế A1 đã có ${people[0].name}.`).waitFor();
    await look("people-preview");
    await preview.getByRole("button", { name: "Lấy 31/03/2026" }).click();
    const seat = preview.getByLabel("Dòng 10, Ghế");
    await seat.fill("B4");
    await seat.press("Enter");
    await preview.getByRole("button", { name: "Ghi 25 dòng" }).click();
    await office.getByText("25 đương nhiệm trên 25 đại biểu được bầu").waitFor();
    await look("people");
  });
  await story.step("a row is corrected by keys; a closed browser loses nothing", async () => {
    const row = office.locator("tr[data-person=DB02]");
    await row.getByRole("button").press("Enter");
    await row.getByLabel(/^Chức vụ/).fill("Phó Chủ tịch HĐND xã");
    await row.getByLabel(/^Chức vụ/).press("Enter");
    await row.getByText("Phó Chủ tịch HĐND xã").waitFor();
    await office.reload();
    await office.getByText(/^Bản nháp lúc \d\d:\d\d chưa ghi đã được mở lại/).waitFor();
    await office.locator("tr[data-person=DB02]").getByText("Phó Chủ tịch HĐND xã").waitFor();
  });
}

async function theSession() {
  await story.step("the first session: days bring name, sittings and deadline", async () => {
    await tab("Kỳ họp");
    await office.getByLabel("Ngày khai mạc").fill("17/12/2026");
    await office.getByLabel("Ngày bế mạc").fill("18/12/2026");
    await office.getByLabel("Nơi họp").fill("Hội trường UBND xã");
    check((await office.getByLabel("Tên kỳ họp").inputValue()).startsWith("Kỳ họp thứ Nhất"), "no name is proposed");
    check((await office.getByLabel("Hạn gửi tài liệu").inputValue()) === "10/12/2026", "no deadline is proposed");
    await office.getByLabel("Chủ tọa").fill("but");
    await office.getByLabel("Chủ tọa").press("Enter");
    await office.getByText(/^5 người có tên như vậy: /).waitFor();
    await office.getByLabel("Chủ tọa").fill("Bút A");
    await office.getByLabel("Chủ tọa").press("Enter");
    await office.getByRole("button", { name: `Bỏ ${people[0].name} khỏi chủ tọa` }).waitFor();
    await office.getByLabel("Phiên khai mạc: từ giờ").fill("7 giờ 45");
    await look("session");
    await office.getByRole("button", { name: "Tạo kỳ họp", exact: true }).click();
    await dialog().getByText(/25 người/).first().waitFor();
    await look("session-plan");
    await write();
    await until("the session is stored", async () => (await council.ask("SELECT count(*) FROM session")) === "1");
    check((await council.ask("SELECT count(*) FROM participant")) === "25", "not everybody stands on the roll");
    check((await council.ask("SELECT json_extract(body, '$.in_office') FROM session")) === "25", "the delegates in office were not counted");
    const start = await council.ask("SELECT json_extract(body, '$.start_at') FROM sitting ORDER BY json_extract(body, '$.position') LIMIT 1");
    check(start.startsWith("2026-12-17T00:45:00"), `the first sitting begins at ${start}`);
  });
}

const agendaText = ["CHƯƠNG TRÌNH KỲ HỌP", "1. Chào cờ, tuyên bố lý do", "2. Báo cáo kinh tế – xã hội", "a) Báo cáo của UBND", "b) Báo cáo thẩm tra", "3. Chất vấn", "4. Bế mạc"].join("\n");

async function theAgenda() {
  await story.step("an agenda is pasted, an unsure line is asked about, an item moves by keys and the step is undone", async () => {
    await tab("Chương trình");
    await office.getByRole("textbox", { name: "Dán chương trình từ văn bản" }).fill(agendaText);
    await office.getByText("còn hỏi 1 dòng").waitFor();
    await look("agenda-paste");
    await office.getByRole("button", { name: "Bỏ qua" }).click();
    await office.getByRole("button", { name: "Thêm 6 nội dung" }).click();
    const item = (name) => office.getByRole("button", { name: new RegExp(`^Nội dung \\S* ?${name}`) });
    await item("Chất vấn").focus();
    await office.keyboard.press("Alt+ArrowUp");
    await office.getByRole("button", { name: /^Nội dung 2 Chất vấn/ }).waitFor();
    await office.getByRole("button", { name: /^Nội dung 3a Báo cáo của UBND/ }).waitFor();
    await office.keyboard.press("Control+z");
    await office.getByRole("button", { name: /^Nội dung 3 Chất vấn/ }).waitFor();
    await office.locator("li[data-item]").filter({ hasText: "Bế mạc" }).dragTo(office.locator("li[data-item]").filter({ hasText: "Chào cờ" }));
    await office.getByRole("button", { name: /^Nội dung 1 Bế mạc/ }).waitFor();
    await office.getByRole("button", { name: /^Hoàn tác/ }).click();
    await office.getByRole("button", { name: "Tính giờ" }).click();
    await item("Chào cờ, tuyên bố lý do").press("Enter");
    await office.getByLabel("Người trình bày").selectOption("DB01");
    await office.getByLabel("Số phút").fill("30");
    await office.getByLabel("Số phút").press("Enter");
    await look("agenda");
    await office.getByRole("button", { name: "Xem thay đổi và ghi" }).click();
    await write();
    await until("the agenda is stored", async () => (await council.ask("SELECT count(*) FROM agenda_item")) === "6");
    const numbers = await council.ask("SELECT group_concat(json_extract(body, '$.number'), ' ') FROM (SELECT body FROM agenda_item ORDER BY json_extract(body, '$.position'))");
    check(numbers === "1 2 2a 2b 3 4", `the agenda is numbered ${numbers}`);
  });
  await story.step("an item is taken out with its reason", async () => {
    await office.getByRole("button", { name: /^Nội dung 2b Báo cáo thẩm tra/ }).press("Delete");
    await office.getByRole("button", { name: "Xem thay đổi và ghi" }).click();
    await dialog().getByLabel("Lý do bỏ").fill("Chuyển kỳ sau");
    await write();
    await until("the item is gone", async () => (await council.ask("SELECT count(*) FROM agenda_item")) === "5");
  });
}

async function twoClerks() {
  await story.step("a colleague changes the agenda under an open draft: both are told, nothing is overwritten unseen", async () => {
    await office.getByRole("button", { name: /^Nội dung 4 Bế mạc/ }).press("Enter");
    await office.getByLabel("Tên nội dung").fill("Bế mạc kỳ họp");
    await office.getByLabel("Tên nội dung").press("Enter");
    const id = await council.ask("SELECT id FROM agenda_item WHERE json_extract(body, '$.number') = '4'");
    const session = await council.ask("SELECT id FROM session");
    await council.admin("session", "item", session, id, "--name", "Diễn văn bế mạc", "--reason", "Theo Thường trực");
    await office.getByText(/vừa đổi tên của nội dung 4 thành “Diễn văn bế mạc”/).waitFor();
    await look("two-clerks");
    await office.getByRole("button", { name: "Xem thay đổi và ghi" }).click();
    await dialog().getByRole("cell", { name: "Diễn văn bế mạc" }).waitFor();
    await write();
    await until("the seen change is stored", async () => (await council.ask(`SELECT json_extract(body, '$.name') FROM agenda_item WHERE id = '${id}'`)) === "Bế mạc kỳ họp");
  });
}

async function secrets() {
  await story.step("PINs are drawn, shown once, and printed as slips", async () => {
    await tab("Đại biểu");
    await office.getByRole("button", { name: "Cấp mã PIN" }).click();
    await dialog().getByLabel(people[0].name).check();
    await dialog().getByLabel(people[1].name).check();
    await dialog().getByRole("button", { name: "Rút mã cho 2 người" }).click();
    await dialog().getByText("chỉ hiện lần này").waitFor({ timeout: 60_000 });
    const codes = await dialog().locator("td.mono").allInnerTexts();
    check(codes.length === 2 && codes.every((code) => /^\d{3} \d{3}$/.test(code)), `the codes are ${codes.length}`);
    await office.emulateMedia({ media: "print" });
    await office.evaluate(() => document.body.classList.add("printing-slips"));
    check(await office.locator(".slips article").first().isVisible(), "the slips are not printed");
    check(!(await office.locator("header").first().isVisible()), "the screen is printed beside the slips");
    await office.evaluate(() => document.body.classList.remove("printing-slips"));
    await office.emulateMedia({ media: "screen" });
    await dialog().getByRole("button", { name: /^Đóng, xóa mã/ }).click();
    check((await office.locator(".slips").count()) === 0, "the slips stay in the page");
  });
}

async function copies() {
  await story.step("a second session is copied from the first with shifted days, and taken back while it is planned", async () => {
    await tab("Kỳ họp");
    await office.getByRole("button", { name: "Chép từ kỳ họp này" }).click();
    await office.getByLabel("Ngày khai mạc").fill("16/06/2027");
    await look("copy");
    await office.getByRole("button", { name: "Tạo kỳ họp", exact: true }).click();
    await write();
    await until("the second session is stored", async () => (await council.ask("SELECT count(*) FROM session")) === "2");
    check((await council.ask("SELECT count(*) FROM agenda_item")) === "10", "the agenda was not copied");
    await office.getByRole("button", { name: "Xóa kỳ họp" }).click();
    await dialog().getByLabel("Lý do").fill("Lập nhầm");
    await dialog().getByRole("button", { name: "Xóa kỳ họp" }).click();
    await until("the second session is gone", async () => (await council.ask("SELECT count(*) FROM session")) === "1");
  });
  await story.step("what is left to do is one list; the command line reads what the browser wrote", async () => {
    await tab("Bắt đầu");
    await office.getByText("Xong 3/6").waitFor();
    await look("start-later");
    const listed = JSON.parse((await council.admin("session", "list", "--json")).stdout);
    check(JSON.stringify(listed).includes("K1-KH01"), "chamber-admin does not list the session");
  });
}

await story.tell(async () => {
  await council.init("Hội đồng nhân dân xã Phù Sa", password);
  await council.start();
  story.atEnd(() => council.stop());
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  await office.setViewportSize({ width: 1440, height: 900 });
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", password);
  await theCouncil();
  await thePeople();
  await theSession();
  await theAgenda();
  await twoClerks();
  await secrets();
  await copies();
  story.checkNoComplaints();
});
