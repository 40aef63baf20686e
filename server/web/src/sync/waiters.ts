// Who waits for the receipt of which command.
import type { CommandOutcome } from "../generated/protocol";

type Answer = (outcome: CommandOutcome) => void;

export class Waiters {
  #waiting = new Map<number, Answer>();

  add(number: number, answer: Answer): void {
    this.#waiting.set(number, answer);
  }

  answer(outcome: CommandOutcome): void {
    this.#waiting.get(outcome.number)?.(outcome);
    this.#waiting.delete(outcome.number);
  }

  // The commands have new numbers; those without one had their effect already.
  renumber(moved: ReadonlyMap<number, number>): void {
    const waiting = new Map<number, Answer>();
    for (const [number, answer] of this.#waiting) {
      const now = moved.get(number);
      if (now !== undefined) waiting.set(now, answer);
      else answer({ number, done: true });
    }
    this.#waiting = waiting;
  }

  // The person left before the answer.
  dismiss(): void {
    for (const answer of this.#waiting.values())
      answer({ number: 0, done: false, code: "sign_in_required", sentence: "Đã thoát trước khi gửi." });
    this.#waiting.clear();
  }
}
