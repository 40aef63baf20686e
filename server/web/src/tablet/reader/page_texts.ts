// What lies on the pages beside the marks: their text, to be marked with a finger; their words, for who listens; links; and the words that
// somebody searches. Plain DOM, like the scroller; made for the pages near the eye, when the scrolling is calm, one piece at a time.
//
//   page ─ canvas ─ found words ─ text (unseen) ─ marks ─ links ─ notes        words for listeners: before all that
import type { Box, PageWords } from "../../pages/compare/page_words";
import { type PageLink, shownAddress } from "../../pages/goals";
import { paragraphsOf } from "../../pages/paragraphs";
import type { PdfPage } from "../../pages/pdf";
import type { PageSlot } from "../../pages/scroller";
import { words as sentences } from "../words";
import "./page_texts.css";

export interface PageTextsEvents {
  // In the document: where a link leads.
  follow(goal: unknown): void;
  // Outside: nothing is opened, the address is shown.
  outside(url: string): void;
  inSight(index: number): boolean;
  // Its words are known, and where they stand.
  read(index: number): void;
}

// Words of one page from this one on; one of them is the one somebody looks at.
export interface FoundWords {
  readonly word: number;
  readonly words: number;
  readonly current: boolean;
}

interface Laid {
  readonly slot: PageSlot;
  page: PdfPage | undefined;
  words: PageWords | undefined;
  steps: ((laid: Laid, page: PdfPage) => Promise<void>)[];
  text: HTMLDivElement | undefined;
  readonly nodes: Element[];
  found: HTMLDivElement | undefined;
}

const calmMs = 250; // after the page stands still
const share = (value: number, of: number): string => `${((value / of) * 100).toFixed(3)}%`;

function placed<T extends HTMLElement | SVGElement>(element: T, box: Box, { width, height }: { width: number; height: number }): T {
  Object.assign(element.style, {
    left: share(box.left, width),
    top: share(box.top, height),
    width: share(box.right - box.left, width),
    height: share(box.bottom - box.top, height),
  });
  return element;
}

// Neighbours of a line as one.
export function joined(boxes: readonly (Box & { readonly line: number })[]): Box[] {
  const lines = new Map<number, Box>();
  for (const box of boxes) {
    const known = lines.get(box.line) ?? box;
    lines.set(box.line, {
      left: Math.min(known.left, box.left),
      top: Math.min(known.top, box.top),
      right: Math.max(known.right, box.right),
      bottom: Math.max(known.bottom, box.bottom),
    });
  }
  return [...lines.values()];
}

export class PageTexts {
  readonly #events: PageTextsEvents;
  readonly #laid = new Map<number, Laid>();
  #found: ReadonlyMap<number, readonly FoundWords[]> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working = false;

  constructor(events: PageTextsEvents) {
    this.#events = events;
  }

  enter(slot: PageSlot): void {
    const steps = [this.#readWords, this.#layLinks, this.#layText];
    this.#laid.set(slot.index, { slot, page: undefined, words: undefined, steps, text: undefined, nodes: [], found: undefined });
  }

  // The file's page; a file that came anew has other pages.
  known(slot: PageSlot, page: PdfPage): void {
    const laid = this.#laid.get(slot.index);
    if (!laid) return;
    if (laid.page) {
      this.leave(slot);
      this.enter(slot);
    }
    this.#laid.get(slot.index)!.page = page;
    this.moved(true);
  }

  leave(slot: PageSlot): void {
    const laid = this.#laid.get(slot.index);
    this.#laid.delete(slot.index);
    for (const node of laid?.nodes ?? []) node.remove();
    laid?.found?.remove();
  }

  resized(slot: PageSlot): void {
    const laid = this.#laid.get(slot.index);
    if (laid) this.#scale(laid);
  }

  moved(calm: boolean): void {
    clearTimeout(this.#timer);
    if (calm) this.#timer = setTimeout(() => void this.#work(), calmMs);
  }

  // What is searched, by page.
  show(found: ReadonlyMap<number, readonly FoundWords[]>): void {
    this.#found = found;
    for (const laid of this.#laid.values()) this.#showFound(laid);
  }

  // Where a word stands on its sheet, in shares of it; nothing before the page has been read.
  spotOf(page: number, word: number): { readonly x: number; readonly y: number } | undefined {
    const words = this.#laid.get(page)?.words;
    const box = words?.words[word];
    return words && box && { x: box.left / words.width, y: box.top / words.height };
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const { slot } of [...this.#laid.values()]) this.leave(slot);
  }

  // One piece, then a breath for whoever draws or scrolls.
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (;;) {
      const next = [...this.#laid.values()].find(({ page, steps, slot }) => page && steps.length > 0 && this.#isDue(steps, slot.index));
      if (!next?.page) break;
      const step = next.steps.shift()!;
      await step(next, next.page).catch((error: unknown) => {
        if (this.#laid.get(next.slot.index) === next) console.warn("text of page", next.slot.index + 1, error);
      });
      await new Promise((done) => setTimeout(done, 16));
    }
    this.#working = false;
  }

  // Hundreds of pieces to mark words by are laid only where they are seen.
  #isDue(steps: readonly unknown[], index: number): boolean {
    return steps[0] !== this.#layText || this.#events.inSight(index);
  }

  #isHere(laid: Laid): boolean {
    return this.#laid.get(laid.slot.index) === laid;
  }

  #put(laid: Laid, node: Element, before: string | null): void {
    const host = laid.slot.element;
    host.insertBefore(node, before ? host.querySelector(`:scope > ${before}`) : null);
    laid.nodes.push(node);
  }

  readonly #readWords = async (laid: Laid, page: PdfPage): Promise<void> => {
    const words = await page.words();
    if (!this.#isHere(laid)) return;
    laid.words = words;
    this.#showFound(laid);
    this.#events.read(laid.slot.index);
    if (words.words.length === 0) return;
    const spoken = document.createElement("div");
    spoken.className = "spoken";
    spoken.append(
      ...paragraphsOf(words).map((paragraph) => {
        const element = placed(document.createElement("p"), paragraph, words);
        element.textContent = paragraph.text;
        return element;
      }),
    );
    this.#put(laid, spoken, "*");
  };

  readonly #layLinks = async (laid: Laid, page: PdfPage): Promise<void> => {
    const links = await page.links();
    if (!this.#isHere(laid) || links.length === 0) return;
    const layer = document.createElement("div");
    layer.className = "links";
    layer.append(...links.map((link) => this.#button(link, page.geometry, laid.words)));
    this.#put(laid, layer, ".notes");
  };

  // No button: a pen that comes down on a button does not draw.
  #button(link: PageLink, size: { width: number; height: number }, words: PageWords | undefined): HTMLElement {
    const button = placed(document.createElement("a"), link, size);
    button.tabIndex = 0;
    button.setAttribute("role", "link");
    const said = (words?.words ?? [])
      .filter(({ left, right, top, bottom }) => {
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        return x >= link.left && x <= link.right && y >= link.top && y <= link.bottom;
      })
      .map(({ text }) => text)
      .join(" ");
    const inside = link.url === "";
    button.className = inside ? "link" : "link outside";
    button.setAttribute(
      "aria-label",
      inside ? sentences.finding.linkInside(said) : sentences.finding.linkOutside(said, shownAddress(link.url)),
    );
    const go = (): void => (inside ? this.#events.follow(link.goal) : this.#events.outside(shownAddress(link.url)));
    button.addEventListener("click", go);
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter") go();
    });
    return button;
  }

  readonly #layText = async (laid: Laid, page: PdfPage): Promise<void> => {
    if (laid.words?.words.length === 0) return;
    const layer = document.createElement("div");
    layer.className = "text";
    layer.setAttribute("aria-hidden", "true"); // the same words are spoken by paragraphs
    laid.text = layer;
    this.#scale(laid);
    await page.layText(layer);
    if (!this.#isHere(laid)) return;
    const end = document.createElement("div");
    end.className = "end";
    layer.append(end);
    this.#put(laid, layer, ".marks");
  };

  #scale({ slot, text, page }: Laid): void {
    if (text && page) text.style.setProperty("--total-scale-factor", String(parseFloat(slot.element.style.width) / page.geometry.width));
  }

  #showFound(laid: Laid): void {
    laid.found?.remove();
    laid.found = undefined;
    const found = this.#found.get(laid.slot.index);
    const { words } = laid;
    if (!words || !found?.length) return;
    const layer = document.createElement("div");
    layer.className = "found";
    for (const { word, words: count, current } of found) {
      for (const box of joined(words.words.slice(word, word + count))) {
        const mark = placed(document.createElement("i"), box, words);
        if (current) mark.className = "current";
        layer.append(mark);
      }
    }
    laid.found = layer;
    const host = laid.slot.element;
    host.insertBefore(layer, host.querySelector(":scope > .text, :scope > .marks"));
  }
}
