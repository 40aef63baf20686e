// Each colour once: src/tokens.css names it, all else asks for the name. Ink on a page is data: it stands with the tool that draws it.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), "utf8");
const sources = readdirSync(new URL("src/", root), { recursive: true })
  .map((file) => `src/${String(file).replaceAll("\\", "/")}`)
  .filter((file) => /\.(svelte|css|ts)$/.test(file) && !file.startsWith("src/generated/"));
const tokens = new Map([...read("src/tokens.css").matchAll(/^ {2}--([a-z-]+): ([^;]+);/gm)].map(([, name, value]) => [name!, value!]));

// What is drawn with, and stored with each stroke: the pens, the highlighter, the violet of a formal comment.
const inks: Readonly<Record<string, readonly string[]>> = {
  "src/tablet/reader/pens.svelte.ts": ["#1a3fb0", "#c01818", "#1b1b1b", "#1e7a34", "#ffd100", "#5fd47a", "#ff8ac2"],
  "src/tablet/reader/comment.ts": ["#7a2f96"],
};

const raw = /(?<![\w&])#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?!\/)|\b(?:rgb|hsl|hwb|lab|lch|oklch|oklab)a?\(/gi;
const named = /[:,]\s*(?:white|black|red|green|blue|gr[ae]y|silver|orange|yellow|purple|gold|navy)\b(?=[\s;,}])/gi;

test.each(sources.filter((file) => file !== "src/tokens.css"))("%s writes no colour of its own", (file) => {
  const source = read(file);
  const styles = file.endsWith(".svelte") ? (/<style[\s\S]*/.exec(source)?.[0] ?? "") : file.endsWith(".css") ? source : "";
  const found = [...source.matchAll(raw)].map(([colour]) => colour);
  expect([...found, ...[...styles.matchAll(named)].map(([colour]) => colour)]).toEqual(inks[file] ?? []);
});

test("Every name that is asked for is a token, or is set beside it; every token is asked for", () => {
  const asked = new Set<string>();
  const set = new Set<string>();
  for (const source of sources.map(read)) {
    for (const [, name] of source.matchAll(/var\(--([a-z-]+)/g)) asked.add(name!);
    for (const [, name] of source.matchAll(/(?:style:|[{;\s"])--([a-z-]+)["=:]/g)) set.add(name!);
  }
  expect([...asked].filter((name) => !set.has(name))).toEqual([]);
  expect([...tokens.keys()].filter((name) => !asked.has(name))).toEqual([]);
});

function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : (hex.slice(1).match(/../g) ?? []);
  const [r = 0, g = 0, b = 0] = digits.map((pair) => {
    const share = parseInt(pair, 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map((name) => luminance(tokens.get(name) ?? "")).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  ["ink", "paper"],
  ["ink", "ground"],
  ["ink", "soft"],
  ["ink-soft", "paper"],
  ["ink-soft", "ground"],
  ["ink-soft", "soft"],
  ["blue", "paper"],
  ["green", "green-soft"],
  ["amber", "amber-soft"],
  ["red", "red-soft"],
  ["violet", "violet-soft"],
  ["amber-deep", "gold"],
  ["amber-deep", "amber-pale"],
  ["amber-deep", "focus"],
  ["on-dark", "navy"],
  ["on-dark", "navy-soft"],
  ["on-navy", "navy-soft"],
  ["on-navy-soft", "navy"],
  ["on-dark", "green"],
  ["on-dark", "blue"],
  ["on-dark", "violet"],
])("%s on %s is read from any seat: 7:1", (ink, ground) => {
  expect(contrast(ink, ground)).toBeGreaterThanOrEqual(7);
});

test("What the browser and the home screen show before any style is there are the same navy and ground", () => {
  for (const page of ["index.html", "tablet/index.html", "console/index.html"])
    expect(read(page)).toContain(`name="theme-color" content="${tokens.get("navy")}"`);
  const manifest = JSON.parse(read("public/tablet/manifest.webmanifest")) as Record<string, string>;
  expect([manifest["theme_color"], manifest["background_color"]]).toEqual([tokens.get("navy"), tokens.get("ground")]);
});
