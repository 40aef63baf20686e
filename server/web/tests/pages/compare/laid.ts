// Pages of the demonstration's own prose, laid out as a typesetter does: so many words a line, lines a page, a running head and the page's number.
import { readFileSync } from "node:fs";

import type { PageWords, Word } from "../../../src/pages/compare/page_words";

const prose = (name: string): string[] =>
  readFileSync(new URL(`../../../../../admin-cli/demo/prose/${name}.txt`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => !/^[#=[]/.test(line))
    .join(" ")
    .split(/\s+/)
    .filter(Boolean);

export const text = ["economy", "budget", "society", "technology"].flatMap(prose);

const wordsALine = 11;
const linesAPage = 32;
export const wordsAPage = wordsALine * linesAPage;

export function page(words: readonly string[], { head = "", number = 0 } = {}): PageWords {
  const laid: Word[] = [];
  let line = 0;
  const put = (all: readonly string[], top: number): void => {
    all.forEach((word, at) => laid.push({ text: word, line, left: 60 + at * 42, right: 98 + at * 42, top, bottom: top + 12 }));
    line += 1;
  };
  if (number > 0) put([String(number)], 30);
  if (head) put(head.split(" "), 50);
  for (let at = 0; at < words.length; at += wordsALine) put(words.slice(at, at + wordsALine), 110 + (at / wordsALine) * 19);
  return { width: 595, height: 842, words: laid };
}

// Numbered from the second page on, as Nghị định 30/2020 has it.
export function pagesOf(words: readonly string[], head = ""): PageWords[] {
  return Array.from({ length: Math.ceil(words.length / wordsAPage) }, (_, index) =>
    page(words.slice(index * wordsAPage, (index + 1) * wordsAPage), { head, number: index > 0 ? index + 1 : 0 }),
  );
}
