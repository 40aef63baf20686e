// What axe-core (from the web client's packages) finds on the page as it stands: WCAG 2.2 A and AA, and its own best practice.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./story.mjs";

const source = readFileSync(join(root, "server/web/node_modules/axe-core/axe.min.js"), "utf8");

// One sentence for each violation: the rule, and where.
export async function violations(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, help, nodes }) => `${id} (${help}) at ${nodes.map(({ target }) => target.join(" ")).slice(0, 3).join(", ")}`);
}
