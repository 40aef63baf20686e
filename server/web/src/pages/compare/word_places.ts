// Where each word of the older revision stands in the newer one. Pure.
//
// Pages that stayed in order are one text, as in comparison.ts: a word that a new paragraph pushed over to the next page is found there.
// Pages that were moved are looked at by themselves. What runs over all pages (numbers, heads) has no place: it says nothing.
import { type Place, type ReadSide, stream } from "./comparison";
import { type PageKey, pairPages } from "./page_pairs";
import { runningWords } from "./page_words";
import { wordDiff } from "./word_diff";

export type { Place } from "./comparison";

export interface WordPlaces {
  // Nothing: the word went.
  of(page: number, word: number): Place | undefined;
  // The page it became; nothing: no page of the newer revision is its kin.
  page(older: number): number | undefined;
  // Both pages look the same to the last bit.
  looksSame(older: number): boolean;
}

const keyOf = ({ page, word }: Place): string => `${page}/${word}`;

function keysOf(side: ReadSide, running: readonly Set<number>[]): PageKey[] {
  return side.pages.map((page, index) => ({
    words: page.words.flatMap(({ text }, word) => (running[index]!.has(word) ? [] : [text])),
    picture: side.pictures[index] ?? "",
  }));
}

// What both texts have, word by word.
function keepInto(found: Map<string, Place>, older: ReturnType<typeof stream>, newer: ReturnType<typeof stream>): void {
  let [a, b] = [0, 0];
  const hunks = wordDiff(older.words, newer.words);
  for (const { oldFrom, oldTo, newTo } of [...hunks, { oldFrom: older.words.length, oldTo: 0, newTo: 0 }]) {
    while (a < oldFrom) found.set(keyOf(older.places[a++]!), newer.places[b++]!);
    [a, b] = [oldTo, newTo];
  }
}

export function wordPlaces(older: ReadSide, newer: ReadSide): WordPlaces {
  const running = runningWords(older.pages, newer.pages);
  const keys = [keysOf(older, running[0]), keysOf(newer, running[1])] as const;
  const pairs = pairPages(...keys);
  const away = pairs.filter(({ moved }) => moved);
  const stayed = (side: 0 | 1): number[] =>
    keys[side].flatMap((_, index) => (away.some((pair) => (side === 0 ? pair.older : pair.newer) === index) ? [] : [index]));
  const found = new Map<string, Place>();
  keepInto(found, stream(older.pages, running[0], stayed(0)), stream(newer.pages, running[1], stayed(1)));
  for (const pair of away) keepInto(found, stream(older.pages, running[0], [pair.older!]), stream(newer.pages, running[1], [pair.newer!]));
  const partner = new Map(pairs.flatMap((pair) => (pair.older === null || pair.newer === null ? [] : [[pair.older, pair.newer] as const])));
  return {
    of: (page, word) => found.get(keyOf({ page, word })),
    page: (page) => partner.get(page),
    looksSame: (page) => {
      const [was, is] = [keys[0][page], keys[1][partner.get(page) ?? -1]];
      return was !== undefined && was.picture !== "" && was.picture === is?.picture;
    },
  };
}
