// How long a device has been without its server: documents carry a lease (Council.lease_h), and are not shown when it is over.
//
// The time is counted forward only: a clock set back adds nothing and takes nothing away, one set forward ends the lease early until the
// next contact. Time while the app is closed counts by the clock.
import type { Client } from "./client";
import { Signal } from "./signal";

export interface Lease {
  readonly seenMs: number; // the device's clock when it was last looked at
  readonly spentMs: number; // since the last contact
}

export const beginLease = (nowMs: number): Lease => ({ seenMs: nowMs, spentMs: 0 });

export function passTime(lease: Lease, nowMs: number, contact: boolean): Lease {
  return { seenMs: nowMs, spentMs: contact ? 0 : lease.spentMs + Math.max(0, nowMs - lease.seenMs) };
}

const hourMs = 3_600_000;

// `hours`: what the council set; nothing: documents stay readable.
export const isOver = (lease: Lease, hours: number | null | undefined): boolean => hours != null && lease.spentMs > hours * hourMs;

const leaseKey = "lease";
const keptEveryMs = 20_000;

// Keeps the lease of a running app, durable every few seconds. Reads what the app left behind first: over() is not asked before.
export class LeaseKeeper {
  readonly over = new Signal<boolean>(false);
  readonly #client: Client;
  readonly #nowMs: () => number;
  #lease: Lease;
  #keptMs = 0;

  constructor(client: Client, nowMs: () => number = () => Date.now()) {
    this.#client = client;
    this.#nowMs = nowMs;
    this.#lease = beginLease(nowMs());
  }

  async open(): Promise<void> {
    this.#lease = (await this.#client.store.recall<Lease>(leaseKey).catch(() => undefined)) ?? this.#lease;
    this.#client.phase.subscribe(() => this.tick());
  }

  // Once a second, and whenever the page comes back.
  tick(): void {
    const now = this.#nowMs();
    const before = this.#lease;
    this.#lease = passTime(before, now, this.#client.phase.value === "online");
    this.over.set(isOver(this.#lease, this.#client.view.value.council()?.lease_h));
    const renewed = this.#lease.spentMs === 0 && before.spentMs > 0;
    if (!renewed && Math.abs(now - this.#keptMs) < keptEveryMs) return;
    this.#keptMs = now;
    void this.#client.store.remember(leaseKey, this.#lease).catch(() => undefined);
  }
}
