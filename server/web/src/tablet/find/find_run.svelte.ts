// One search in the document that is read: what is typed, where it was found, and which place somebody looks at.
import type { Revision } from "../../generated/protocol";
import { findOnPages, type Hit, type PageText } from "./page_finding";
import type { WordIndex } from "./word_index";

export type FindState =
  | { readonly is: "empty" }
  | { readonly is: "reading"; readonly read: number; readonly pages: number }
  | { readonly is: "not_here" | "unreadable" | "scan" }
  | { readonly is: "found"; readonly apart: boolean; readonly scanned: number };

// A page's places, for its marks.
export interface PlaceOnPage {
  readonly word: number;
  readonly words: number;
  readonly current: boolean;
}

export class FindRun {
  typed = $state("");
  state = $state.raw<FindState>({ is: "empty" });
  hits = $state.raw<readonly Hit[]>([]);
  at = $state(0);
  readonly current = $derived<Hit | undefined>(this.hits[this.at]);
  readonly byPage = $derived.by<ReadonlyMap<number, readonly PlaceOnPage[]>>(() => {
    const pages = new Map<number, PlaceOnPage[]>();
    this.hits.forEach(({ page, word, words }, index) => {
      const places = pages.get(page) ?? [];
      places.push({ word, words, current: index === this.at });
      pages.set(page, places);
    });
    return pages;
  });
  readonly #index: WordIndex;
  readonly #revision: Revision;
  #turn = 0;

  constructor(index: WordIndex, revision: Revision, typed = "") {
    this.#index = index;
    this.#revision = revision;
    this.typed = typed;
  }

  // From this page on. Answers the place to show, if there is one; an older answer than the last question's is none.
  async search(from: number): Promise<Hit | undefined> {
    const turn = ++this.#turn;
    const typed = this.typed.trim();
    if (typed === "") {
      this.hits = [];
      this.state = { is: "empty" };
      return undefined;
    }
    const pages = await this.#index.pages(this.#revision, (read, of) => {
      if (turn === this.#turn && read < of) this.state = { is: "reading", read, pages: of };
    });
    if (turn !== this.#turn) return undefined;
    if (!pages) {
      this.hits = [];
      this.state = { is: this.#index.isUnreadable(this.#revision) ? "unreadable" : "not_here" };
      return undefined;
    }
    this.#take(pages, typed, from);
    return this.current;
  }

  step(by: 1 | -1): Hit | undefined {
    if (this.hits.length > 0) this.at = (this.at + by + this.hits.length) % this.hits.length;
    return this.current;
  }

  #take(pages: readonly PageText[], typed: string, from: number): void {
    const scanned = pages.filter(({ text }) => text === "").length;
    const { hits, apart } = findOnPages(pages, typed);
    this.hits = hits;
    this.at = Math.max(
      0,
      hits.findIndex(({ page }) => page >= from),
    );
    this.state = scanned === pages.length ? { is: "scan" } : { is: "found", apart, scanned };
  }
}
