// Which words of a text went and which came. Pure; linear on long texts that are mostly the same.
//
// Words that stand in a row of four which both texts have exactly once are held first; between them the shortest change is sought
// (Myers, 1986). What differs too much for that is gone and fresh as a whole: nobody reads such a difference word by word.

// [oldFrom, oldTo) went, [newFrom, newTo) came in its place. One of the two may be empty.
export interface Hunk {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

const rowWords = 4;
const shortText = 200; // words of both sides together that need no holding
const changesMax = 800;

type Ids = Int32Array;

interface Window {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

function numbered(older: readonly string[], newer: readonly string[]): [Ids, Ids] {
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const known = ids.get(word) ?? ids.size;
    ids.set(word, known);
    return known;
  };
  return [Int32Array.from(older, idOf), Int32Array.from(newer, idOf)];
}

// Where each row of words begins that stands in [from, to) exactly once.
function onceIn(ids: Ids, from: number, to: number, row: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at + row <= to; at++) {
    const key = ids.subarray(at, at + row).join(" ");
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

// The longest chain of pairs that rise on both sides; `pairs` rise in the first.
export function longestRising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tails: number[] = []; // the pair that ends a chain of each length
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, b], at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < b) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[at] = tails[low - 1]!;
    tails[low] = at;
  });
  const chain: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) chain.push(pairs[at]!);
  return chain.reverse();
}

function held(older: Ids, newer: Ids, { a, aEnd, b, bEnd }: Window, row: number): (readonly [number, number])[] {
  const theirs = onceIn(newer, b, bEnd, row);
  const pairs: [number, number][] = [];
  for (const [key, at] of onceIn(older, a, aEnd, row)) {
    const other = theirs.get(key) ?? -1;
    if (at >= 0 && other >= 0) pairs.push([at, other]);
  }
  return longestRising(pairs.sort((one, two) => one[0] - two[0]));
}

// Marks what is kept on both sides by the shortest change; nothing when that is longer than `changesMax`.
function shortest(older: Ids, newer: Ids, { a, aEnd, b, bEnd }: Window, keep: (a: number, b: number) => void): void {
  const [n, m] = [aEnd - a, bEnd - b];
  const most = Math.min(n + m, changesMax);
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(most + 1 - d - 1, most + 1 + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[most + 1 + k - 1]! < reach[most + 1 + k + 1]!);
      let x = down ? reach[most + 1 + k + 1]! : reach[most + 1 + k - 1]! + 1;
      while (x < n && x - k < m && older[a + x] === newer[b + x - k]) x += 1;
      reach[most + 1 + k] = x;
      if (x >= n && x - k >= m) return walkBack(trace, n, m, (x0, y0) => keep(a + x0, b + y0));
    }
  }
}

function walkBack(trace: readonly Int32Array[], n: number, m: number, keep: (x: number, y: number) => void): void {
  let [x, y] = [n, m];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!; // of diagonals −d−1 … d+1
    const at = (k: number): number => reach[k + d + 1]!;
    const k = x - y;
    const from = d === 0 ? 0 : k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : at(from);
    const fromY = d === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) keep(--x, --y);
    [x, y] = [fromX, fromY];
  }
}

// The changes from first to last; between two of them all words are the same.
export function wordDiff(olderWords: readonly string[], newerWords: readonly string[]): Hunk[] {
  const [older, newer] = numbered(olderWords, newerWords);
  const partner = new Int32Array(older.length).fill(-1);
  const keep = (a: number, b: number): void => void (partner[a] = b);
  const open: Window[] = [{ a: 0, aEnd: older.length, b: 0, bEnd: newer.length }];
  for (let window = open.pop(); window; window = open.pop()) {
    let { a, aEnd, b, bEnd } = window;
    while (a < aEnd && b < bEnd && older[a] === newer[b]) keep(a++, b++);
    while (a < aEnd && b < bEnd && older[aEnd - 1] === newer[bEnd - 1]) keep(--aEnd, --bEnd);
    if (a === aEnd || b === bEnd) continue;
    const rest: Window = { a, aEnd, b, bEnd };
    const long = aEnd - a + bEnd - b > shortText;
    let chain = long ? held(older, newer, rest, rowWords) : [];
    if (long && chain.length === 0) chain = held(older, newer, rest, 1);
    if (chain.length === 0) {
      shortest(older, newer, rest, keep);
      continue;
    }
    for (const [x, y] of [...chain, [aEnd, bEnd] as const]) {
      open.push({ a, aEnd: x, b, bEnd: y });
      if (x < aEnd) keep(x, y);
      [a, b] = [x + 1, y + 1];
    }
  }
  return hunksOf(partner, newer.length);
}

function hunksOf(partner: Int32Array, newerLength: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [a, b] = [0, 0];
  for (;;) {
    let [x, y] = [a, b];
    while (x < partner.length && partner[x] === -1) x += 1;
    y = x < partner.length ? partner[x]! : newerLength;
    if (x > a || y > b) hunks.push({ oldFrom: a, oldTo: x, newFrom: b, newTo: y });
    if (x >= partner.length) return hunks;
    [a, b] = [x + 1, y + 1];
  }
}

// How well a change begins before a word: what begins a page, or a line, is a better place than the middle of it.
export type BeginsAt = (word: number) => number;

function slid(words: readonly string[], from: number, to: number, least: number, most: number, beginsAt: BeginsAt): number {
  let best = 0;
  const rank = (by: number): number => beginsAt(from + by) + beginsAt(to + by);
  for (let by = 0; from + by > least && words[from + by - 1] === words[to + by - 1];) if (rank(--by) > rank(best)) best = by;
  for (let by = 0; to + by < most && words[from + by] === words[to + by];) if (rank(++by) > rank(best)) best = by;
  return best;
}

// Where words only came, or only went, the same change can often be told at several places ("Biểu số [7 … Biểu số] 4" or "[Biểu số 7 …] Biểu
// số 4"): it is moved to where it begins and ends best.
export function settled(
  hunks: readonly Hunk[],
  older: readonly string[],
  newer: readonly string[],
  oldBegins: BeginsAt,
  newBegins: BeginsAt,
): Hunk[] {
  return hunks.map((hunk, at) => {
    const { oldFrom, oldTo, newFrom, newTo } = hunk;
    if (oldFrom !== oldTo && newFrom !== newTo) return hunk;
    const [before, after] = [hunks[at - 1], hunks[at + 1]];
    const by =
      oldFrom === oldTo
        ? slid(newer, newFrom, newTo, before?.newTo ?? 0, after?.newFrom ?? newer.length, newBegins)
        : slid(older, oldFrom, oldTo, before?.oldTo ?? 0, after?.oldFrom ?? older.length, oldBegins);
    return { oldFrom: oldFrom + by, oldTo: oldTo + by, newFrom: newFrom + by, newTo: newTo + by };
  });
}
