// Words on pages: which pages have them, and which of a page's words they are. Pure, and fast: the pages are folded once, and a search is one
// regular expression over them.
//
// As the server finds (council/finding.ts): without marks both are found, with marks exactly those; the last word may be a beginning. The words
// stand one behind the other; only where no page has them so are they looked for one by one.
import { holds, type Key, keyOf } from "../../council/finding";

// `text`: the page's words, one blank between two, composed. `folded`: the same without marks, letter for letter.
export interface PageText {
  readonly text: string;
  readonly folded: string;
}

// So many words of a page from this one on, counted from 0.
export interface Hit {
  readonly page: number;
  readonly word: number;
  readonly words: number;
}

export interface Found {
  readonly hits: readonly Hit[];
  // The words do not stand together anywhere: these are single ones.
  readonly apart: boolean;
}

export const hitsMax = 9_999;

const folds = new Map<string, string>();
function foldLetter(letter: string): string {
  let folded = folds.get(letter);
  if (folded === undefined) {
    folded = letter
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "")
      .toLowerCase()
      .replace("đ", "d");
    // Letter for letter: one that folds to more or to nothing stays.
    if (folded.length !== letter.length) folded = letter;
    folds.set(letter, folded);
  }
  return folded;
}

// Small letters without marks, exactly as long.
export const folded = (text: string): string => text.replace(/[^\n -@[-~]/gu, foldLetter);

// Marks that are no part of a letter have no place in what is counted letter for letter.
export const pageTextOf = (words: string): PageText => {
  const text = words.normalize("NFC").replace(/\p{Mn}/gu, "");
  return { text, folded: folded(text) };
};

interface Asked {
  readonly keys: readonly Key[];
  readonly words: readonly string[]; // composed, small
}

const tokens = /[\p{L}\p{N}\p{M}]+/gu;
const alphabetic = /^[\p{Script=Latin}\p{N}]+$/u; // words of these are parted from their neighbours; others are not

function asked(query: string): Asked {
  const words = (query.normalize("NFC").match(tokens) ?? []).map((word) => word.toLowerCase());
  return { words, keys: words.map(keyOf) };
}

// Which of the letters (by code) are parts of words: 1 yes, 2 no, 0 not looked at yet.
const wordLetters = new Uint8Array(65_536);
function isWordAt(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  wordLetters[code] ||= /[\p{L}\p{N}]/u.test(text.charAt(at)) ? 1 : 2;
  return wordLetters[code] === 1;
}

function wordAfter(plain: string, from: number): number {
  let at = from;
  while (at < plain.length && !isWordAt(plain, at)) at += 1;
  return at;
}

// Where the words that begin here end; nothing where they do not stand one behind the other.
function endOf(plain: string, from: number, keys: readonly Key[]): number | undefined {
  let at = from;
  for (const [nth, { folded: word }] of keys.entries()) {
    const begin = nth === 0 ? at : wordAfter(plain, at);
    if ((nth > 0 && begin === at) || !plain.startsWith(word, begin)) return undefined;
    at = begin + word.length;
  }
  const last = keys.at(-1)!.folded;
  const mayGoOn = last.length > 1 || !alphabetic.test(last);
  return !mayGoOn && isWordAt(plain, at) ? undefined : at;
}

const known = new Map<string, Key>();
function keyOfWord(word: string): Key {
  const key = known.get(word) ?? keyOf(word);
  if (known.size > 20_000) known.clear();
  known.set(word, key);
  return key;
}

const isMarked = ({ exact, folded: plain }: Key): boolean => exact !== plain;

// Whoever types is not done with the tone: "hoạ" begins "hoạch".
function fits(text: string, { words, keys }: Asked): boolean {
  const there = text.match(tokens) ?? [];
  return keys.every((key, at) => {
    const last = at === keys.length - 1;
    const word = there[at] ?? "";
    return holds(keyOfWord(word), key, last) || (last && key.folded.length > 1 && word.toLowerCase().startsWith(words[at]!));
  });
}

function hitsOn(page: number, { text, folded: plain }: PageText, query: Asked, most: number): Hit[] {
  const hits: Hit[] = [];
  const first = query.keys[0]!.folded;
  if (!query.keys.every(({ folded: word }) => plain.includes(word))) return hits;
  const marked = query.keys.some(isMarked);
  const parted = alphabetic.test(first);
  let counted = 0;
  let word = 0;
  const wordAt = (place: number): number => {
    for (; counted < place; counted++) if (text.charCodeAt(counted) === 32) word += 1;
    return word;
  };
  for (let at = plain.indexOf(first); at >= 0 && hits.length < most; at = plain.indexOf(first, at + 1)) {
    if (parted && isWordAt(plain, at - 1)) continue;
    const end = endOf(plain, at, query.keys);
    if (end === undefined) continue;
    let whole = end;
    while (isWordAt(plain, whole)) whole += 1;
    if (marked && !fits(text.slice(at, whole), query)) continue;
    const from = wordAt(at);
    hits.push({ page, word: from, words: wordAt(end) - from + 1 });
  }
  return hits;
}

function allHits(pages: readonly PageText[], query: Asked): Hit[] {
  const hits: Hit[] = [];
  for (const [page, text] of pages.entries()) {
    if (hits.length >= hitsMax) break;
    hits.push(...hitsOn(page, text, query, hitsMax - hits.length));
  }
  return hits;
}

const byPlace = (a: Hit, b: Hit): number => a.page - b.page || a.word - b.word;

// On pages that have all the words, in any order: every one of them.
function singleHits(pages: readonly PageText[], query: Asked): Hit[] {
  const each = query.keys.map((key, at) => ({ keys: [key], words: [query.words[at]!] }));
  const hits = pages.flatMap((text, page) => {
    const found = each.map((word) => hitsOn(page, text, word, hitsMax));
    return found.every((some) => some.length > 0) ? found.flat() : [];
  });
  const seen = new Set<string>();
  return hits
    .sort(byPlace)
    .filter(({ page, word }) => !seen.has(`${page}/${word}`) && seen.add(`${page}/${word}`))
    .slice(0, hitsMax);
}

export function findOnPages(pages: readonly PageText[], typed: string): Found {
  const query = asked(typed);
  if (query.keys.length === 0 || query.keys.every(({ folded: word }) => word.length < 2 && !/\p{N}/u.test(word)))
    return { hits: [], apart: false };
  const hits = allHits(pages, query);
  if (hits.length > 0 || query.keys.length === 1) return { hits, apart: false };
  return { hits: singleHits(pages, query), apart: true };
}

export interface PageFound {
  readonly page: number;
  readonly hits: number;
  readonly snippet: string; // what was found stands in [brackets], as in the server's
}

const around = 8; // words on each side

function snippetOf(text: string, hits: readonly Hit[]): string {
  const words = text.split(" ");
  const first = hits[0]!;
  const from = Math.max(0, first.word - around);
  const to = Math.min(words.length, first.word + first.words + around);
  const found = new Set(hits.flatMap(({ word, words: count }) => Array.from({ length: count }, (_, n) => word + n)));
  const said = words.slice(from, to).map((word, n) => {
    const plain = word.replace(/[[\]]/g, "");
    return found.has(from + n) ? `[${plain}]` : plain;
  });
  return `${from > 0 ? "… " : ""}${said.join(" ")}${to < words.length ? " …" : ""}`;
}

// Page by page, for a list of places.
export function pagesFound(pages: readonly PageText[], typed: string): { readonly pages: readonly PageFound[]; readonly apart: boolean } {
  const { hits, apart } = findOnPages(pages, typed);
  const byPage = new Map<number, Hit[]>();
  for (const hit of hits) byPage.set(hit.page, [...(byPage.get(hit.page) ?? []), hit]);
  return { apart, pages: [...byPage].map(([page, some]) => ({ page, hits: some.length, snippet: snippetOf(pages[page]!.text, some) })) };
}
