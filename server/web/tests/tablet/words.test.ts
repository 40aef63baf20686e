// Every sentence has its twin, and each is in its own language.
import { readdirSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";

import { MemoryStore } from "../../src/sync/memory_store";
import { chooseLanguage, figures, languageOf, showIn, words } from "../../src/tablet/words";
import * as en from "../../src/tablet/words/en";
import * as vi from "../../src/tablet/words/vi";

const files = (language: string): string[] => readdirSync(new URL(`../../src/tablet/words/${language}`, import.meta.url)).sort();
const areas = Object.keys(vi) as (keyof typeof vi)[];
const marked = /[\u00C0-\u1FFF]/;

beforeEach(() => showIn("vi"));

// Each sentence by its path; one with parameters is said with a 2 in each place: numbers and words go through.
function sentences(area: unknown, path = ""): [string, string][] {
  if (typeof area === "string") return [[path, area]];
  if (typeof area === "function") {
    const said: unknown = (area as (...all: unknown[]) => unknown)(...Array.from({ length: area.length }, () => 2));
    return sentences(said, path);
  }
  return Object.entries(area as object).flatMap(([key, each]) => sentences(each, `${path}/${key}`));
}

test("No area lacks a twin, and none is forgotten in an index", () => {
  expect(files("en")).toEqual(files("vi"));
  expect(
    areas
      .map((area) => `${area}.ts`)
      .concat("index.ts")
      .sort(),
  ).toEqual(files("vi"));
});

test.each(areas)("%s says the same things in both languages", (area) => {
  const paths = (all: [string, string][]): string[] => all.map(([path]) => path).sort();
  expect(paths(sentences(en[area]))).toEqual(paths(sentences(vi[area])));
  for (const [path, text] of [...sentences(vi[area]), ...sentences(en[area])]) expect(text.trim(), path).not.toBe("");
});

test.each(areas)("%s is Vietnamese with its marks, and English without them", (area) => {
  const longOnes = sentences(vi[area]).filter(([, text]) => text.length > 24);
  expect(longOnes.filter(([, text]) => !marked.test(text))).toEqual([]);
  expect(sentences(vi[area]).some(([, text]) => marked.test(text))).toBe(true);
  expect(sentences(en[area]).filter(([, text]) => /[\u00C0-\u024F\u1E00-\u1EFF]/.test(text))).toEqual([]);
});

test("Who switches reads the other language at once, and only they find it again", async () => {
  const store = new MemoryStore();
  chooseLanguage(store, "hoa", "en");
  expect(words.person.textSize).toBe("Text size");
  expect(Object.isFrozen(words)).toBe(false); // a built module is: a proxy over it would fail in the browser alone
  expect(await languageOf(store, "hoa")).toBe("en");
  expect(await languageOf(store, "nam")).toBe("vi");
  expect(await languageOf(store, null)).toBe("vi");
});

test.each([
  ["vi", "19/12/2024", "thứ Năm", "9.836", "5,3 MB"],
  ["en", "19 December 2024", "Thursday", "9,836", "5.3 MB"],
] as const)("Days and numbers in %s", (language, day, weekday, count, size) => {
  showIn(language);
  expect([figures.day("2024-12-19"), figures.weekday("2024-12-19"), figures.count(9836), figures.size(5_300_000)]).toEqual([
    day,
    weekday,
    count,
    size,
  ]);
});
