// A delegate's day on the tablet, screen by screen: arriving, today, what is new, the machine's own check, the guide. Every screen is looked
// at in both orientations and by axe-core; nothing that is read is smaller than 17 px at the smallest text size, nothing that is touched
// smaller than 84 × 48.
import { violations } from "./axe.mjs";
import { openChromium, tablet } from "./browser.mjs";
import { Council, demo, nameOf } from "./council.mjs";
import { faultsOfTouch } from "./day_seen.mjs";
import * as hand from "./tablet.mjs";
import { Story, check, until } from "./story.mjs";

const pin = "246810";
const delegate = "DB18";
const council = new Council("day");
const story = new Story("day");
const lying = { width: 1080, height: 810 };
const standing = { width: 810, height: 1080 };

story.showOnFailure(council.log);

// A picture in both orientations, and what axe and a ruler say. Leaves the tablet lying.
async function look(page, label) {
  const faults = [];
  for (const [way, size] of [["standing", standing], ["lying", lying]]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: story.shotPath(`${label}-${way}`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) faults.push(`${way}: ${wide} px wider than the window`);
    faults.push(...(await page.evaluate(faultsOfTouch)).map((each) => `${way}: ${each}`));
    faults.push(...(await violations(page)).map((each) => `${way}: ${each}`));
  }
  if (faults.length > 0) looked.push(...faults.map((each) => `${label}: ${each}`));
}
const looked = [];

async function arrives(page, label) {
  await page.goto(`${council.url}/tablet/`);
  await hand.readCode(page);
  await look(page, "code");
  await council.admin("device", "approve", await hand.readCode(page), "--label", label);
}

await story.tell(async () => {
  story.atEnd(() => council.kill());
  await story.step("server: ready", () => council.start());
  const browser = await story.step("Chromium: started", () => openChromium(council.ca));
  story.atEnd(() => browser.close());
  const page = await tablet(browser, story.complaintsOf("tablet"));
  story.lookOnFailure(() => page.screenshot({ path: story.shotPath("failed") }).catch(() => undefined));
  const { seat } = demo.delegates.find((one) => one.id === delegate);

  await story.step("the tablet of a seat greets who sits there", async () => {
    await arrives(page, `Ghế ${seat}`);
    await page.getByRole("heading", { name: nameOf(delegate) }).waitFor();
    await look(page, "greeting");
  });
  await story.step("somebody else finds their name by a syllable", async () => {
    await page.getByRole("button", { name: "Không phải tôi" }).tap();
    await look(page, "names");
    await page.getByPlaceholder("Tìm tên").fill("hoa");
    const found = await page.locator(".people .name").allInnerTexts();
    check(found.length > 0 && found.every((name) => / hoa( |$)/i.test(name.normalize("NFD").replace(/\p{Mn}/gu, ""))), `“hoa” finds ${found.join(", ")}`);
    await look(page, "names-found");
    await page.getByPlaceholder("Tìm tên").fill("");
    await page.reload();
  });
  await story.step("a wrong PIN is called a PIN; the right one opens the day", async () => {
    await page.getByRole("button", { name: "Đúng là tôi" }).tap();
    for (const digit of "135791") await page.locator(".keys button", { hasText: new RegExp(`^${digit}$`) }).tap();
    await page.getByText("Mã PIN không đúng").waitFor();
    await look(page, "pin-wrong");
    await until("the wait is over", () => page.locator(".keys button").first().isEnabled());
    await hand.enterPin(page, pin);
  });
  await story.step("no screen has a fault", async () => check(looked.length === 0, looked.join("\n")));
  await story.step("no page complained", () => story.checkNoComplaints());
});
