// The notices of the person who is signed in: what happened, what of it they have read. Kept on the device for each person, so that it tells
// tomorrow what came overnight.
import type { Client } from "../sync";
import { type Happening, happened, type Known, knownOf, type News, withNews } from "./happenings";

interface Kept {
  readonly known: Known;
  readonly list: readonly Happening[];
}

const settledMs = 5_000; // a batch, after the line is there

const keyOf = (person: string): string => `notices/${person}`;

export class NoticeCentre {
  list = $state.raw<readonly Happening[]>([]);
  #known: Known | undefined;
  #person: string | null = null; // whose list is here
  #backAt: number | null = null; // since when somebody who came back has the server's word; what comes with it came meanwhile
  #turn: Promise<void> = Promise.resolve();
  readonly #client: Client;
  readonly #notify: (news: readonly Happening[]) => void;

  // `notify`: what comes while somebody watches.
  constructor(client: Client, notify: (news: readonly Happening[]) => void) {
    this.#client = client;
    this.#notify = notify;
  }

  get unread(): readonly Happening[] {
    return this.list.filter(({ read }) => !read);
  }

  // Documents that came since this person first looked.
  get news(): ReadonlySet<string> {
    return new Set(this.list.flatMap(({ kind, document }) => (kind === "new" && document ? [document] : [])));
  }

  start(): () => void {
    const { view, standing, loaded, phase } = this.#client;
    // One after the other: a list that is still being read must not be written over.
    const look = (): void => void (this.#turn = this.#turn.then(() => this.#look()));
    const away = (): void => {
      if (document.visibilityState === "hidden") this.#backAt = null;
      else look();
    };
    const stops = [view.subscribe(look), standing.subscribe(look), loaded.subscribe(look), phase.subscribe(look)];
    document.addEventListener("visibilitychange", away);
    return () => {
      stops.forEach((stop) => stop());
      document.removeEventListener("visibilitychange", away);
    };
  }

  // What others tell of (told.ts); they say it aloud themselves.
  add(news: readonly News[]): void {
    this.#turn = this.#turn.then(() => {
      if (this.#person === null || this.#person !== this.#client.person || news.length === 0) return;
      this.list = withNews(this.list, news, this.#isAway());
      this.#keep();
    });
  }

  markRead(which: (one: Happening) => boolean): void {
    if (!this.list.some((one) => !one.read && which(one))) return;
    this.list = this.list.map((one) => (which(one) ? { ...one, read: true } : one));
    this.#keep();
  }

  async #look(): Promise<void> {
    const { person } = this.#client;
    if (person !== this.#person) await this.#change(person);
    if (person === null || person !== this.#person || !this.#client.loaded.value) return;
    // What comes while the app is hidden is told when it is back.
    if (document.visibilityState === "hidden") return;
    const view = this.#client.view.value;
    const before = this.#known;
    const news = before ? happened(before, view, person, new Date()) : [];
    this.#known = knownOf(view, person, before);
    if (this.#client.phase.value === "online") this.#backAt ??= Date.now();
    const away = this.#isAway();
    if (news.length > 0) {
      this.list = withNews(this.list, news, away);
      if (!away) this.#notify(this.list.filter(({ id }) => news.some((one) => one.id === id)));
    }
    if (news.length > 0 || JSON.stringify(this.#known) !== JSON.stringify(before)) this.#keep();
  }

  #isAway(): boolean {
    return this.#backAt === null || Date.now() - this.#backAt < settledMs;
  }

  async #change(person: string | null): Promise<void> {
    this.#person = person;
    this.#known = undefined;
    this.#backAt = null;
    this.list = [];
    if (person === null) return;
    const kept = await this.#client.store.recall<Kept>(keyOf(person)).catch(() => undefined);
    if (this.#person !== person) return;
    this.#known = kept?.known;
    this.list = kept?.list ?? [];
  }

  #keep(): void {
    const { list } = this;
    if (this.#person === null || !this.#known) return;
    const kept: Kept = { known: this.#known, list };
    void this.#client.store.remember(keyOf(this.#person), kept).catch(() => undefined);
  }
}
