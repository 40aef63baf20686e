// Where a note of the former revision belongs in the new one, and how sure that is. Pure.
//
//   the words it stands on (else the nearest around it) ─▶ where each of them stands now (pages/compare/word_places.ts)
//     all there, among the words they stood among, in the same shape  ─▶ found
//     the page looks the same to the last bit                        ─▶ found, in the same place
//     some of them, or the words beside them, or only the page       ─▶ unsure: the likeliest place, to be looked at
//     nothing                                                        ─▶ orphan
//
// Highlights follow their words line by line; strokes and text notes keep their shape and move with the words.
import type { Annotation } from "../../generated/protocol";
import type { Box, PageWords, Word } from "../../pages/compare/page_words";
import type { Place, WordPlaces } from "../../pages/compare/word_places";
import type { Geometry } from "../../pages/geometry";
import { quadOf } from "../../pages/quads";
import { boxAround, boxesOf, type Traces, moved, type Shift } from "./traces";

export interface RevisionPages {
  readonly words: readonly PageWords[];
  readonly geometries: readonly Geometry[];
}

export interface Placed {
  readonly page: number;
  readonly marks: readonly Traces[]; // one for each annotation
}

// words: they were changed; layout: they are there in another shape; picture: there are none to tell by.
export type Why = "words" | "layout" | "picture";

export type Finding =
  | { readonly is: "found"; readonly placed: Placed }
  | { readonly is: "unsure"; readonly why: Why; readonly placed: Placed }
  | { readonly is: "orphan" };

const aroundMost = 8;
const aroundMostOfText = 3;
const aroundReachPt = 160;
const contextWords = 5;
const tellingWords = 8; // so many in a row need no neighbours
const shapeTolerancePt = 2;
const betweenMost = 60;
const keptShareLeast = 0.3;
const insidePt = 4;

interface Anchors {
  readonly at: readonly number[]; // words of the page, in order
  readonly on: boolean; // the marks stand on them, not only near
}

const middle = ({ left, right, top, bottom }: Box): [number, number] => [(left + right) / 2, (top + bottom) / 2];
const holds = (box: Box, [x, y]: readonly [number, number], by = 0): boolean =>
  x >= box.left - by && x <= box.right + by && y >= box.top - by && y <= box.bottom + by;
const meets = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// Traces of a kind: a cluster is strokes alone, or one highlight, or one text.
function anchorsOf(page: PageWords, boxes: readonly Box[], kind: Annotation["kind"]): Anchors {
  const stands = (word: Word): boolean =>
    kind === "highlight" ? boxes.some((box) => holds(box, middle(word))) : boxes.some((box) => meets(box, word));
  const under = page.words.flatMap((word, at) => (stands(word) ? [at] : []));
  if (under.length > 0) return { at: under, on: true };
  const all = boxAround(boxes);
  const away = ({ left, right, top, bottom }: Box): number =>
    Math.hypot(Math.max(0, left - all.right, all.left - right), 2 * Math.max(0, top - all.bottom, all.top - bottom));
  const near = page.words
    .map((word, at) => ({ at, away: away(word) }))
    .filter((each) => each.away <= aroundReachPt)
    .sort((one, two) => one.away - two.away)
    .slice(0, kind === "text" ? aroundMostOfText : aroundMost);
  return { at: near.map(({ at }) => at).sort((one, two) => one - two), on: false };
}

class Search {
  readonly #page: PageWords;
  readonly #index: number;
  readonly #boxes: readonly Box[];
  readonly #kind: Annotation["kind"];
  readonly #anchors: Anchors;

  constructor(
    private readonly notes: readonly Annotation[],
    private readonly older: RevisionPages,
    private readonly newer: RevisionPages,
    private readonly places: WordPlaces,
  ) {
    const { page_index, kind } = notes[0]!;
    this.#index = page_index;
    this.#kind = kind;
    this.#page = older.words[page_index]!;
    this.#boxes = notes.flatMap((note) => boxesOf(note, older.geometries[page_index]!));
    this.#anchors = anchorsOf(this.#page, this.#boxes, kind);
  }

  finding(): Finding {
    const there = this.places.page(this.#index);
    if (there !== undefined && this.places.looksSame(this.#index)) return { is: "found", placed: this.#by(there, { x: 0, y: 0 }) };
    const kept = this.#anchors.at.flatMap((at) => this.places.of(this.#index, at) ?? []);
    const whole = kept.length > 0 && kept.length === this.#anchors.at.length && kept.every(({ page }) => page === kept[0]!.page);
    if (whole && this.#amongTheSame(kept)) {
      const shift = this.#rigidShift(kept);
      const placed = shift && this.#by(kept[0]!.page, shift);
      if (placed && this.#inside(placed)) return { is: "found", placed };
      if (!shift && this.#kind === "highlight" && this.#anchors.on) return { is: "found", placed: this.#onWords(kept) };
      return { is: "unsure", why: "layout", placed: this.#likeliest(there) ?? this.#by(kept[0]!.page, { x: 0, y: 0 }) };
    }
    const placed = this.#likeliest(there);
    return placed ? { is: "unsure", why: this.#anchors.at.length > 0 ? "words" : "picture", placed } : { is: "orphan" };
  }

  #wordOf({ page, word }: Place): Word {
    return this.newer.words[page]!.words[word]!;
  }

  #shiftOf(at: number, place: Place): Shift {
    const [was, is] = [this.#page.words[at]!, this.#wordOf(place)];
    return { x: is.left - was.left, y: is.bottom - was.bottom };
  }

  // Words that follow each other still do, and most of those beside them stand beside them: "và" alone is found anywhere.
  #amongTheSame(kept: readonly Place[]): boolean {
    const { at } = this.#anchors;
    const torn = at.some((word, n) => n > 0 && word === at[n - 1]! + 1 && kept[n]!.word !== kept[n - 1]!.word + 1);
    if (torn) return false;
    if (this.#anchors.on && at.length >= tellingWords) return true;
    const [first, last] = [at[0]!, at.at(-1)!];
    const beside = [
      ...Array.from({ length: contextWords }, (_, n) => first - 1 - n),
      ...Array.from({ length: contextWords }, (_, n) => last + 1 + n),
    ].filter((word) => word >= 0 && word < this.#page.words.length);
    if (beside.length === 0) return at.length >= contextWords;
    const stayed = beside.filter((word) => this.places.of(this.#index, word)?.page === kept[0]!.page);
    return stayed.length * 2 >= beside.length;
  }

  // How far all of the words went together; nothing when they did not.
  #rigidShift(kept: readonly Place[]): Shift | undefined {
    const shifts = this.#anchors.at.map((at, n) => this.#shiftOf(at, kept[n]!));
    const shift = shifts[Math.floor(shifts.length / 2)]!;
    const together = shifts.every(({ x, y }) => Math.abs(x - shift.x) <= shapeTolerancePt && Math.abs(y - shift.y) <= shapeTolerancePt);
    return together ? shift : undefined;
  }

  #by(page: number, shift: Shift): Placed {
    const [from, to] = [this.older.geometries[this.#index]!, this.newer.geometries[page]!];
    return { page, marks: this.notes.map((note) => moved(note, from, to, shift)) };
  }

  #inside({ page, marks }: Placed): boolean {
    const geometry = this.newer.geometries[page]!;
    const { left, top, right, bottom } = boxAround(marks.flatMap((each) => boxesOf(each, geometry)));
    return left >= -insidePt && top >= -insidePt && right <= geometry.width + insidePt && bottom <= geometry.height + insidePt;
  }

  // Line by line.
  #onWords(words: readonly Place[]): Placed {
    const { page } = words[0]!;
    const lines = new Map<number, Word[]>();
    for (const each of words) {
      const word = this.#wordOf(each);
      lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
    }
    const quads = [...lines.values()].flatMap((line) => quadOf(boxAround(line), this.newer.geometries[page]!));
    return { page, marks: [{ quads: quads.slice(0, 8 * 400), strokes: [], rect: [] }] };
  }

  // The nearest word of this page that stayed, from here on in this direction.
  #nearest(from: number, step: 1 | -1): { at: number; place: Place } | undefined {
    for (let at = from; at >= 0 && at < this.#page.words.length; at += step) {
      const place = this.places.of(this.#index, at);
      if (place) return { at, place };
    }
    return undefined;
  }

  // What came in the place of the words that went.
  #inTheirPlace(): Placed | undefined {
    const { at, on } = this.#anchors;
    if (this.#kind !== "highlight" || !on) return undefined;
    const [before, after] = [this.#nearest(at[0]! - 1, -1), this.#nearest(at.at(-1)! + 1, 1)];
    if (!before || !after || before.place.page !== after.place.page) return undefined;
    const came = after.place.word - before.place.word - 1;
    if (came < 1 || came > betweenMost) return undefined;
    return this.#onWords(Array.from({ length: came }, (_, n) => ({ page: before.place.page, word: before.place.word + 1 + n })));
  }

  #likeliest(there: number | undefined): Placed | undefined {
    const { words } = this.#page;
    const stayed = words.filter((_, at) => this.places.of(this.#index, at)).length;
    // A page that went has words here and there that stand elsewhere too.
    if (there === undefined && stayed < words.length * keptShareLeast) return undefined;
    const inPlace = this.#inTheirPlace();
    if (inPlace) return inPlace;
    const { at } = this.#anchors;
    const own = at.find((word) => this.places.of(this.#index, word));
    const first = at[0] ?? 0;
    const beside = [this.#nearest(first - 1, -1), this.#nearest(at.at(-1) ?? 0, 1)]
      .flatMap((each) => each ?? [])
      .sort((one, two) => Math.abs(one.at - first) - Math.abs(two.at - first))[0];
    const reference = own === undefined ? beside : { at: own, place: this.places.of(this.#index, own)! };
    if (at.length > 0 && reference) return this.#within(reference.place.page, this.#shiftOf(reference.at, reference.place));
    return there === undefined ? undefined : this.#within(there, { x: 0, y: 0 });
  }

  // Moved so that it lies on the page.
  #within(page: number, by: Shift): Placed {
    const { width, height } = this.newer.geometries[page]!;
    const { left, top, right, bottom } = boxAround(this.#boxes);
    const into = (from: number, to: number, shift: number, length: number): number => Math.max(-from, Math.min(shift, length - to));
    return this.#by(page, { x: into(left, right, by.x, width), y: into(top, bottom, by.y, height) });
  }
}

// `notes`: one note of the person's (traces.ts), all on one page of the older revision.
export const find = (notes: readonly Annotation[], older: RevisionPages, newer: RevisionPages, places: WordPlaces): Finding =>
  new Search(notes, older, newer, places).finding();
