// A draft on the screen: begun from the feed, kept beyond a closed browser, merged with whatever others change meanwhile, undone step by step.
//
// One for a session's programme and one for its roster; they live as long as the preparing screens do. Thread: the page's only one.
import { type Draft, isChanged } from "./draft";
import type { DraftStore, KeptDraft } from "./keeping";
import type { Meeting, Merged } from "./merge";

interface Step<T> {
  readonly what: string; // "đổi chỗ nội dung 4": what undo takes back
  readonly now: T;
}

const stepsMax = 50;

export class Drafting<T> {
  id = $state.raw("");
  draft = $state.raw<Draft<T> | null>(null);
  steps = $state.raw<readonly Step<T>[]>([]);
  reopened = $state.raw(""); // when the kept draft was last changed; "": nothing was found
  theirs = $state.raw<readonly Meeting[]>([]); // what came in from elsewhere since, until read
  both = $state.raw<readonly Meeting[]>([]); // what both changed
  keptAt = $state.raw("");
  readonly changed = $derived(this.draft !== null && isChanged(this.draft));
  readonly #store: DraftStore;
  readonly #merge: (base: T, mine: T, theirs: T) => Merged<T>;

  constructor(store: DraftStore, merge: (base: T, mine: T, theirs: T) => Merged<T>) {
    this.#store = store;
    this.#merge = merge;
  }

  get now(): T | null {
    return this.draft?.now ?? null;
  }

  // Another session, or the same one again. What was kept of it comes back; the feed's newer words are merged in.
  async begin(id: string, feed: T): Promise<void> {
    if (this.id === id) return this.follow(feed);
    this.id = id;
    this.draft = { base: feed, now: feed };
    this.steps = [];
    this.reopened = "";
    this.keptAt = "";
    this.theirs = [];
    this.both = [];
    const kept = await this.#store.get(id).catch(() => undefined);
    if (!kept || this.id !== id || this.changed) return;
    const draft = kept.draft as unknown as Draft<T>;
    if (!isChanged(draft)) return;
    this.draft = draft;
    this.follow(feed);
    if (this.changed) {
      this.reopened = kept.at;
      this.keptAt = kept.at;
    } else this.#forget();
  }

  // The feed changed under the draft.
  follow(feed: T): void {
    const draft = this.draft;
    if (!draft || JSON.stringify(draft.base) === JSON.stringify(feed)) return;
    if (!isChanged(draft)) {
      this.draft = { base: feed, now: feed };
      return;
    }
    const merged = this.#merge(draft.base, draft.now, feed);
    this.draft = { base: feed, now: merged.now };
    this.theirs = [...this.theirs, ...merged.theirs];
    this.both = [...this.both, ...merged.both];
    this.steps = []; // what could be undone stood on what others have changed
    this.#keep();
  }

  change(what: string, now: T): void {
    if (!this.draft || JSON.stringify(now) === JSON.stringify(this.draft.now)) return;
    this.steps = [...this.steps, { what, now: this.draft.now }].slice(-stepsMax);
    this.draft = { ...this.draft, now };
    this.#keep();
  }

  // Letters typed into the same field are one step.
  typed(what: string, now: T): void {
    if (this.steps.at(-1)?.what === what && this.draft) {
      this.draft = { ...this.draft, now };
      this.#keep();
    } else this.change(what, now);
  }

  undo(): string | null {
    const last = this.steps.at(-1);
    if (!last || !this.draft) return null;
    this.draft = { ...this.draft, now: last.now };
    this.steps = this.steps.slice(0, -1);
    this.#keep();
    return last.what;
  }

  read(): void {
    this.theirs = [];
    this.both = [];
  }

  // Given up: the feed's words stand.
  drop(): void {
    if (this.draft) this.draft = { base: this.draft.base, now: this.draft.base };
    this.#settle();
  }

  // Written: what is typed is what the feed will say.
  written(): void {
    if (this.draft) this.draft = { base: this.draft.now, now: this.draft.now };
    this.#settle();
  }

  #settle(): void {
    this.steps = [];
    this.reopened = "";
    this.read();
    this.#forget();
  }

  #keep(): void {
    if (!this.draft) return;
    if (!isChanged(this.draft)) return this.#forget();
    this.keptAt = new Date().toISOString();
    const kept = { id: this.id, at: this.keptAt, draft: $state.snapshot(this.draft) } as unknown as KeptDraft;
    void this.#store.put(kept).catch(() => (this.keptAt = ""));
  }

  #forget(): void {
    this.keptAt = "";
    void this.#store.remove(this.id).catch(() => undefined);
  }
}
