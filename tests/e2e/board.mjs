// The office's board of tablets: how far each has come, told by the tablets themselves.
import { check, until } from "./story.mjs";
import * as desk from "./desk.mjs";

const bar = (office, label) => office.getByRole("progressbar", { name: new RegExp(`^${label}: `) });

// When the tablet says that it holds all papers, the board says the same, in numbers and in words.
export async function boardCounts(story, office, label, shot) {
  await story.step("console: the board counts the tablet's papers as they arrive", async () => {
    await desk.go(office, "Máy tính bảng");
    const whole = async () => {
      const [now, all] = await Promise.all(["aria-valuenow", "aria-valuemax"].map((name) => bar(office, label).getAttribute(name)));
      return Number(all) > 0 && now === all;
    };
    await until("the board counts every paper", whole, 60_000);
    const words = await bar(office, label).innerText();
    check(/^(\d+)\/\1 tài liệu$/.test(words.trim()), `the bar says “${words}”`);
    story.note(`${label}: ${words.trim()}`);
    await shot(office, "console-board");
  });
}
