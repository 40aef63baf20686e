// The secretary's words in one part of the minutes, from the keyboard to the server, with nothing lost on the way:
//
//   typed ──▶ this browser's store at once ──▶ write_minutes { text, former } when the typing rests ──▶ receipt ──▶ the store forgets
//                                                        │ changed_meanwhile, or the feed says so before
//                                                        ▼
//                                       both texts side by side, one is chosen or both are joined
//
// One command at a time; what is typed meanwhile goes behind it. Lives as long as the page; after a reload the kept words are met again with
// the feed, and what was sent and arrived is known by `sent`. Thread: the page's only one.
import { type CommandOutcome, limits } from "../../generated/protocol";
import { refusedWords } from "../../parts/notices.svelte";
import { cleanText } from "../../sync/clean_text";

export interface Standing {
  readonly text: string; // as the server has it, to the letter
  readonly by: string | null;
  readonly at: string | null;
}

export const nothingStands: Standing = { text: "", by: null, at: null };

export interface KeptWords {
  readonly base: string; // what stood when the typing began
  readonly now: string;
  readonly sent: string | null; // on its way, or arrived without our knowing
}

export interface PartDoors {
  write(text: string, former: string): Promise<CommandOutcome>;
  keep(words: KeptWords | null): Promise<void>; // null: forget
  later(act: () => void, ms: number): () => void; // answers how to call it off
}

const restMs = 1_500;

// The server composes letters and leaves out blank ends: two texts that differ in nothing else are one.
const same = (a: string, b: string): boolean => cleanText(a).trim() === cleanText(b).trim();

export class PartWords {
  now = $state("");
  stands = $state.raw<Standing>(nothingStands);
  theirs = $state.raw<Standing | null>(null); // a colleague's words against ours
  refused = $state.raw(""); // why ours were not taken
  kept = $state.raw<"here" | "nowhere">("here"); // whether this browser could keep what is typed
  sending = $state.raw<string | null>(null);
  #base = $state.raw("");
  #sent: string | null = null;
  #callOff: (() => void) | null = null;
  #answered: Promise<void> = Promise.resolve();
  readonly #doors: PartDoors;
  readonly waits = $derived(this.sending !== null || !same(this.now, this.#base));

  constructor(doors: PartDoors, stands: Standing, kept: KeptWords | null = null) {
    this.#doors = doors;
    this.stands = stands;
    this.now = stands.text;
    this.#base = stands.text;
    if (kept) this.restore(kept);
  }

  // What an earlier page left behind. Words typed before it was read are newer.
  restore(kept: KeptWords): void {
    if (this.waits || same(kept.now, this.stands.text)) return void this.#keep();
    this.#base = kept.base;
    this.#sent = kept.sent;
    this.now = kept.now;
    this.follow(this.stands);
    if (this.waits) this.#rest();
  }

  // The feed's newest words.
  follow(stands: Standing): void {
    const untouched = !this.waits;
    this.stands = stands;
    if (untouched) {
      if (this.now !== stands.text) this.now = stands.text;
      this.#base = stands.text;
      return;
    }
    if (same(stands.text, this.now)) {
      this.#base = stands.text;
      this.theirs = null;
      if (this.sending === null) this.#settle();
    } else if (same(stands.text, this.#base) || (this.#sent !== null && same(stands.text, this.#sent))) {
      this.#base = stands.text;
      this.theirs = null;
    } else if (this.sending === null) this.theirs = stands;
  }

  type(text: string): void {
    this.now = text;
    this.refused = "";
    if (!this.waits) return this.#settle();
    this.#keep();
    this.#rest();
  }

  // Sends what waits; resolves when all of it has its answer. True: nothing waits any more.
  async flush(): Promise<boolean> {
    this.#callOff?.();
    this.#callOff = null;
    for (;;) {
      // What is typed while a command is under way goes behind it.
      if (this.sending !== null) await this.#answered;
      else if (this.theirs !== null || this.refused !== "" || same(this.now, this.#base)) return !this.waits;
      else await (this.#answered = this.#send());
    }
  }

  // Ours stands over theirs, which was seen.
  keepMine(): Promise<boolean> {
    if (this.theirs) this.#base = this.theirs.text;
    this.theirs = null;
    this.#keep();
    return this.flush();
  }

  takeTheirs(): void {
    if (this.theirs) this.now = this.theirs.text;
    this.#base = this.now;
    this.theirs = null;
    this.#settle();
  }

  // Theirs, then ours: to be made one by whoever reads both.
  joinBoth(): void {
    const theirs = this.theirs;
    if (!theirs) return;
    this.#base = theirs.text;
    this.theirs = null;
    this.type(`${theirs.text.trim()}\n\n${this.now.trim()}`);
  }

  // Given up: what stands on the server stands here.
  drop(): void {
    this.now = this.stands.text;
    this.#base = this.stands.text;
    this.theirs = null;
    this.refused = "";
    this.#settle();
  }

  async #send(): Promise<void> {
    const text = cleanText(this.now).trim();
    if (new TextEncoder().encode(text).length > limits.minutesPartBytesMax) {
      this.refused = `Đoạn này dài quá ${limits.minutesPartBytesMax / 1000} KB nên chưa ghi được. Hãy rút gọn; chữ đã gõ vẫn giữ trong trình duyệt này.`;
      return;
    }
    this.sending = text;
    this.#sent = text;
    this.#keep();
    const outcome = await this.#doors.write(text, this.#base).catch((): CommandOutcome => ({ number: 0, done: false }));
    this.sending = null;
    // The same words that arrived twice (a reload while the line was down) are refused the second time, and stand.
    if (outcome.done || same(this.stands.text, text)) {
      this.#base = same(this.stands.text, text) ? this.stands.text : text;
      if (!this.waits) this.#settle();
      else this.#keep();
    } else if (outcome.code === "changed_meanwhile" && !same(this.stands.text, this.#base)) this.theirs = this.stands;
    else this.refused = outcome.sentence ?? refusedWords;
  }

  #rest(): void {
    this.#callOff?.();
    this.#callOff = this.#doors.later(() => void this.flush(), restMs);
  }

  #settle(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#sent = null;
    this.#keep();
  }

  #keep(): void {
    const words = this.waits ? { base: this.#base, now: this.now, sent: this.#sent } : null;
    void this.#doors.keep(words).then(
      () => (this.kept = "here"),
      () => (this.kept = "nowhere"),
    );
  }
}
