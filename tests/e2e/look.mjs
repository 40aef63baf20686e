// A screen as people with different desks see it: a picture at 1024 × 768 and at 1440 × 900, nothing wider than the window, and what a checker of
// accessibility says of it.
import { violations } from "./axe.mjs";
import { check } from "./story.mjs";

const desks = [[1024, 768], [1440, 900]];

export async function checkAccessible(page, label) {
  const found = await violations(page);
  check(found.length === 0, `${label}: ${found.join("; ")}`);
}

// Leaves the window as it found it.
export async function look(story, page, label) {
  const before = page.viewportSize();
  for (const [width, height] of desks) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: story.shotPath(`${label}-${width}`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    check(!wide, `${label}: wider than ${width} px`);
  }
  await checkAccessible(page, label);
  await page.setViewportSize(before);
}
