// Which page of the older revision became which of the newer: by what stands on them, not by their numbers. Pure.
//
// Two pages are kin as far as they share rows of three words (1: the same words in the same order). Kin in order are paired so that all
// kinship together is greatest; of what is left, pages that are plainly the same elsewhere were moved.

export interface PageKey {
  readonly words: readonly string[]; // without numbers of pages and running heads
  readonly picture: string; // equal: the pages look the same to the last bit; "": not known
}

export interface Pair {
  readonly older: number | null;
  readonly newer: number | null;
  readonly moved: boolean;
}

const rowWords = 3;
const kinLeast = 0.12;
const movedLeast = 0.6;
const movedWordsLeast = 10;

function rowsOf({ words, picture }: PageKey): Set<string> {
  if (words.length === 0) return new Set(picture ? [`\n${picture}`] : []);
  if (words.length < rowWords) return new Set([words.join(" ")]);
  return new Set(words.slice(rowWords - 1).map((_, at) => words.slice(at, at + rowWords).join(" ")));
}

// kin[i][j], thinly: most pages share nothing.
function kinship(older: readonly PageKey[], newer: readonly PageKey[]): Map<number, number>[] {
  const rows = newer.map(rowsOf);
  const pagesOf = new Map<string, number[]>();
  rows.forEach((page, index) => page.forEach((row) => pagesOf.set(row, [...(pagesOf.get(row) ?? []), index])));
  return older.map((page) => {
    const own = rowsOf(page);
    const shared = new Map<number, number>();
    for (const row of own) for (const index of pagesOf.get(row) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
    return new Map([...shared].map(([index, count]) => [index, (2 * count) / (own.size + rows[index]!.size)]));
  });
}

// The pairs in order whose kinship is greatest together.
function inOrder(kin: readonly Map<number, number>[], newerPages: number): [number, number][] {
  const width = newerPages + 1;
  const best = new Float64Array((kin.length + 1) * width);
  const weight = (i: number, j: number): number => {
    const value = kin[i]!.get(j) ?? 0;
    return value >= kinLeast ? value : 0;
  };
  for (let i = kin.length - 1; i >= 0; i--) {
    for (let j = newerPages - 1; j >= 0; j--) {
      const paired = weight(i, j);
      const skipped = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      best[i * width + j] = Math.max(skipped, paired > 0 ? paired + best[(i + 1) * width + j + 1]! : 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < kin.length && j < newerPages;) {
    const here = best[i * width + j]!;
    const paired = weight(i, j);
    if (paired > 0 && here === paired + best[(i + 1) * width + j + 1]!) pairs.push([i++, j++]);
    else if (here === best[(i + 1) * width + j]!) i += 1;
    else j += 1;
  }
  return pairs;
}

function moved(
  older: readonly PageKey[],
  kin: readonly Map<number, number>[],
  freeOld: Set<number>,
  freeNew: Set<number>,
): [number, number][] {
  const candidates = [...freeOld].flatMap((i) =>
    [...kin[i]!].filter(([j, value]) => freeNew.has(j) && value >= movedLeast).map(([j, value]) => ({ i, j, value })),
  );
  const pairs: [number, number][] = [];
  for (const { i, j } of candidates.sort((one, two) => two.value - one.value)) {
    const tells = older[i]!.words.length === 0 || older[i]!.words.length >= movedWordsLeast;
    if (!tells || !freeOld.has(i) || !freeNew.has(j)) continue;
    freeOld.delete(i);
    freeNew.delete(j);
    pairs.push([i, j]);
  }
  return pairs;
}

// Between two pairs, as many pages that went as came: each was written anew. Of pictures alone, as many as there are on both sides.
function rewritten(
  older: readonly PageKey[],
  newer: readonly PageKey[],
  pairs: readonly [number, number][],
  freeOld: Set<number>,
  freeNew: Set<number>,
): [number, number][] {
  const found: [number, number][] = [];
  let [fromOld, fromNew] = [0, 0];
  for (const [toOld, toNew] of [...pairs, [older.length, newer.length] as const]) {
    const went = [...freeOld].filter((i) => i >= fromOld && i < toOld);
    const came = [...freeNew].filter((j) => j >= fromNew && j < toNew);
    const pictures = [...went.map((i) => older[i]!), ...came.map((j) => newer[j]!)].every(({ words }) => words.length === 0);
    if (went.length === came.length || pictures) went.slice(0, came.length).forEach((i, at) => found.push([i, came[at]!]));
    [fromOld, fromNew] = [toOld + 1, toNew + 1];
  }
  for (const [i, j] of found) {
    freeOld.delete(i);
    freeNew.delete(j);
  }
  return found;
}

// Every page of both once, in the newer one's order; what went stands where it stood.
export function pairPages(older: readonly PageKey[], newer: readonly PageKey[]): Pair[] {
  const kin = kinship(older, newer);
  const ordered = inOrder(kin, newer.length);
  const freeOld = new Set(older.keys());
  const freeNew = new Set(newer.keys());
  for (const [i, j] of ordered) {
    freeOld.delete(i);
    freeNew.delete(j);
  }
  const away = moved(older, kin, freeOld, freeNew);
  const straight = [...ordered, ...rewritten(older, newer, ordered, freeOld, freeNew)].sort((one, two) => one[0] - two[0]);
  return listed(straight, away, freeOld, newer.length);
}

function listed(
  straight: readonly [number, number][],
  away: readonly [number, number][],
  freeOld: Set<number>,
  newerPages: number,
): Pair[] {
  const partner = new Map([...straight, ...away].map(([i, j]) => [j, i]));
  const movedTo = new Set(away.map(([, j]) => j));
  const list: Pair[] = [];
  const went = [...freeOld].sort((one, two) => one - two);
  const goneBefore = (older: number): void => {
    while (went.length > 0 && went[0]! < older) list.push({ older: went.shift()!, newer: null, moved: false });
  };
  for (let j = 0; j < newerPages; j++) {
    const older = partner.get(j) ?? null;
    if (older !== null && !movedTo.has(j)) goneBefore(older);
    list.push({ older, newer: j, moved: movedTo.has(j) });
  }
  goneBefore(Infinity);
  return list;
}
