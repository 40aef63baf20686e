// Short words about what has just happened, read out by screen readers; errors stay until they are closed.
import type { CommandOutcome } from "../../generated/protocol";

export interface Notice {
  id: number;
  text: string;
  tone: "good" | "care";
}

class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  private next = 1;

  good(text: string): void {
    const id = this.push(text, "good");
    setTimeout(() => this.close(id), 6_000);
  }

  care(text: string): void {
    this.push(text, "care");
  }

  // The receipt of a command: the good word, or the server's sentence.
  outcome(outcome: CommandOutcome, done: string): boolean {
    if (outcome.done) this.good(done);
    else this.care(outcome.sentence ?? "Máy chủ không nhận thay đổi này. Hãy thử lại.");
    return outcome.done;
  }

  close(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  private push(text: string, tone: Notice["tone"]): number {
    const id = this.next++;
    this.shown = [...this.shown.slice(-3), { id, text, tone }];
    return id;
  }
}

export const notices = new Notices();

export function sentenceOf(problem: unknown): string {
  const sentence = (problem as { sentence?: unknown }).sentence;
  return typeof sentence === "string" ? sentence : "Có lỗi bất ngờ. Hãy thử lại.";
}
