// What changed between two revisions, page by page, by their words. Pure; what pictures add comes later (picture_diff.ts).
//
//   words of all pages ─▶ pairs of pages ─▶ one change of words over all pages that stayed in order ─▶ marks on each page
//
// Over all pages and not page by page: a paragraph that was added pushes the words after it over to other pages, and none of those changed.
import { pairPages, type PageKey } from "./page_pairs";
import { type PageWords, runningWords } from "./page_words";
import { type BeginsAt, settled, wordDiff } from "./word_diff";

// same     nothing differs; at most the page's number
// words    words went or came
// flow     the same words, but they stand elsewhere: on the line, or over from the page beside
// picture  the words are the same, something that is drawn is not: a stamp, a signature, an image
// unread   a page of pictures alone, or words that cannot be read here: nobody can say by words
// gone, new  the other side has no such page
export type Difference = "same" | "words" | "flow" | "picture" | "unread" | "gone" | "new";

// A change as it is read: what stood there, what stands there now.
export interface Change {
  readonly went: string;
  readonly came: string;
}

export interface ComparedPages {
  readonly older: number | null; // page indexes
  readonly newer: number | null;
  readonly moved: boolean;
  readonly difference: Difference;
  readonly marked: readonly [older: readonly number[], newer: readonly number[]]; // words
  readonly changes: readonly Change[];
  readonly wordsStand: boolean; // both pages have the same words: only a picture can still tell them apart
}

export interface ReadSide {
  readonly pages: readonly PageWords[];
  readonly pictures: readonly string[]; // a digest of each page's picture, or ""
}

export interface Place {
  readonly page: number;
  readonly word: number;
}

// The words of these pages, one after the other, less what runs over all pages.
export function stream(
  pages: readonly PageWords[],
  running: readonly Set<number>[],
  which: readonly number[],
): { words: string[]; places: Place[]; beginsAt: BeginsAt } {
  const places = which.flatMap((page) => pages[page]!.words.flatMap((_, word) => (running[page]!.has(word) ? [] : [{ page, word }])));
  const beginsAt: BeginsAt = (at) => {
    const [here, before] = [places[at], places[at - 1]];
    if (here?.page !== before?.page) return 3;
    return here && before && pages[here.page]!.words[here.word]!.line !== pages[before.page]!.words[before.word]!.line ? 1 : 0;
  };
  return { places, beginsAt, words: places.map(({ page, word }) => pages[page]!.words[word]!.text) };
}

// What each page is told of the changes.
class PageChanges {
  readonly words = new Map<number, number[]>();
  readonly changes = new Map<number, Change[]>();

  add(places: readonly Place[], change: Change): void {
    for (const { page, word } of places) this.words.set(page, [...(this.words.get(page) ?? []), word]);
    for (const page of new Set(places.map((place) => place.page))) this.changes.set(page, [...(this.changes.get(page) ?? []), change]);
  }
}

// Pages one after the other on both sides.
function diffInto(
  sides: readonly [ReadSide, ReadSide],
  running: readonly [Set<number>[], Set<number>[]],
  pages: readonly [number[], number[]],
  marks: readonly [PageChanges, PageChanges],
): void {
  const older = stream(sides[0].pages, running[0], pages[0]);
  const newer = stream(sides[1].pages, running[1], pages[1]);
  const hunks = settled(wordDiff(older.words, newer.words), older.words, newer.words, older.beginsAt, newer.beginsAt);
  for (const { oldFrom, oldTo, newFrom, newTo } of hunks) {
    const change = { went: older.words.slice(oldFrom, oldTo).join(" "), came: newer.words.slice(newFrom, newTo).join(" ") };
    marks[0].add(older.places.slice(oldFrom, oldTo), change);
    marks[1].add(newer.places.slice(newFrom, newTo), change);
  }
}

export function compareWords(older: ReadSide, newer: ReadSide): ComparedPages[] {
  const running = runningWords(older.pages, newer.pages);
  const keys = [older, newer].map((side, at) =>
    side.pages.map((page, index): PageKey => ({
      words: page.words.flatMap(({ text }, word) => (running[at]![index]!.has(word) ? [] : [text])),
      picture: side.pictures[index] ?? "",
    })),
  ) as [PageKey[], PageKey[]];
  const pairs = pairPages(...keys);
  const away = pairs.filter(({ moved }) => moved);
  const stayed = (side: 0 | 1): number[] =>
    keys[side].flatMap((_, index) => (away.some((pair) => (side === 0 ? pair.older : pair.newer) === index) ? [] : [index]));
  const marks = [new PageChanges(), new PageChanges()] as const;
  diffInto([older, newer], running, [stayed(0), stayed(1)], marks);
  for (const pair of away) diffInto([older, newer], running, [[pair.older!], [pair.newer!]], marks);
  return pairs.map((pair) => {
    const marked = [marks[0].words.get(pair.older ?? -1) ?? [], marks[1].words.get(pair.newer ?? -1) ?? []] as const;
    const changes = [...new Set([...(marks[0].changes.get(pair.older ?? -1) ?? []), ...(marks[1].changes.get(pair.newer ?? -1) ?? [])])];
    const [was, is] = [pair.older === null ? undefined : keys[0][pair.older], pair.newer === null ? undefined : keys[1][pair.newer]];
    const wordsStand = was !== undefined && is !== undefined && was.words.join(" ") === is.words.join(" ");
    return { ...pair, marked, changes, wordsStand, difference: differenceOf(was, is, marked[0].length + marked[1].length > 0, wordsStand) };
  });
}

function differenceOf(was: PageKey | undefined, is: PageKey | undefined, marked: boolean, wordsStand: boolean): Difference {
  if (marked && was && is) return "words";
  if (was && is) {
    if (was.picture !== "" && was.picture === is.picture && wordsStand) return "same";
    if (was.words.length + is.words.length === 0) return "unread";
    return wordsStand ? "same" : "flow";
  }
  const lone = was ?? is;
  // Its words are all still there, on the pages beside.
  if (!marked && lone && lone.words.length > 0) return "flow";
  return was ? "gone" : "new";
}

// Whether somebody should look at it.
export const isChanged = ({ difference, moved }: Pick<ComparedPages, "difference" | "moved">): boolean =>
  moved || (difference !== "same" && difference !== "flow");
