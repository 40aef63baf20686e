// How long a device has been without its server: papers carry a lease (Council.lease_h), and are not shown when it is over.
//
// The time is counted forward only: a clock set back adds nothing and takes nothing away, one set forward ends the lease early until the
// next contact. Time while the app is closed counts by the clock.
import { Signal } from "./signal";
import type { Store } from "./store";

export interface Lease {
  readonly seenMs: number;   // the device's clock when it was last looked at
  readonly spentMs: number;  // since the last contact
}

export const beginLease = (nowMs: number): Lease => ({ seenMs: nowMs, spentMs: 0 });

export function passTime(lease: Lease, nowMs: number, contact: boolean): Lease {
  return { seenMs: nowMs, spentMs: contact ? 0 : lease.spentMs + Math.max(0, nowMs - lease.seenMs) };
}

const hourMs = 3_600_000;

// `hours`: what the council set; nothing: papers stay readable.
export const isOver = (lease: Lease, hours: number | null | undefined): boolean => hours != null && lease.spentMs > hours * hourMs;

const leaseKey = "lease";
const keptEveryMs = 20_000;

// Keeps the lease of a running app, durable every few seconds.
export class LeaseKeeper {
  readonly over = new Signal<boolean>(false);
  readonly #store: Store;
  readonly #nowMs: () => number;
  #lease: Lease;
  #keptMs = 0;

  constructor(store: Store, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
    this.#lease = beginLease(nowMs());
  }

  // What was kept when the app last ran.
  async restore(): Promise<void> {
    this.#lease = (await this.#store.recall<Lease>(leaseKey).catch(() => undefined)) ?? this.#lease;
  }

  pass(contact: boolean, hours: number | null | undefined): void {
    const now = this.#nowMs();
    const before = this.#lease;
    this.#lease = passTime(before, now, contact);
    this.over.set(isOver(this.#lease, hours));
    const renewed = this.#lease.spentMs === 0 && before.spentMs > 0;
    if (!renewed && Math.abs(now - this.#keptMs) < keptEveryMs) return;
    this.#keptMs = now;
    void this.#store.remember(leaseKey, this.#lease).catch(() => undefined);
  }
}
