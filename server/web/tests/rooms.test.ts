// Which room may ask which: the apps stand on what they share, and what is shared knows neither app.
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const sources = readdirSync(new URL("src/", root), { recursive: true })
  .map((file) => `src/${String(file).replaceAll("\\", "/")}`)
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.startsWith("src/generated/"));

// What each room may import from, beside itself and src/generated.
const mayAsk: Readonly<Record<string, readonly string[]>> = {
  council: ["sync/view"],
  parts: [],
  sync: [],
  pages: ["sync", "parts"],
  seal: ["council", "parts", "sync/view"],
  tablet: ["council", "parts", "sync", "pages", "seal"],
  console: ["council", "parts", "sync", "pages", "seal"],
  landing: ["council", "parts"],
};

const roomOf = (file: string): string => file.split("/")[1] ?? "";

function imports(file: string): string[] {
  const source = readFileSync(new URL(file, root), "utf8");
  const found = source.matchAll(/(?:from|import|import\()\s*["'](\.{1,2}\/[^"']+)["']/g);
  return [...found].map(([, path]) => posix.join(posix.dirname(file), path!)).filter((path) => !path.endsWith(".css"));
}

test.each(sources)("%s asks only where its room may", (file) => {
  const room = roomOf(file);
  const allowed = [...(mayAsk[room] ?? []), room, "generated"].map((each) => `src/${each}`);
  expect(imports(file).filter((path) => !allowed.some((each) => path === each || path.startsWith(`${each}/`)))).toEqual([]);
});

test("Every room is known", () => {
  expect([...new Set(sources.map(roomOf))].filter((room) => !Object.hasOwn(mayAsk, room) && room !== "env.d.ts")).toEqual([]);
});
