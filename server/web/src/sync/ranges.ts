// Bytes of a blob that is still on its way, asked for by their place and before their turn: somebody wants to read page 1 of 100 MB now.
//
// They are held in memory alone, and nobody vouches for them: the blob counts when its stored pieces have the right SHA-256, as ever. While any
// are asked for, no further window of anything else is (`send`): the line is theirs. What a lost line leaves open is asked for again on the next.
import type { FetchDone, FetchRefused, FromDevice } from "../generated/protocol";
import { limits } from "../generated/protocol";
import { type Deferred, deferred } from "./deferred";
import { Refused } from "./refused";
import type { Chunk } from "./transfer";

const firstNumber = 0x4000_0000; // above all numbers of the fetcher
const togetherMax = 2; // of the connection's few transfers
const againMs = 150; // after the server had too many

interface Range {
  readonly sha256: string;
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly answer: Deferred<Uint8Array<ArrayBuffer>>;
  have: number;
}

type Send = (message: FromDevice) => boolean;

export class Ranges {
  readonly #link: Send;
  readonly #after: (ms: number, work: () => void) => void;
  readonly #waiting: Range[] = [];
  readonly #open = new Map<number, Range>();
  #held: FromDevice[] = [];
  #next = firstNumber;
  #online = false;

  constructor(link: Send, after: (ms: number, work: () => void) => void = (ms, work) => void setTimeout(work, ms)) {
    this.#link = link;
    this.#after = after;
  }

  // At most a window's bytes. Waits for a line as long as there is none. Errors: Refused, when the server will not give them.
  ask(sha256: string, offset: number, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const answer = deferred<Uint8Array<ArrayBuffer>>();
    this.#waiting.push({ sha256, offset, bytes: new Uint8Array(Math.min(bytes, limits.bulkWindowBytes)), answer, have: 0 });
    this.#pump();
    return answer.promise;
  }

  // Nobody waits for this blob's any more: it is here, or closed.
  drop(sha256: string): void {
    for (const [number, range] of [...this.#open]) {
      if (range.sha256 !== sha256) continue;
      this.#open.delete(number);
      this.#link({ type: "cancel_fetch", transfer: number });
    }
    const staying = this.#waiting.filter((range) => range.sha256 !== sha256);
    this.#waiting.splice(0, this.#waiting.length, ...staying);
    this.#pump();
  }

  // The fetcher's way to the line.
  readonly send: Send = (message) => {
    if (message.type === "fetch" && this.#isBusy) {
      this.#held.push(message);
      return true;
    }
    const before = this.#held.length;
    if (message.type === "cancel_fetch")
      this.#held = this.#held.filter((held) => held.type !== "fetch" || held.transfer !== message.transfer);
    return this.#held.length < before || this.#link(message);
  };

  onOnline(): void {
    this.#online = true;
    this.#pump();
  }

  onLost(): void {
    this.#online = false;
    this.#held = [];
    for (const range of this.#open.values()) range.have = 0;
    this.#waiting.unshift(...this.#open.values());
    this.#open.clear();
  }

  // True when it was for one of these.
  onChunk({ transfer, offset, bytes }: Chunk): boolean {
    const range = this.#open.get(transfer);
    if (!range) return transfer >= firstNumber;
    if (offset !== range.offset + range.have || range.have + bytes.length > range.bytes.length) this.#again(transfer, range);
    else {
      range.bytes.set(bytes, range.have);
      range.have += bytes.length;
    }
    return true;
  }

  onDone({ transfer }: FetchDone): boolean {
    const range = this.#open.get(transfer);
    if (!range) return transfer >= firstNumber;
    this.#open.delete(transfer);
    if (range.have === range.bytes.length) range.answer.resolve(range.bytes);
    else this.#again(transfer, range);
    this.#pump();
    return true;
  }

  onRefused(refused: FetchRefused): boolean {
    const range = this.#open.get(refused.transfer);
    if (!range) return refused.transfer >= firstNumber;
    this.#open.delete(refused.transfer);
    if (refused.code === "busy") {
      this.#after(againMs, () => {
        this.#waiting.unshift(range);
        this.#pump();
      });
    } else range.answer.reject(new Refused(refused));
    this.#pump();
    return true;
  }

  get #isBusy(): boolean {
    return this.#open.size > 0 || this.#waiting.length > 0;
  }

  #again(number: number, range: Range): void {
    if (this.#open.delete(number)) this.#link({ type: "cancel_fetch", transfer: number });
    range.have = 0;
    this.#waiting.push(range);
    this.#pump();
  }

  #pump(): void {
    if (!this.#online) return;
    while (this.#open.size < togetherMax) {
      const range = this.#waiting.shift();
      if (!range) break;
      const number = this.#next++;
      this.#open.set(number, range);
      this.#link({ type: "fetch", transfer: number, sha256: range.sha256, offset: range.offset, bytes: range.bytes.length });
    }
    if (this.#isBusy) return;
    for (const held of this.#held.splice(0)) this.#link(held);
  }
}
