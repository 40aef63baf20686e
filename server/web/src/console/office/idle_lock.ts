// The console's lock: after limits.desktopLockMs without a key or the mouse the content leaves the page and the password is asked for.
// What is kept in the browser is when somebody was last there and whether it is locked, so that a reload does not open it.
import { limits } from "../../generated/protocol";
import { Signal } from "../../sync";

export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const activeKey = "chamber-desk-active";
const lockedKey = "chamber-desk-locked";
const keptEveryMs = 5_000;
const clockSlackMs = 60_000;

export class IdleLock {
  readonly locked = new Signal<boolean>(false);
  readonly #shelf: Shelf;
  readonly #nowMs: () => number;
  #activeMs: number;
  #keptMs = 0;

  constructor(shelf: Shelf, nowMs: () => number = () => Date.now()) {
    this.#shelf = shelf;
    this.#nowMs = nowMs;
    this.#activeMs = Number(shelf.getItem(activeKey) ?? nowMs());
    this.locked.set(shelf.getItem(lockedKey) === "1");
    this.tick();
  }

  touched(): void {
    this.tick();
    if (this.locked.value) return;
    this.#activeMs = this.#nowMs();
    if (Math.abs(this.#activeMs - this.#keptMs) >= keptEveryMs) this.#keep();
  }

  // Once a second, and whenever the page comes back. A clock set back says nothing of how long nobody was there.
  tick(): void {
    const idleMs = this.#nowMs() - this.#activeMs;
    if (!this.locked.value && (idleMs >= limits.desktopLockMs || idleMs < -clockSlackMs)) this.lock();
  }

  lock(): void {
    this.locked.set(true);
    this.#keep();
  }

  // The password was right, or nobody is signed in.
  open(): void {
    this.#activeMs = this.#nowMs();
    this.locked.set(false);
    this.#keep();
  }

  #keep(): void {
    this.#keptMs = this.#activeMs;
    this.#shelf.setItem(activeKey, String(this.#activeMs));
    this.#shelf.setItem(lockedKey, this.locked.value ? "1" : "0");
  }
}

export function watchIdleness(lock: IdleLock): void {
  for (const name of ["pointerdown", "pointermove", "keydown", "wheel"])
    addEventListener(name, () => lock.touched(), { capture: true, passive: true });
  for (const name of ["focus", "pageshow"]) addEventListener(name, () => lock.tick());
  document.addEventListener("visibilitychange", () => lock.tick());
  setInterval(() => lock.tick(), 1_000);
}
