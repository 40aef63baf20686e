// Questions for words: the newest one counts, whoever asked before is told that nobody waits any more. Their numbers lie above those of
// the other questions (asks.ts), so that a refusal finds its own. None outlives its connection.
import type { Found, FromDevice, Refusal } from "../generated/protocol";
import { type Deferred, deferred } from "./deferred";
import { notConnected, Refused } from "./refused";

const firstNumber = 0x8000_0000;

export const isSuperseded = (problem: unknown): boolean => problem instanceof Refused && problem.code === "superseded";

export class Searches {
  readonly #send: (message: FromDevice) => boolean;
  #open: { readonly ask: number; readonly answer: Deferred<Found> } | null = null;
  #next = firstNumber;

  constructor(send: (message: FromDevice) => boolean) {
    this.#send = send;
  }

  // What the server finds; a newer search ends the one before. Errors: Refused.
  search(query: string, after?: string | null): Promise<Found> {
    this.#fail(new Refused({ code: "superseded", sentence: "Đã tìm chữ khác." }));
    const answer = deferred<Found>();
    const ask = this.#next++;
    this.#open = { ask, answer };
    const question: FromDevice = after ? { type: "search", ask, query, after } : { type: "search", ask, query };
    if (!this.#send(question)) this.#fail(notConnected());
    return answer.promise;
  }

  onFound(found: Found): void {
    if (this.#open?.ask !== found.ask) return;
    this.#open.answer.resolve(found);
    this.#open = null;
  }

  // True when the refusal answered one of these.
  onRefusal(refusal: Refusal): boolean {
    if (refusal.ask < firstNumber) return false;
    if (this.#open?.ask === refusal.ask) this.#fail(new Refused(refusal));
    return true;
  }

  onLost(): void {
    this.#fail(notConnected());
  }

  #fail(reason: Refused): void {
    const open = this.#open;
    this.#open = null;
    open?.answer.reject(reason);
  }
}
