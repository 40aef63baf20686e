// Questions about the trust store: what it holds, something to keep, something to take out. Each has its listing; behind a change come the news
// of the re-check that it began. Their numbers lie above those of the searches, so that a refusal finds its own. None outlives its connection.
import type { FromDevice, Job, Rechecked, Refusal, TrustListing, TrustUse } from "../generated/protocol";
import { type Deferred, deferred } from "./deferred";
import { notConnected, Refused } from "./refused";
import { type Readable, Signal } from "./signal";

const firstNumber = 0xc000_0000;

export interface TrustChange {
  readonly listing: Promise<TrustListing>; // errors: Refused; `offered`: nothing was changed
  readonly job: Readable<Job | null>; // the re-check's newest news, in revisions
  readonly rechecked: Promise<Rechecked>; // only after a change; errors: Refused
}

interface Open {
  readonly changes: boolean;
  readonly listing: Deferred<TrustListing>;
  readonly job: Signal<Job | null>;
  readonly rechecked: Deferred<Rechecked>;
}

export class TrustAsks {
  readonly #send: (message: FromDevice) => boolean;
  readonly #open = new Map<number, Open>();
  #next = firstNumber;

  constructor(send: (message: FromDevice) => boolean) {
    this.#send = send;
  }

  read(): Promise<TrustListing> {
    return this.#ask((ask) => ({ type: "read_trust", ask }), false).listing;
  }

  // `material`: base64url. As long as something new in it is not `confirmed`, the answer is what it offers.
  keep(material: string, use: TrustUse, confirmed: readonly string[]): TrustChange {
    return this.#ask((ask) => ({ type: "keep_trust", ask, material, use, confirmed }), true);
  }

  drop(sha256: string, use: TrustUse, reason: string): TrustChange {
    return this.#ask((ask) => ({ type: "drop_trust", ask, sha256, use, reason }), true);
  }

  onListing(listing: TrustListing): void {
    const open = this.#open.get(listing.ask);
    open?.listing.resolve(listing);
    if (listing.offered || !open?.changes) this.#open.delete(listing.ask);
  }

  // True when it was one of these.
  onJob(job: Job): boolean {
    const open = this.#open.get(job.ask);
    open?.job.set(job);
    if (job.stage === "failed") open?.rechecked.reject(new Refused(job));
    if (job.stage === "failed" || job.stage === "done") this.#open.delete(job.ask);
    return job.ask >= firstNumber;
  }

  onRechecked(rechecked: Rechecked): void {
    this.#open.get(rechecked.ask)?.rechecked.resolve(rechecked);
  }

  // True when the refusal answered one of these.
  onRefusal(refusal: Refusal): boolean {
    if (refusal.ask < firstNumber) return false;
    this.#fail(refusal.ask, new Refused(refusal));
    return true;
  }

  onLost(): void {
    for (const ask of [...this.#open.keys()]) this.#fail(ask, notConnected());
  }

  #ask(question: (ask: number) => FromDevice, changes: boolean): TrustChange {
    const ask = this.#next++;
    const open: Open = { changes, listing: deferred(), job: new Signal<Job | null>(null), rechecked: deferred() };
    // Not everybody waits for both.
    open.listing.promise.catch(() => undefined);
    open.rechecked.promise.catch(() => undefined);
    this.#open.set(ask, open);
    if (!this.#send(question(ask))) this.#fail(ask, notConnected());
    return { listing: open.listing.promise, job: open.job, rechecked: open.rechecked.promise };
  }

  #fail(ask: number, reason: Refused): void {
    const open = this.#open.get(ask);
    open?.listing.reject(reason);
    open?.rechecked.reject(reason);
    this.#open.delete(ask);
  }
}
