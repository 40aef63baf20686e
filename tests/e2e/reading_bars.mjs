// Reading on a tablet: what the bars take and how they come and go, papers, the slider, the end of a document, and that all of it is there
// the next time.
import { check, until } from "./story.mjs";
import * as hand from "./tablet.mjs";

// The share of the screen that lies under something that is no page.
function covered() {
  const room = document.querySelector(".reading").getBoundingClientRect();
  const sides = [...document.querySelectorAll(".over, .banners .banner, .view, .turn, .slider.visible .thumb, .corner")];
  const area = sides.reduce((all, each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const [width, height] = [Math.min(right, room.right) - Math.max(left, room.left), Math.min(bottom, room.bottom) - Math.max(top, room.top)];
    return getComputedStyle(each).visibility === "hidden" ? all : all + Math.max(0, width) * Math.max(0, height);
  }, 0);
  return (100 * area) / (innerWidth * innerHeight);
}
const page = () => Number(document.querySelector(".slider").getAttribute("aria-valuenow"));
const pages = () => Number(document.querySelector(".slider").getAttribute("aria-valuemax"));
const paper = () => document.querySelector(".reading").className;

async function bars(mine, [width, height], shot) {
  await mine.setViewportSize({ width, height });
  await mine.keyboard.press("Escape"); // by keys they stay
  await mine.waitForTimeout(400);
  const shown = await mine.evaluate(covered);
  await shot(mine, `reading-${width}-bars`);
  await mine.locator(".room").tap({ position: { x: width / 2, y: height / 2 } });
  await until("the bars are gone", async () => (await mine.locator(".back-bars").count()) === 1);
  await mine.waitForTimeout(400);
  const hidden = await mine.evaluate(covered);
  await shot(mine, `reading-${width}`);
  check(shown <= 23 && hidden <= 3, `at ${width} px the bars take ${shown.toFixed(1)} % of the screen, hidden ${hidden.toFixed(1)} %`);
  return `at ${width} px everything over the pages takes ${shown.toFixed(1)} %, while reading ${hidden.toFixed(1)} %`;
}

export async function readsOn(story, mine, document, shot) {
  const open = () => mine.evaluate((id) => void (location.hash = `#/tai-lieu/${id}/0/0`), document);
  const before = mine.viewportSize();
  await story.step("tablet: the bars go by a tap, and leave the pages the screen in both orientations", async () => {
    await open();
    await mine.locator(".room .page canvas.sharp").first().waitFor();
    for (const size of [[1080, 810], [810, 1080]]) story.note(await bars(mine, size, shot));
    await mine.setViewportSize(before);
  });
  await story.step("tablet: the keyboard brings them back, and goes through the pages by the slider", async () => {
    await mine.keyboard.press("Tab");
    await until("the bars are back", async () => (await mine.locator(".back-bars").count()) === 0);
    await mine.getByRole("slider").focus();
    await mine.keyboard.press("End");
    await until("the last page is there", async () => (await mine.evaluate(page)) === (await mine.evaluate(pages)));
    await mine.keyboard.press("Home");
    await until("the first page is there", async () => (await mine.evaluate(page)) === 1);
  });
  await story.step("tablet: dark paper and a whole page, and both are there the next time", async () => {
    await hand.bars(mine);
    await mine.getByRole("button", { name: "Giấy ngà" }).tap();
    await mine.getByRole("button", { name: "Nền tối" }).tap();
    await mine.getByRole("button", { name: "Vừa cả trang" }).tap();
    await shot(mine, "reading-dark");
    await mine.waitForTimeout(600);
    await hand.leave(mine);
    await open();
    await until("the paper is dark again", async () => (await mine.evaluate(paper)).includes("dark"));
    await mine.getByRole("button", { name: "Vừa bề ngang" }).tap();
    await mine.getByRole("button", { name: "Giấy trắng" }).tap();
  });
  await story.step("tablet: below the last page stand the documents around it", async () => {
    await mine.getByRole("slider").focus();
    await mine.keyboard.press("End");
    await hand.bars(mine);
    for (let tap = 0; tap < 4; tap += 1) await mine.getByRole("button", { name: "Trang sau" }).tap();
    await mine.getByText("Tài liệu trước").waitFor();
    await mine.waitForTimeout(400);
    await shot(mine, "reading-end");
    await hand.leave(mine);
  });
}
