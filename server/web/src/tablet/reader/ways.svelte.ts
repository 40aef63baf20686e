// How somebody gets about in the document they read: jumps and the way back, two bookmarks, and the search for words. Holds what is known of
// that; the pages themselves are moved by whoever shows them.
import type { Document, Revision } from "../../generated/protocol";
import type { Spot } from "../../pages/goals";
import { FindRun } from "../find/find_run.svelte";
import type { Hit } from "../find/page_finding";
import type { App } from "../context.svelte";
import { words } from "../words";
import { type Bookmarks, keepBookmarks, noBookmarks, recallBookmarks } from "./bookmarks";
import { jumped, returned, type Stand, stillAway } from "./jumps";

export interface ShownPages {
  goTo(page: number, share?: number): void;
  place(): Stand;
  showHit(hit: Hit): void;
  spotOf(goal: unknown): Promise<Spot | undefined>;
}

export class Ways {
  stands = $state.raw<readonly Stand[]>([]);
  bookmarks = $state.raw<Bookmarks>(noBookmarks);
  finding = $state.raw<FindRun | null>(null);
  // Where a search begins: the page that is read, or one that was found elsewhere.
  from = $state(0);
  readonly #app: App;
  readonly #document: Document;
  readonly #revision: Revision;
  readonly #pages: () => ShownPages | undefined;
  #shown: Hit | undefined; // the place of the search that is shown

  constructor(app: App, document: Document, revision: Revision, pages: () => ShownPages | undefined) {
    this.#app = app;
    this.#document = document;
    this.#revision = revision;
    this.#pages = pages;
    const { store, person } = app.client;
    void recallBookmarks(store, person, document.id, revision.pages).then((kept) => (this.bookmarks = kept));
  }

  // Wherever somebody jumps to, the way back is kept.
  jump(page: number, share = 0): void {
    const pages = this.#pages();
    if (!pages) return;
    this.stands = jumped(this.stands, pages.place(), page);
    pages.goTo(page, share);
  }

  back(): void {
    const { to, rest } = returned(this.stands);
    this.stands = rest;
    if (to) this.#pages()?.goTo(to.page, to.share);
  }

  // The page that is read is another one now.
  turnedTo(page: number): void {
    this.from = page;
    if (page !== this.#shown?.page) this.stands = stillAway(this.stands, page);
  }

  async follow(goal: unknown): Promise<void> {
    const spot = await this.#pages()?.spotOf(goal);
    if (spot) this.jump(spot.page, spot.share);
    else this.#app.notices.care(words.finding.nowhere);
  }

  setBookmarks(bookmarks: Bookmarks): void {
    this.bookmarks = bookmarks;
    const { store, person } = this.#app.client;
    void keepBookmarks(store, person, this.#document.id, bookmarks);
  }

  find(typed = "", from = this.from): void {
    this.from = from;
    this.#shown = undefined;
    this.finding = new FindRun(this.#app.wordIndex, this.#revision, typed);
  }

  endFind(): void {
    this.finding = null;
    this.#shown = undefined;
  }

  // Where one read when the search began is the way back from all its places.
  showHit(hit: Hit): void {
    const pages = this.#pages();
    if (!pages) return;
    if (!this.#shown) this.stands = jumped(this.stands, pages.place(), hit.page);
    this.#shown = hit;
    pages.showHit(hit);
  }

  // Words that were found in the list of all documents, if they are this one's.
  takeSought(): void {
    const { seeking } = this.#app;
    if (seeking?.document !== this.#document.id) return;
    this.#app.seeking = null;
    this.find(seeking.typed, seeking.page);
  }
}
