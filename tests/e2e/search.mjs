// The office searches all pages of the demo council and opens a hit at its page, by the keyboard alone.
import { desktop, openChromium } from "./browser.mjs";
import { Council } from "./council.mjs";
import * as desk from "./desk.mjs";
import { checkAccessible } from "./look.mjs";
import { Story, check, until } from "./story.mjs";

const council = new Council("search");
const story = new Story("search");
let office;

story.showOnFailure(council.log);
story.lookOnFailure(async () => {
  await office?.screenshot({ path: story.shotPath("failed") }).catch(() => undefined);
});

const box = () => office.getByRole("searchbox");

async function look(label) {
  await office.screenshot({ path: story.shotPath(label) });
  await checkAccessible(office, label);
}

async function ask(words) {
  await box().fill(words);
  await box().press("Enter");
}

await story.tell(async () => {
  await council.start();
  story.atEnd(() => council.stop());
  const browser = await openChromium(council.ca);
  story.atEnd(() => browser.close());
  office = await desktop(browser, story.complaintsOf("console"));
  await office.setViewportSize({ width: 1024, height: 768 });
  await office.goto(`${council.office}/console/`);
  await desk.signIn(office, "van-phong", "hop-khong-giay-2026");
  await story.step("a phrase is found with its marks, and without", async () => {
    await desk.go(office, "Tìm kiếm");
    await ask("giải ngân vốn đầu tư công");
    await office.locator("mark").first().waitFor();
    const marked = await office.locator("mark").first().textContent();
    check(marked.toLowerCase().includes("giải ngân"), `“${marked}” is marked`);
    await look("found");
    await ask("giai ngan von dau tu cong");
    await until("the same is found without marks", async () => (await office.locator("mark").first().textContent()).includes("giải ngân"));
  });
  await story.step("a hit opens its page, and Back returns to the hits", async () => {
    await box().press("ArrowDown");
    await office.keyboard.press("Enter");
    await until("the address names the page", () => /tl=.*trang=\d+/.test(office.url()));
    const page = Number(/trang=(\d+)/.exec(office.url())[1]);
    await office.getByText(new RegExp(`^${page} / \\d+$`)).first().waitFor();
    await office.screenshot({ path: story.shotPath("opened") });
    await office.goBack();
    await office.locator("mark").first().waitFor();
  });
  await story.step("what is nowhere is said, with what to try", async () => {
    await ask("zzzqqq");
    await office.getByText("Không tìm thấy chỗ nào.").waitFor();
    await look("nothing");
  });
  story.checkNoComplaints();
});
