// A screen as people with different desks see it: a picture at each size, nothing wider than the window, and what a checker of accessibility
// says of it.
import { violations } from "./axe.mjs";
import { check } from "./story.mjs";

export const desks = [[1024, 768], [1440, 900]];
export const desksAndEnlarged = [...desks, [720, 450]]; // the larger one at 200 %

export async function checkAccessible(page, label) {
  const found = await violations(page);
  check(found.length === 0, `${label}: ${found.join("; ")}`);
}

// Leaves the window as it found it.
export async function look(story, page, label, sizes = desks) {
  const before = page.viewportSize();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: story.shotPath(`${label}-${width}`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${label}: ${wide} px wider than ${width} px`);
    await checkAccessible(page, `${label} at ${width} px`);
  }
  await page.setViewportSize(before);
}
