// Short words about what has just happened, read out by screen readers. They leave by themselves when there was time to read them, or by
// their button; what must be seen by somebody (`stay`) waits for the button.
//
// The time runs only while somebody can read: not while the window is hidden, nor while the pointer or the focus is on a notice.
import type { CommandOutcome } from "../generated/protocol";

export interface Notice {
  id: number;
  text: string;
  tone: "good" | "care";
}

// Where a refusal has no sentence of its own.
export const refusedWords = "Máy chủ không nhận thay đổi này. Hãy thử lại.";

const tickMs = 500;

// Long sentences stand longer; what went wrong must be understood, what went well only noticed.
export function standsMs(text: string, tone: Notice["tone"]): number {
  return tone === "good" ? 5_000 + 30 * text.length : 12_000 + 80 * text.length;
}

interface Rules {
  readonly standsMs: (text: string, tone: Notice["tone"]) => number;
  readonly passing: number; // how many of those that leave by themselves stand at a time
}

export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  // Set by whoever shows them.
  held = false;
  private next = 1;
  private readonly left = new Map<number, number>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly rules: Rules = { standsMs, passing: 4 }) {}

  good(text: string): void {
    this.push(text, "good", this.rules.standsMs(text, "good"));
  }

  care(text: string): void {
    this.push(text, "care", this.rules.standsMs(text, "care"));
  }

  stay(text: string): void {
    this.push(text, "care", undefined);
  }

  // The receipt of a command: the good word, or the server's sentence.
  outcome(outcome: CommandOutcome, done: string): boolean {
    if (outcome.done) this.good(done);
    else this.care(outcome.sentence ?? refusedWords);
    return outcome.done;
  }

  close(id: number): void {
    this.left.delete(id);
    this.shown = this.shown.filter((notice) => notice.id !== id);
    if (this.left.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  // The same words said again stand once, with their whole time.
  private push(text: string, tone: Notice["tone"], ms: number | undefined): void {
    for (const same of this.shown.filter((notice) => notice.text === text)) this.close(same.id);
    const id = this.next++;
    const passing = this.shown.filter((notice) => this.left.has(notice.id));
    for (const old of passing.slice(0, Math.max(0, passing.length + 1 - this.rules.passing))) this.close(old.id);
    this.shown = [...this.shown, { id, text, tone }];
    if (ms === undefined) return;
    this.left.set(id, ms);
    this.timer ??= setInterval(() => this.tick(), tickMs);
  }

  private tick(): void {
    if (this.held || document.visibilityState !== "visible") return;
    for (const [id, ms] of [...this.left]) {
      if (ms <= tickMs) this.close(id);
      else this.left.set(id, ms - tickMs);
    }
  }
}

// The console's.
export const notices = new Notices();

export function sentenceOf(problem: unknown): string {
  const sentence = (problem as { sentence?: unknown }).sentence;
  return typeof sentence === "string" ? sentence : "Có lỗi bất ngờ. Hãy thử lại.";
}
