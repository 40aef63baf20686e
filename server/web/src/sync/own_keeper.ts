// Keeps what is a person's own on this machine and on their others: where they are in each document, how they like the app.
//
//   a screen says it ─▶ held here at once, in the store within a second ─▶ told to the server, at most every 3 s ─▶ `own_records`
//   another tablet says it ─▶ the server ─▶ `own_records` ─▶ merged into what is held (own_records.ts)
//
// Offline nothing waits in the outbox: what is held here and is newer than the server's word is told when it is there again, once for each
// document, however often it moved. A server that was restored is told what it lacks by the same comparison. Not for desktops.
import type {
  DeviceKind,
  FromDevice,
  OwnRecords,
  PageBookmark,
  PenPreferences,
  Preferences,
  ReadingPlace,
  ReadingRecord,
  Refusal,
  ScreenPreferences,
} from "../generated/protocol";
import { limits } from "../generated/protocol";
import { mergedPreferences, mergedReading, saysMore } from "./own_records";
import { type Readable, Signal } from "./signal";
import type { Store } from "./store";
import type { View } from "./view";

const firstNumber = 0xe000_0000; // above all others, so that a refusal finds its own
const keepAfterMs = 1_000; // what moves all the time is written down so often
const againMs = 15_000; // after a refusal, or an answer that did not come

interface Kept {
  readonly readings: readonly ReadingRecord[];
  readonly preferences: Preferences;
  readonly unsent: readonly string[]; // documents; "": the preferences
}

interface Sent {
  readonly ask: number;
  readonly words: ReadonlyMap<string, number>; // as #unsent
  readonly atMs: number;
}

// What it needs of the client.
interface Surroundings {
  readonly kind: DeviceKind;
  readonly store: Pick<Store, "recall" | "remember">;
  nowMs(): number;
}
interface Here {
  readonly person: string | null;
  readonly phase: Readable<string>;
  readonly view: Readable<View>;
  readonly welcome: Readable<{ readonly time: string } | null>;
}

const liked = ""; // among documents: the preferences

const keyOf = (person: string): string => `own/${person}`;

export class OwnKeeper {
  // Of the person signed in here. A new map at every change.
  readonly readings = new Signal<ReadonlyMap<string, ReadingRecord>>(new Map());
  readonly preferences = new Signal<Preferences>({});
  readonly #around: Surroundings;
  readonly #here: Here;
  readonly #send: (message: FromDevice) => boolean;
  #person: string | null = null;
  #unsent = new Map<string, number>(); // which word about it was the last one
  #word = 0;
  #told: { readings: Map<string, ReadingRecord>; preferences: Preferences | undefined } = { readings: new Map(), preferences: undefined };
  #complete = false; // the server has said all it has, on this connection
  #sent: Sent | undefined;
  #nextAsk = firstNumber;
  #sendAtMs = 0;
  #writeAtMs = 0; // 0: nothing to write
  #aheadMs = 0; // the server's clock before this one
  #loading: Promise<void> = Promise.resolve();

  constructor(around: Surroundings, here: Here, send: (message: FromDevice) => boolean) {
    this.#around = around;
    this.#here = here;
    this.#send = send;
    here.welcome.subscribe((welcome) => welcome && this.#serverSays(welcome.time));
  }

  // ---- what screens say

  keepPlace(document: string, place: Omit<ReadingPlace, "at">): void {
    this.#keepReading({ document, place: { ...place, at: this.#now() }, opened_revision: 0 });
  }

  // At most two; which one goes for a third is the screen's choice.
  keepBookmarks(document: string, pages: readonly PageBookmark[]): void {
    this.#keepReading({ document, bookmarks: { pages: pages.slice(0, limits.bookmarksMax), at: this.#now() }, opened_revision: 0 });
  }

  // Up to this revision; 0: taken back.
  markRead(document: string, revision: number): void {
    this.#keepReading({ document, read: { revision, at: this.#now() }, opened_revision: 0 });
  }

  markOpened(document: string, revision: number): void {
    if ((this.readings.value.get(document)?.opened_revision ?? 0) < revision) this.#keepReading({ document, opened_revision: revision });
  }

  keepPen(pen: Omit<PenPreferences, "at">): void {
    this.#like({ pen: { ...pen, pens: pen.pens.slice(0, limits.preferenceWordsMax), at: this.#now() } });
  }

  keepScreen(screen: Partial<Omit<ScreenPreferences, "at">>): void {
    const before = this.preferences.value.screen ?? { text_size_px: 0, theme: "", language: "" };
    this.#like({ screen: { ...before, ...screen, at: this.#now() } });
  }

  guideSeen(guide: string): void {
    const before = this.preferences.value.guides?.guides ?? [];
    if (before.includes(guide)) return;
    this.#like({ guides: { guides: [...before, guide].slice(-limits.preferenceWordsMax), at: this.#now() } });
  }

  // ---- what the client tells

  // Somebody else sits here, or nobody. Resolves when what this machine knows of them is held.
  changePerson(person: string | null): Promise<void> {
    if (person === this.#person || this.#around.kind !== "tablet") return this.#loading;
    this.#flush();
    this.#person = person;
    this.#forget();
    this.#loading = person === null ? Promise.resolve() : this.#load(person);
    return this.#loading;
  }

  #serverSays(time: string): void {
    const server = Date.parse(time);
    if (Number.isFinite(server)) this.#aheadMs = server - this.#around.nowMs();
  }

  // This machine was revoked: what it holds of anybody goes, and nothing of it is written any more.
  drop(): void {
    this.#writeAtMs = 0;
    this.#person = null;
    this.#forget();
  }

  onLost(): void {
    this.#complete = false;
    this.#told = { readings: new Map(), preferences: undefined };
    this.#sent = undefined;
    this.#sendAtMs = 0;
  }

  // Behind what is being loaded, or it would be taken for older.
  onRecords(records: OwnRecords): void {
    const person = this.#person;
    void this.#loading.then(() => {
      if (this.#person === person && person !== null) this.#take(records);
    });
  }

  // True when the refusal answered one of these.
  onRefusal(refusal: Refusal): boolean {
    if (refusal.ask < firstNumber) return false;
    if (this.#sent?.ask === refusal.ask) {
      // What can never be taken is not said for ever.
      if (refusal.code !== "busy" && refusal.code !== "disk_full" && refusal.code !== "io_failed") this.#wasTold(this.#sent);
      this.#sent = undefined;
      this.#sendAtMs = this.#around.nowMs() + againMs;
    }
    return true;
  }

  // Once a second.
  tick(): void {
    const now = this.#around.nowMs();
    if (this.#writeAtMs > 0 && now >= this.#writeAtMs) this.#flush();
    if (this.#sent && now - this.#sent.atMs > againMs) this.#sent = undefined;
    if (!this.#sent && this.#complete && now >= this.#sendAtMs && this.#here.phase.value === "online") this.#sendKept(now);
  }

  // The page is about to be hidden: what waits a second does not wait any more.
  flush(): void {
    this.#flush();
    this.tick();
  }

  #now(): string {
    return new Date(this.#around.nowMs() + this.#aheadMs).toISOString();
  }

  #keepReading(said: ReadingRecord): void {
    if (this.#person === null) return;
    const now = this.#now();
    this.readings.set(new Map(this.readings.value).set(said.document, mergedReading(this.readings.value.get(said.document), said, now)));
    this.#unsent.set(said.document, ++this.#word);
    this.#writeSoon();
  }

  #like(said: Preferences): void {
    if (this.#person === null) return;
    this.preferences.set(mergedPreferences(this.preferences.value, said, this.#now()));
    this.#unsent.set(liked, ++this.#word);
    this.#writeSoon();
  }

  #take({ ask, readings, preferences, complete }: OwnRecords): void {
    const now = this.#now();
    const held = new Map(this.readings.value);
    for (const told of readings) {
      this.#told.readings.set(told.document, told);
      // What is said here and not told yet is the newer word within one second.
      const mine = held.get(told.document);
      const waits = this.#unsent.has(told.document) && mine;
      held.set(told.document, waits ? mergedReading(told, mine, now) : mergedReading(mine, told, now));
    }
    if (readings.length > 0) this.readings.set(held);
    if (preferences) {
      this.#told.preferences = preferences;
      const mine = this.preferences.value;
      this.preferences.set(this.#unsent.has(liked) ? mergedPreferences(preferences, mine, now) : mergedPreferences(mine, preferences, now));
    }
    if (this.#sent && ask === this.#sent.ask) {
      this.#wasTold(this.#sent);
      this.#sent = undefined;
    }
    if (complete) {
      this.#complete = true;
      const lacks = (key: string, mine: ReadingRecord | Preferences, theirs: ReadingRecord | Preferences | undefined): void => {
        if (!this.#unsent.has(key) && saysMore(mine, theirs)) this.#unsent.set(key, ++this.#word);
      };
      for (const [document, mine] of held) lacks(document, mine, this.#told.readings.get(document));
      lacks(liked, this.preferences.value, this.#told.preferences);
    }
    this.#writeSoon();
  }

  // Unless it has moved on since.
  #wasTold({ words }: Sent): void {
    for (const [key, word] of words) if (this.#unsent.get(key) === word) this.#unsent.delete(key);
    this.#writeSoon();
  }

  #sendKept(now: number): void {
    const waiting = [...this.#unsent.keys()].filter(
      (document) => document !== liked && this.#here.view.value.get("document", document) !== undefined,
    );
    const documents = waiting.slice(0, limits.readingsPerMessageMax);
    const readings = documents.flatMap((document) => this.readings.value.get(document) ?? []);
    const preferences = this.#unsent.has(liked) ? this.preferences.value : undefined;
    if (readings.length === 0 && !preferences) return;
    const ask = this.#nextAsk++;
    if (!this.#send({ type: "keep_own", ask, readings, ...(preferences && { preferences }) })) return;
    const said = [...readings.map(({ document }) => document), ...(preferences ? [liked] : [])];
    this.#sent = { ask, words: new Map(said.map((key) => [key, this.#unsent.get(key) ?? 0])), atMs: now };
    this.#sendAtMs = now + limits.keepOwnEveryMs;
  }

  #forget(): void {
    this.readings.set(new Map());
    this.preferences.set({});
    this.#unsent = new Map();
    this.onLost();
  }

  async #load(person: string): Promise<void> {
    const kept = await this.#around.store.recall<Kept>(keyOf(person)).catch(() => undefined);
    if (this.#person !== person || !kept) return;
    // Somebody may have been quicker than the store.
    const now = this.#now();
    const held = new Map(kept.readings.map((record) => [record.document, record]));
    for (const [document, said] of this.readings.value) held.set(document, mergedReading(held.get(document), said, now));
    this.readings.set(held);
    this.preferences.set(mergedPreferences(kept.preferences, this.preferences.value, now));
    for (const key of kept.unsent) if (!this.#unsent.has(key)) this.#unsent.set(key, ++this.#word);
  }

  #writeSoon(): void {
    if (this.#writeAtMs === 0) this.#writeAtMs = this.#around.nowMs() + keepAfterMs;
  }

  #flush(): void {
    if (this.#writeAtMs === 0 || this.#person === null) return;
    this.#writeAtMs = 0;
    const kept: Kept = {
      readings: [...this.readings.value.values()],
      preferences: this.preferences.value,
      unsent: [...this.#unsent.keys()],
    };
    void this.#around.store.remember(keyOf(this.#person), kept).catch(() => this.#writeSoon());
  }
}
